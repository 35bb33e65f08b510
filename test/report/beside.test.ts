import { describe, expect, it } from 'vitest';
import type { Estimate } from '../../src/experiment/result.ts';
import { besideColumns, besideOf } from '../../src/report/beside.ts';
import { viewOf } from '../../src/report/view.ts';
import { blackFriday } from '../support/comparison.ts';

const around = (mean: number, half: number): Estimate => ({ mean, low: mean - half, high: mean + half, n: 10 });

describe('a plan beside the baseline', () => {
  const view = viewOf(blackFriday());
  const [best] = view.plans;
  const withPaired = (metric: string, difference: Estimate, ratio: Estimate) => ({
    ...best!,
    result: { ...best!.result, paired: { [metric]: { difference, ratio, narrowing: null, distinguishable: true } } },
  });

  it('is a difference with its sign and a ratio, each with its interval', () => {
    const share = withPaired('requests.failedShare', around(-0.113, 0.002), around(0.12, 0.01));
    expect(besideOf(view, share, 'requests.failedShare')).toEqual({
      difference: { value: '−11.3\u00a0pp', interval: '±0.2' },
      ratio: { value: '0.120', interval: '±0.010' },
      mark: 'better',
    });
    const slower = withPaired('latencyMs.p99', around(12.5, 1), { mean: null, low: null, high: null, n: 10 });
    expect(besideOf(view, slower, 'latencyMs.p99')).toMatchObject({
      difference: { value: '+12.5\u00a0ms' },
      ratio: { value: '', interval: '' },
      mark: 'worse',
    });
  });

  it('is nothing where either has no mean', () => {
    expect(besideOf(view, view.baseline, 'requests.failedShare')).toBeNull();
    const endless = withPaired('outcomeMs.p99', { mean: null, low: null, high: null, n: 10 }, around(1, 0));
    expect(besideOf(view, endless, 'outcomeMs.p99')).toBeNull();
  });

  it('is shown by the objective first, then by what users get, then by money', () => {
    const metrics = besideColumns(view);
    expect(metrics[0]).toBe(view.comparison.objective[0]);
    expect(metrics).toContain('attempts.throttledShare');
    expect(new Set(metrics).size).toBe(metrics.length);
  });
});
