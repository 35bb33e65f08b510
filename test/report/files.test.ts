import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Comparison } from '../../src/experiment/result.ts';
import { type ReportFiles, reportFiles } from '../../src/report/files.ts';
import { BLACK_FRIDAY_STORIES, blackFriday } from '../support/comparison.ts';
import { hostile, PAYLOAD } from '../support/hostile.ts';

const scenarioText = 'name: Black Friday headset # as written\n';
const resolved = { name: 'Black Friday headset', model: { clients: { deadlineMs: 30_000 } } };
const textOf = (files: ReportFiles, name: string) => {
  const content = files.get(name);
  if (typeof content !== 'string') throw new Error(`${name} is no text`);
  return content;
};

describe('the files of a comparison of twelve plans', () => {
  let files: ReportFiles;
  beforeAll(async () => {
    files = await reportFiles(blackFriday(), { scenarioText, resolved });
  }, 60_000);

  it('are the data, the tables, the charts and the page', () => {
    const names = [...files.keys()];
    expect(names.filter((name) => !name.startsWith('charts/'))).toEqual([
      'comparison.json',
      'summary.json',
      'summary.csv',
      'runs.csv',
      'runs.parquet',
      'series.csv',
      'series.parquet',
      'scenario.yaml',
      'scenario.resolved.json',
      'report.html',
    ]);
    const charts = names.filter((name) => name.endsWith('.vl.json'));
    expect(charts).toHaveLength(8 + 12);
    for (const name of charts) expect(names).toContain(name.replace('.vl.json', '.svg'));
    expect(names.filter((name) => name.endsWith('-heat.svg'))).toHaveLength(12);
    for (const name of names) expect(name).toMatch(/^(charts\/)?[a-z0-9+.-]+$/);
  });

  it('can be made again from the saved ones, byte for byte', async () => {
    const saved = JSON.parse(textOf(files, 'comparison.json')) as Comparison;
    const again = await reportFiles(saved, {
      scenarioText: textOf(files, 'scenario.yaml'),
      resolved: JSON.parse(textOf(files, 'scenario.resolved.json')),
    });
    expect([...again.keys()]).toEqual([...files.keys()]);
    for (const [name, content] of files)
      expect(Buffer.from(again.get(name)!).equals(Buffer.from(content)), name).toBe(true);
  });

  it('have a page below 900 kilobytes', () => {
    expect(Buffer.byteLength(textOf(files, 'report.html'))).toBeLessThan(900_000);
  });

  it('have a page that holds the answer before the details', () => {
    const page = textOf(files, 'report.html');
    const [before, after] = page.split('<h2 class="details">');
    expect(before!.match(/<figure>/g)).toHaveLength(5);
    for (const words of [
      'keeps the page up',
      'The bill, per run',
      'expectations held',
      'aria-label="undecided"',
      'Where the heat went',
    ]) {
      expect(before!.includes(words), words).toBe(true);
    }
    for (const words of [
      'aria-label="held"',
      'Glossary',
      'common random numbers',
      'As written',
      'M/M/1',
      'seed',
      'Remedy',
    ]) {
      expect(after!.includes(words), words).toBe(true);
    }
    expect(after!.includes(scenarioText.trim())).toBe(true);
  });

  it('have a page that allows nothing but its own style sheet and images inside it', () => {
    const page = textOf(files, 'report.html');
    const policy = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/
      .exec(page)![1]!
      .replaceAll('&#39;', "'");
    const style = /<style>(.*?)<\/style>/s.exec(page)![1]!;
    const hash = createHash('sha256').update(style).digest('base64');
    expect(policy).toBe(
      `default-src 'none'; img-src data:; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`,
    );
    expect(page.indexOf('Content-Security-Policy')).toBeLessThan(page.indexOf('<style>'));
    expect(/<script|<link|<iframe| style=| on[a-z]+=|(?:src|href)="(?!data:image\/png)/.test(page)).toBe(false);
    expect(/ id=/.test(page)).toBe(false);
  });
});

it('asks nothing of plans without series, heat, windows or runs', async () => {
  const full = blackFriday(BLACK_FRIDAY_STORIES.slice(0, 1));
  const plans = full.plans.map((plan) => ({
    ...plan,
    series: [],
    histograms: {},
    heat: { partitions: [], rows: [], keys: [] },
    runs: [],
    warnings: [],
    theory: [],
    metrics: { 'requests.offered': { mean: 0, low: 0, high: 0, n: 1 } },
  }));
  const bare = { ...full, plans, windows: [], workloads: [], expectations: [], question: null, warmupMs: 0 };
  const page = textOf(await reportFiles(bare, { scenarioText, resolved }), 'report.html');
  expect(page).not.toContain('<figure>');
  expect(page).not.toMatch(/NaN|undefined|Infinity/);
});

describe('hostile names', () => {
  /** Tags that only a name can have brought: text holds no bare `<`, and a quoted value ends at its quote. */
  const foreign = (markup: string) =>
    (markup.match(/<[^>]*>/g) ?? []).filter((tag) => /script|<img|onerror|onload/.test(tag.replace(/"[^"]*"/g, '""')));

  it('would be found by this test where they are not escaped', () => {
    expect(foreign(PAYLOAD).length).toBeGreaterThan(0);
    expect(foreign(`<p title="" onload='x' x="">`)).toHaveLength(1);
  });

  it('stay text in the page and in every drawing, of which each has its image', async () => {
    const files = await reportFiles(hostile(), { scenarioText: PAYLOAD, resolved: { name: PAYLOAD } }, ['png']);
    for (const [name, content] of files) {
      if (!/\.(svg|html)$/.test(name)) continue;
      const text = String(content);
      expect(foreign(text), name).toEqual([]);
      expect(/[\u2028\u2029\u202a-\u202e]/.test(text), name).toBe(false);
      if (name.endsWith('.svg')) expect(files.get(name.replace('.svg', '.png')), name).toBeInstanceOf(Uint8Array);
    }
    const page = textOf(files, 'report.html');
    expect(page.includes('&lt;script&gt;window.hostile=1')).toBe(true);
    expect(Buffer.byteLength(page)).toBeLessThan(1_000_000);
  });
});
