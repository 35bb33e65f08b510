/** Dots, means and intervals of the replications chart, by what is in its specification and in its drawing. */
import { describe, expect, it } from 'vitest';
import type { Comparison } from '../../../src/experiment/result.ts';
import { renderSvg } from '../../../src/report/charts/render.ts';
import { replicationsChart } from '../../../src/report/charts/replications.ts';
import { viewOf } from '../../../src/report/view.ts';
import { BLACK_FRIDAY_STORIES, blackFriday } from '../../support/comparison.ts';
import { hostile } from '../../support/hostile.ts';

const names = ['none', 'cache'];
const tame = blackFriday(BLACK_FRIDAY_STORIES.filter(({ plan }) => names.includes(plan)));

/** Two plans with the values of a metric in each replication, and the mean with its interval. */
function measured(metric: string, values: Readonly<Record<string, readonly (number | null)[]>>): Comparison {
  const plans = tame.plans.map((plan) => {
    const runs = values[plan.plan]!.map((value) => ({ [metric]: value, 'headset.requests.failedShare': 0.6 }));
    const mean = values[plan.plan]!.includes(null) ? null : 20;
    const estimate = { mean, low: mean && 15, high: mean && 25, n: 2 };
    return { ...plan, runs, metrics: { [metric]: estimate } };
  });
  return { ...tame, objective: [metric], replications: 2, plans };
}

type Rows = readonly Readonly<Record<string, unknown>>[];

/** What each layer of the plot draws: the baseline, intervals, dots, means, words. */
function layersOf(comparison: Comparison): readonly Rows[] {
  const { concat } = replicationsChart(viewOf(comparison)) as unknown as {
    concat: readonly { layer: readonly { data: { values: Rows } }[] }[];
  };
  return concat[1]!.layer.map(({ data }) => data.values);
}

describe('the replications', () => {
  it('are dots at their values, beside mean and interval, in the rows of their plans', () => {
    const [baseline, intervals, dots, means] = layersOf(measured('bill.capacity', { cache: [1, 3], none: [10, 30] }));
    expect(dots).toMatchObject([
      { row: 1, v: 1 },
      { row: 1, v: 3 },
      { row: 2, v: 10 },
      { row: 2, v: 30 },
    ]);
    expect(intervals).toEqual([
      { row: 1, low: 15, high: 25 },
      { row: 2, low: 15, high: 25 },
    ]);
    expect(means).toMatchObject([{ v: 20, text: '20 ±5' }, { v: 20 }]);
    expect(baseline).toMatchObject([{ row: 2 }]);
  });

  it('stand at the right edge where failures make them endless', async () => {
    const comparison = measured('headset.outcomeMs.p50', { cache: [2, 4], none: [500, null] });
    const [baseline, intervals, dots, means] = layersOf(comparison);
    // Five times the slowest leaves room on a logarithmic axis.
    expect(dots!.map(({ v }) => v)).toEqual([2, 4, 500, 2500]);
    expect(means!.map(({ v, text }) => [v, text])).toEqual([
      [20, '20\u00a0ms ±5'],
      [2500, '>\u00a030\u00a0s'],
    ]);
    expect([intervals, baseline]).toMatchObject([[{ row: 1 }], [{ v: 2500 }]]);
    const svg = await renderSvg(replicationsChart(viewOf(comparison))!);
    expect(svg).toContain('>headset: outcome p50 (log)<');
    expect(svg.split('fill-opacity="0.45"')).toHaveLength(1 + 4);
  });

  it('stand at the left edge of a logarithmic axis where they are nothing', () => {
    const dots = layersOf(measured('latencyMs.p50', { cache: [0, 0], none: [20, 30] }))[2];
    expect(dots!.map(({ v }) => v)).toEqual([1, 1, 20, 30]);
  });

  it('are per cent where they are shares', () => {
    const comparison = measured('requests.failedShare', { cache: [0, 0.01], none: [0.5, 1] });
    expect(layersOf(comparison)[2]!.map(({ v }) => v)).toEqual([0, 1, 50, 100]);
    expect(JSON.stringify(replicationsChart(viewOf(comparison)))).toContain('"failed, %"');
  });

  it('are no chart where there is one, where nothing was measured, or nothing asked', () => {
    const comparison = measured('bill.usd', { cache: [1, 1], none: [1, 1] });
    expect(replicationsChart(viewOf({ ...comparison, replications: 1 }))).toBeNull();
    expect(replicationsChart(viewOf({ ...comparison, objective: [] }))).toBeNull();
    expect(replicationsChart(viewOf({ ...comparison, objective: ['ledger.lost'] }))).toBeNull();
  });

  it('hold any name', async () => {
    const comparison = hostile();
    const objective = [`${comparison.workloads[1]}.outcomeMs.p99`];
    const svg = await renderSvg(replicationsChart(viewOf({ ...comparison, objective }))!);
    expect(svg).not.toMatch(/<script|<img|NaN|undefined/);
    expect(svg).toContain('5  &lt;/script&gt;');
  });
});
