/** What README shows is what the project has: its scenario, its commands, its error, its lever, its list of scenarios. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { commands } from '../src/cli/cli.ts';
import { explainable } from '../src/cli/explanation.ts';
import { mitigations } from '../src/mitigations/registry.ts';
import { parquetOf } from '../src/report/parquet.ts';
import { runsTable, seriesTable } from '../src/report/tables.ts';
import { formatIssues } from '../src/scenario/format-issues.ts';
import { parseScenario } from '../src/scenario/parse-scenario.ts';
import { BLACK_FRIDAY_STORIES, blackFriday } from './support/comparison.ts';

const readme = readFileSync('README.md', 'utf8');
const blocks = [...readme.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language, text]) => ({
  language,
  text: text!,
}));
const block = (language: string, containing: string): string =>
  blocks.find((candidate) => candidate.language === language && candidate.text.includes(containing))!.text;

describe('README', () => {
  it('shows the quickstart scenario as it is', () => {
    expect(block('yaml', 'Quickstart')).toBe(readFileSync('scenarios/quickstart.yaml', 'utf8'));
  });

  it('shows a lever as it is', () => {
    const file = readFileSync('src/mitigations/bigger-node.ts', 'utf8');
    expect(file.endsWith(block('ts', 'biggerNode'))).toBe(true);
  });

  it("shows a mitigation of one's own as it is", () => {
    const shown = block('js', 'key-quota');
    expect(shown).toBe(readFileSync('docs/examples/key-quota.mjs', 'utf8'));
    expect(shown.split('\n').length).toBeLessThan(40);
  });

  it('shows the very words of an error', () => {
    const written =
      'name: mine\nduration: 10s\nstore:\n  partitions: 4\n  placement: {kind: hsah}\nworkload:\n  - name: a\n    arrivals: {kind: poisson, rate: 10/s}\n    keys: {kind: single, key: k}\n';
    const parsed = parseScenario(written, { file: 'scenarios/mine.yaml' });
    if (parsed.ok) throw new Error('the scenario was accepted');
    expect(formatIssues(parsed.issues, written).trim()).toBe(block('text', 'hsah').trim());
  });

  it('names commands, scenarios and words that exist', () => {
    const called = [...readme.matchAll(/npx hotshard (\w+)/g)].map(([, command]) => command!);
    expect(called.length).toBeGreaterThan(5);
    expect(called.filter((name) => !commands.some((command) => command.name === name))).toEqual([]);
    const scripts = (JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }).scripts;
    const run = [...readme.matchAll(/npm run ([\w:]+)/g)].map(([, script]) => script!);
    expect(run.filter((script) => !(script in scripts))).toEqual([]);
    const levers = readFileSync('docs/levers.md', 'utf8');
    for (const file of readdirSync('scenarios', { encoding: 'utf8', recursive: true }).filter((name) =>
      name.endsWith('.yaml'),
    )) {
      const isListed = readme.includes(`](scenarios/${file})`) || levers.includes(`](../scenarios/${file})`);
      expect(isListed, file).toBe(true);
    }
    for (const [, kind] of readme.matchAll(/explain (\w+)/g)) expect(explainable(mitigations)).toContain(kind);
  });

  it('asks Parquet what it can answer', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'hotshard-test-'));
    const comparison = blackFriday(BLACK_FRIDAY_STORIES.filter(({ plan }) => ['none', 'cache'].includes(plan)));
    writeFileSync(join(directory, 'runs.parquet'), parquetOf(runsTable(comparison)));
    writeFileSync(join(directory, 'series.parquet'), parquetOf(seriesTable(comparison)));
    const duckdb = await DuckDBInstance.create();
    try {
      const connection = await duckdb.connect();
      const lines = block('sql', 'parquet').trim().replaceAll("from '", `from '${directory}/`).split('\n');
      const counts = [];
      for (const line of lines) counts.push((await connection.runAndReadAll(line)).currentRowCount);
      expect(counts).toEqual([2, comparison.durationMs / comparison.sliceMs]);
    } finally {
      duckdb.closeSync();
      rmSync(directory, { recursive: true });
    }
  });

  it('shows a use of the library that works', async () => {
    const directory = mkdtempSync(join('test', 'readme-'));
    try {
      const example = join(directory, 'example.ts');
      const index = new URL('../src/index.ts', import.meta.url).pathname;
      writeFileSync(example, block('ts', 'parseScenario').replace("'hotshard'", JSON.stringify(index)));
      await import(new URL(`../${example}`, import.meta.url).href);
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});

describe('the scenarios', () => {
  it.each(readdirSync('scenarios', { encoding: 'utf8', recursive: true }).filter((name) => name.endsWith('.yaml')))(
    '%s is valid and says what it asks',
    (name) => {
      const file = join('scenarios', name);
      const parsed = parseScenario(readFileSync(file, 'utf8'), { file });
      if (!parsed.ok) throw new Error(formatIssues(parsed.issues, readFileSync(file, 'utf8')));
      expect(parsed.warnings.map((warning) => warning.message)).toEqual([]);
      expect(parsed.scenario.question).not.toBeNull();
      expect(parsed.scenario.expectations.length).toBeGreaterThan(0);
    },
  );
});
