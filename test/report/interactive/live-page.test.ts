import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { comparisonCharts } from '../../../src/report/charts/chart.ts';
import { type ReportFiles, reportFiles } from '../../../src/report/files.ts';
import type { LivePage } from '../../../src/report/interactive/data.ts';
import { liveChart } from '../../../src/report/interactive/live-chart.ts';
import { inertJson } from '../../../src/report/interactive/live-page.ts';
import { SCRIPT } from '../../../src/report/interactive/script.ts';
import { viewOf } from '../../../src/report/view.ts';
import { BLACK_FRIDAY_STORIES, blackFriday } from '../../support/comparison.ts';
import { PAYLOAD } from '../../support/hostile.ts';

const texts = { scenarioText: '', resolved: {} };
const comparison = blackFriday(BLACK_FRIDAY_STORIES.slice(0, 3));
const dataOf = (page: string): LivePage =>
  JSON.parse(/<script type="application\/json">(.*?)<\/script>/s.exec(page)![1]!);

it('JSON in the page ends no element, whatever it holds', () => {
  const words = `${PAYLOAD}\u2028\u2029&amp;<!--`;
  expect(inertJson([words])).not.toMatch(/[<>&\u2028\u2029]/);
  expect(JSON.parse(inertJson([words]))).toEqual([words]);
});

describe('an interactive report', () => {
  let still: ReportFiles;
  let live: ReportFiles;
  let page: string;
  beforeAll(async () => {
    still = await reportFiles(comparison, texts);
    live = await reportFiles(comparison, texts, ['interactive']);
    page = String(live.get('report.html'));
  }, 60_000);

  it('differs from the still one in its page alone', () => {
    expect([...live.keys()]).toEqual([...still.keys()]);
    const isOther = (name: string) => !Buffer.from(live.get(name)!).equals(Buffer.from(still.get(name)!));
    expect([...live.keys()].filter(isOther)).toEqual(['report.html']);
    const words = (html: string) => html.replace(/<(style|script)\b.*?<\/\1>|<[^>]*>/gs, ' ').replace(/\s+/g, ' ');
    expect(words(page)).toBe(words(String(still.get('report.html'))));
  });

  it('allows its own script and no other', () => {
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)![1]!.replaceAll('&#39;', "'");
    const hash = createHash('sha256').update(SCRIPT).digest('base64');
    expect(policy).toMatch(/^default-src 'none'; /);
    expect(policy).toContain(`; script-src 'sha256-${hash}'; `);
    expect(policy).not.toContain('unsafe');
    expect(page.match(/<script\b[^>]*>/g)).toEqual(['<script type="application/json">', '<script>']);
    expect(page.includes(`<script>${SCRIPT}</script>`)).toBe(true);
  });

  it('finds every layer that it would move or read in its drawing', () => {
    const { charts, columns } = dataOf(page);
    expect(Object.keys(charts)).toEqual(expect.arrayContaining(['latency-over-time', 'percentiles']));
    for (const [name, { panels }] of Object.entries(charts)) {
      const start = page.indexOf(`data-chart="${name}"`);
      const svg = page.slice(start, page.indexOf('</svg>', start));
      const axes = panels.filter((panel) => svg.includes(`class="${panel.name}_ticks"`));
      expect([name, axes.length]).toEqual([name, panels.length]);
      for (const layer of panels.flatMap(({ layers }) => layers)) {
        const isDrawn = columns[layer.x]!.length > 0;
        const inside = layer.kind === 'area' ? '_layer_0_marks' : '_marks';
        expect([name, layer.name, svg.includes(`class="${layer.name}${inside}"`)]).toEqual([name, layer.name, isDrawn]);
      }
    }
  });

  it('holds the numbers that the charts were drawn from', () => {
    const { charts, columns } = dataOf(page);
    const view = viewOf(comparison);
    const series = view.baseline.result.series.find(({ name }) => name === 'browsing.latencyMs.p99')!;
    const panel = charts['latency-over-time']!.panels[0]!;
    const line = panel.layers.find(({ label }) => label === 'p99')!;
    expect(columns[line.y!]).toEqual(series.values.map((value) => value && Number(value.toPrecision(4))));
    expect(columns[line.x]!.slice(0, 2)).toEqual([0.75, 2.25]);
    const heats = Object.values(charts).flatMap(({ heat }) => (heat === undefined ? [] : [heat.rows.length]));
    expect(heats.filter((rows) => rows > 0)).toHaveLength(2);
  });

  it('leaves charts alone whose numbers are written out', () => {
    const bill = comparisonCharts(viewOf(comparison)).find(({ name }) => name === 'bill')!;
    expect(liveChart(bill.spec, () => 0)).toBeNull();
  });
});
