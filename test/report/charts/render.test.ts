import type { TopLevelSpec } from 'vega-lite';
import { describe, expect, it } from 'vitest';
import { comparisonCharts, planChart } from '../../../src/report/charts/chart.ts';
import { renderSvg } from '../../../src/report/charts/render.ts';
import { viewOf } from '../../../src/report/view.ts';
import { BLACK_FRIDAY_STORIES, blackFriday } from '../../support/comparison.ts';

const stories = BLACK_FRIDAY_STORIES.filter(({ plan }) => ['none', 'cache+coalescing', 'naive-retries'].includes(plan));
const view = viewOf(blackFriday(stories));
const chart = (name: string) => comparisonCharts(view).find((one) => one.name === name)!;

describe('renderSvg', () => {
  it('gives the same bytes twice', async () => {
    for (const { spec } of [...comparisonCharts(view), planChart(view, view.best)!]) {
      const first = await renderSvg(spec);
      expect(await renderSvg(spec)).toBe(first);
      expect(first).toMatch(/^<svg .*<\/svg>$/s);
    }
  });

  it('writes nothing that could clash in a page or break its policy', async () => {
    for (const { spec } of comparisonCharts(view)) {
      expect(await renderSvg(spec)).not.toMatch(/ id=| style=|url\(|<script|href=|NaN|undefined|Infinity/);
    }
  });

  it('loads nothing', async () => {
    const mark = { type: 'image', url: 'http://127.0.0.1:9/x.png', width: 5, height: 5 } as const;
    const spec = { data: { url: 'http://127.0.0.1:9/x.json' }, mark } as TopLevelSpec;
    const from = globalThis.fetch;
    const asked: unknown[] = [];
    globalThis.fetch = (...words) => {
      asked.push(words[0]);
      return Promise.reject(new Error('asked'));
    };
    try {
      expect(await renderSvg(spec)).not.toContain('x.png');
    } finally {
      globalThis.fetch = from;
    }
    expect(asked).toEqual([]);
  });

  it('throws where Vega-Lite has doubts', async () => {
    const spec = {
      data: { values: [] },
      mark: 'bar',
      encoding: { y: { field: 'v', type: 'quantitative', axis: { nonsense: 1 } }, nonsense: { field: 'v' } },
    };
    await expect(renderSvg(spec as unknown as TopLevelSpec)).rejects.toThrow('Vega-Lite doubts a chart');
  });
});

describe('the charts of a comparison', () => {
  it('are these', () => {
    expect(comparisonCharts(view).map(({ name }) => name)).toEqual([
      'latency-over-time',
      'latency-by-plan',
      'throttles-over-time',
      'percentiles',
      'benefit',
      'bill',
      'replications',
      'requests-over-time',
    ]);
  });

  it('name every plan, beside the baseline', async () => {
    for (const name of [
      'throttles-over-time',
      'percentiles',
      'benefit',
      'bill',
      'replications',
      'requests-over-time',
    ]) {
      const svg = await renderSvg(chart(name).spec);
      for (const { rank, name: plan } of view.plans) expect(svg).toContain(`>${rank}  ${plan}`);
    }
  });

  it('title their axes with units', async () => {
    const svg = await renderSvg(chart('latency-over-time').spec);
    for (const words of [
      'time in the run, s',
      'latency (log)',
      '>10 s<',
      '>1 ms<',
      'none (baseline): headset',
      'cache+coalescing (best): headset',
      '>heat<',
    ]) {
      expect(svg).toContain(words);
    }
    expect(await renderSvg(chart('throttles-over-time').spec)).toContain('throttled, 1/s');
  });

  // The views fail by 40 % for the whole minute of heat: one bar over a sixth of a panel of 480 px.
  it('show a bar where more than 1 % fail', async () => {
    const bar = /<path d="M80,0h80v4h-80Z" fill="#c24e00"\/>/;
    expect(bar.test(await renderSvg(chart('latency-over-time').spec))).toBe(true);
  });

  it('are no wider for a long key, which takes several lines', async () => {
    const events = [{ atMs: 61_000, kind: 'elected' as const, node: 2, partition: 7 }];
    const { comparison } = view;
    const crashed = viewOf({ ...comparison, plans: comparison.plans.map((plan) => ({ ...plan, events })) });
    const { spec } = comparisonCharts(crashed).find(({ name }) => name === 'throttles-over-time')!;
    const widthOf = (svg: string) => Number(/^<svg [^>]*width="(\d+)"/.exec(svg)![1]);
    const svg = await renderSvg(spec);
    expect(widthOf(svg)).toBe(widthOf(await renderSvg(chart('throttles-over-time').spec)));
    expect(svg).toMatch(/<tspan[^>]*>Throttled attempts [^<]*<\/tspan><tspan[^>]*>[^<]*grey restart<\/tspan>/);
  });

  it('end a percentile line where the rest failed', async () => {
    const svg = await renderSvg(chart('percentiles').spec);
    expect(svg).toContain('66.4\u00a0% failed');
  });

  it('leave out what has nothing to show', () => {
    const quiet = blackFriday(stories);
    const plans = quiet.plans.map((plan) => ({ ...plan, series: [], histograms: {}, metrics: {}, runs: [] }));
    expect(comparisonCharts(viewOf({ ...quiet, plans }))).toEqual([]);
    expect(planChart(viewOf({ ...quiet, plans }), view.best)).not.toBeNull();
  });

  it('hold a series of nulls and zeros', async () => {
    const flat = blackFriday(stories);
    const values = Array.from({ length: 240 }, (_, i) => (i % 2 === 0 ? null : 0));
    const plans = flat.plans.map((plan) => ({ ...plan, series: plan.series.map((series) => ({ ...series, values })) }));
    const still = viewOf({ ...flat, plans });
    for (const { spec } of comparisonCharts(still)) expect(await renderSvg(spec)).not.toMatch(/NaN|Infinity/);
  });
});
