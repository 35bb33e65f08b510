/** Mitigations of one's own. The example imports the package by its name, which is the compiled one. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Manifest } from '../../src/cli/manifest.ts';
import { compare } from '../../src/experiment/compare.ts';
import { mitigationsWith } from '../../src/experiment/plugins.ts';
import { run } from '../../src/experiment/run.ts';
import { parseScenario } from '../../src/scenario/parse-scenario.ts';
import { contractViolations } from '../../src/testing.ts';
import { filesIn, hotshard, tinyScenario, workingDirectory } from '../support/cli.ts';

const EXAMPLE = resolve('docs/examples/key-quota.mjs');

const cwd = workingDirectory(
  tinyScenario('requests.refused > 1').replace('{kind: cache, ttl: 1s}', '{kind: key-quota, limit: 50/s}'),
);

describe("a mitigation of one's own", () => {
  test('is used, judged and billed as the built-in ones are, and kept in the manifest', async () => {
    const { code, stdout, stderr } = await hotshard(
      ['compare', 'tiny.yaml', '--plugin', EXAMPLE, '--replications', '5'],
      cwd,
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringMatching(/^results in /) });
    expect(stdout).toContain('requests.refused > 1');
    const manifest = JSON.parse(
      String(filesIn(join(cwd, stderr.trim().replace('results in ', ''))).get('manifest.json')),
    );
    expect((manifest as Manifest).modules).toEqual([
      { file: EXAMPLE, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ]);
  });

  test('has its options checked, and is listed, explained and in the schema', async () => {
    const wrong = ['validate', 'tiny.yaml', '--plugin', EXAMPLE, '--set', 'plans.cache.0.limit=0.5/s'];
    expect((await hotshard(wrong, cwd)).stdout).toMatch(/plans\.cache\.0\.limit is "0\.5\/s"[\s\S]*at least 1\/s/);
    expect((await hotshard(['list', 'mitigations', '--plugin', EXAMPLE], cwd)).stdout).toContain('key-quota');
    expect((await hotshard(['explain', 'key-quota', '--plugin', EXAMPLE], cwd)).stdout).toContain('backfires');
    expect((await hotshard(['schema', '--plugin', EXAMPLE], cwd)).stdout).toContain('key-quota');
    expect((await hotshard(['validate', 'tiny.yaml'], cwd)).stdout).toContain('plans.cache.0.kind is "key-quota"');
  });

  test('keeps what every mitigation must', async () => {
    const { default: def } = await import(EXAMPLE);
    expect(contractViolations(def, { options: { limit: '50/s' }, scenarios: 10 })).toEqual([]);
  });

  test('works through the library, in both ways the same', async () => {
    const url = `file://${EXAMPLE}`;
    const mitigations = await mitigationsWith([url]);
    const text = tinyScenario().replace('{kind: cache, ttl: 1s}', '{kind: key-quota, limit: 50/s}');
    const parsed = parseScenario(text, { file: 'tiny.yaml', mitigations });
    if (!parsed.ok) throw new Error(parsed.issues.map(({ message }) => message).join('; '));
    const { plans } = await compare(parsed.scenario, { plugins: [url], replications: 1 });
    const alone = run(parsed.scenario, 'cache', { mitigations });
    expect(plans[1]!.runs[0]).toEqual(alone.metrics);
    expect(alone.metrics['requests.refused']).toBeGreaterThan(100);
  });
});

const RIGHT = `kind: 'own', mechanism: 'a', cost: 'b', backfires: 'c', options: {}, facts: [], patch() {}`;

test.each([
  ['throw new Error("no")', 'cannot be loaded: no'],
  ['const x = ;', 'cannot be loaded: '],
  ['export const own = 1', 'exports no mitigation by default: write export default defineMitigation({…})'],
  [`export default {${RIGHT.replace("'own'", "'Not A Kind'")}}`, 'its kind is not a word of a-z, 0-9 and -'],
  [`export default {${RIGHT.replace("'own'", "'cache'")}}`, 'there is a mitigation called cache already'],
  [`export default [{${RIGHT}}, {${RIGHT}}]`, 'there is a mitigation called own already'],
  [`export default {${RIGHT.replace("cost: 'b'", "cost: ' '")}}`, 'own does not say its cost'],
  [`export default {${RIGHT.replace('facts: []', 'facts: 1')}}`, 'own has no list of facts, which may be empty'],
  [`export default {${RIGHT.replace('options: {}', 'options: null')}}`, 'own has no options, which may be {}'],
  [
    `export default {${RIGHT.replace('options: {}', 'options: {ttl: 5}')}}`,
    'the option ttl of own is none: make it with',
  ],
  [
    `export default {${RIGHT.replace('options: {}', "options: {ttl: {kind: 'duration', doc: 'x', default: 'y'}}")}}`,
    'the option ttl of own is none',
  ],
  [`export default {${RIGHT.replace(', patch() {}', '')}}`, 'own has neither patch nor create, so it does nothing'],
])('%s is refused: %s', async (text, problem) => {
  const directory = mkdtempSync(join(tmpdir(), 'hotshard-test-'));
  const file = join(directory, 'own.mjs');
  writeFileSync(file, text);
  const { code, stderr } = await hotshard(['validate', 'tiny.yaml', '--plugin', file], cwd);
  expect(code).toBe(2);
  expect(stderr).toContain(`--plugin ${file}: `);
  expect(stderr).toContain(problem);
});
