import { describe, expect, it } from 'vitest';
import { estimate, paired } from '../../src/experiment/estimate.ts';

describe('estimate', () => {
  // x̄ = 3, s = √2.5, t(4) = 2.776445, half width = 2.776445 · √2.5 / √5 = 1.963243.
  it('is the mean with a Student-t interval', () => {
    const { mean, low, high, n } = estimate([1, 2, 3, 4, 5]);
    expect(mean).toBe(3);
    expect(low).toBeCloseTo(1.036757, 5);
    expect(high).toBeCloseTo(4.963243, 5);
    expect(n).toBe(5);
  });

  it('has no width for one value', () => {
    expect(estimate([7])).toEqual({ mean: 7, low: 7, high: 7, n: 1 });
  });

  it('is unknown where a replication has no value', () => {
    expect(estimate([1, null, 3])).toEqual({ mean: null, low: null, high: null, n: 3 });
    expect(estimate([])).toEqual({ mean: null, low: null, high: null, n: 0 });
  });
});

describe('paired estimate', () => {
  // Differences are all 1 although both plans vary by 30: pairing leaves no width at all.
  it('takes the difference replication by replication', () => {
    const { difference, ratio, distinguishable } = paired([11, 21, 41], [10, 20, 40]);
    expect(difference).toEqual({ mean: 1, low: 1, high: 1, n: 3 });
    // The baseline is not known to be above 0.
    expect(ratio.mean).toBeNull();
    expect(distinguishable).toBe(true);
  });

  // s = 1 each; apart √2, together 2 where they move against each other, √2 where one does not move.
  it('says how much wider the difference would be without pairing', () => {
    expect(paired([1, 2, 3], [3, 2, 1]).narrowing).toBeCloseTo(Math.SQRT1_2, 12);
    expect(paired([1, 2, 3], [5, 5, 5]).narrowing).toBeCloseTo(1, 12);
    expect(paired([1, 2, 4], [1, 2, 3]).narrowing).toBeCloseTo(Math.sqrt(1 + 7 / 3) / Math.sqrt(1 / 3), 12);
    expect(paired([11, 21, 41], [10, 20, 40]).narrowing).toBeNull();
    expect(paired([1, null], [1, 2]).narrowing).toBeNull();
    expect(paired([1], [2]).narrowing).toBeNull();
  });

  it('does not tell apart what crosses zero', () => {
    expect(paired([9, 11, 10], [10, 10, 10]).distinguishable).toBe(false);
  });

  it('claims nothing from rounding', () => {
    const sum = 0.1 + 0.2;
    expect(paired([sum, sum, sum], [0.3, 0.3, 0.3]).distinguishable).toBe(false);
  });

  it('claims nothing from one replication', () => {
    expect(paired([5], [1]).distinguishable).toBe(false);
  });

  it('has no ratio to a baseline of zero', () => {
    expect(paired([1, 2], [0, 0]).ratio).toEqual({ mean: null, low: null, high: null, n: 2 });
  });
});

describe('the interval of a ratio', () => {
  // x − ry over ȳ for x = 110, 114, 115 and y = 100, 102, 104 with r = 339/306: the residuals have the mean 0.
  it('is that of what a multiple of the baseline leaves, over its mean', () => {
    const r = 339 / 306;
    const rest = [110 - 100 * r, 114 - 102 * r, 115 - 104 * r].map((value) => value / 102);
    const s = Math.sqrt(rest.reduce((sum, value) => sum + value ** 2, 0) / 2);
    const half = (4.302652729911275 * s) / Math.sqrt(3);
    const { ratio } = paired([110, 114, 115], [100, 102, 104]);
    expect(ratio.mean).toBeCloseTo(r, 12);
    expect(ratio.n).toBe(3);
    expect(ratio.low).toBeCloseTo(r - half, 10);
    expect(ratio.high).toBeCloseTo(r + half, 10);
  });

  it('is none wide where one is a multiple of the other, and there is none to nothing', () => {
    const { ratio } = paired([20, 22, 24], [10, 11, 12]);
    expect(ratio).toEqual({ mean: 2, low: 2, high: 2, n: 3 });
    expect(paired([1, null], [1, 2]).ratio.mean).toBeNull();
  });
});
