import { describe, expect, it } from 'vitest';
import { gini, maxOverMedian, normalisedEntropy, p95OverP50, topShare } from '../../src/theory/skew.ts';

describe('skew', () => {
  // P.H4, the list of source 001, Σ = 189, sorted 9 9 10×6 11 100. Median (10+10)/2. Top share 100/189 = .5291.
  // Gini 2·1456/(10·189) − 1.1 = .44074 with Σ i·x_i = 9+18+330+99+1000 = 1456. Entropy ÷ ln 10 = .749.
  // Nearest-rank p95 of ten is the tenth. Digits as printed.
  const published = [10, 9, 11, 10, 10, 9, 10, 10, 10, 100];
  it('has the published values', () => {
    expect(maxOverMedian(published)).toBe(10);
    expect(topShare(published)).toBeCloseTo(0.529, 3);
    expect(gini(published)).toBeCloseTo(0.4407, 4);
    expect(normalisedEntropy(published)).toBeCloseTo(0.749, 3);
    expect(p95OverP50(published)).toBe(10);
  });

  it('calls an even spread, or no load at all, balance', () => {
    for (const even of [
      [5, 5, 5, 5],
      [0, 0, 0, 0],
    ]) {
      expect(maxOverMedian(even)).toBe(1);
      expect(p95OverP50(even)).toBe(1);
      expect(gini(even)).toBe(0);
      expect(normalisedEntropy(even)).toBeCloseTo(1, 12);
      expect(topShare(even)).toBe(0.25);
    }
    expect(normalisedEntropy([7])).toBe(1);
  });

  // All on one of n: Gini (n−1)/n, entropy 0, top share 1, and a median of 0.
  it('knows the worst case', () => {
    const one = [0, 0, 8, 0];
    expect(gini(one)).toBe(0.75);
    expect(normalisedEntropy(one)).toBe(0);
    expect(topShare(one)).toBe(1);
    expect(maxOverMedian(one)).toBe(Infinity);
  });

  // Nearest rank: ⌈.95·40⌉ = the 38th of forty, so two hot ones are not seen and three are; the maximum sees one.
  it('has a p95 that overlooks a few hot partitions of many', () => {
    const hot = (k: number) => Float64Array.from({ length: 40 }, (_, i) => (i < k ? 100 : 10));
    expect(p95OverP50(hot(2))).toBe(1);
    expect(p95OverP50(hot(3))).toBe(10);
    expect(maxOverMedian(hot(1))).toBe(10);
  });

  it('leaves its argument alone and throws on nonsense', () => {
    const loads = Object.freeze([3, 1, 2]);
    expect(maxOverMedian(loads)).toBe(1.5);
    for (const bad of [[], [1, -1], [Number.NaN], [Infinity]]) expect(() => gini(bad)).toThrow(RangeError);
  });
});
