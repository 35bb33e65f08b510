import { describe, expect, test } from 'vitest';
import { Buckets } from '../../../src/model/partition/bucket.ts';

describe('Buckets', () => {
  test('start full, refill at their rate and never above their depth', () => {
    const buckets = new Buckets(1, 1000, 5);
    expect([buckets.holds(0, 5), buckets.holds(0, 5.001)]).toEqual([true, false]);
    buckets.spend(0, 5);
    expect(buckets.refill(0, 2)).toBe(0);
    expect([buckets.holds(0, 2), buckets.holds(0, 2.001)]).toEqual([true, false]);
    expect(buckets.refill(0, 10)).toBe(5);
    expect([buckets.holds(0, 5), buckets.holds(0, 5.001)]).toEqual([true, false]);
    expect(buckets.refill(0, 10)).toBe(0);
  });

  test('are apart', () => {
    const buckets = new Buckets(3, 1, 2);
    buckets.spend(1, 2);
    expect([0, 1, 2].map((p) => buckets.holds(p, 1))).toEqual([true, false, true]);
    buckets.refill(2, 500);
    expect(buckets.refill(1, 1000)).toBe(0);
    expect(buckets.holds(1, 1)).toBe(true);
  });
});
