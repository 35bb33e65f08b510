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

  test('can be given rates and depths of their own', () => {
    const buckets = new Buckets(2, 1000, 5);
    buckets.spend(0, 5);
    buckets.setRate(0, 2000, 20);
    expect(buckets.refill(0, 5)).toBe(0);
    expect([buckets.holds(0, 10), buckets.holds(0, 10.001)]).toEqual([true, false]);
    expect(buckets.refill(1, 5)).toBe(5);
    buckets.setRate(0, 0, 4);
    expect(buckets.refill(0, 10)).toBe(6);
  });

  test('can be divided', () => {
    const buckets = new Buckets(2, 1000, 8);
    buckets.refill(0, 100);
    buckets.divide(0, 1, 0.25, 0.5);
    expect([buckets.holds(0, 4), buckets.holds(0, 4.001), buckets.holds(1, 2), buckets.holds(1, 2.001)]).toEqual([
      true,
      false,
      true,
      false,
    ]);
    expect(buckets.refill(1, 101)).toBe(0);
    expect(buckets.holds(1, 3)).toBe(true);
  });
});
