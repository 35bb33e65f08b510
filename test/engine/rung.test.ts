import { describe, expect, test } from 'vitest';
import { Rung } from '../../src/engine/rung.ts';

describe('Rung', () => {
  test('buckets never fall with time, however far before or after the rung', () => {
    const rung = new Rung();
    expect(rung.open(1000, 5, 5 + 1e-9)).toBe(true);
    const times = Float64Array.of(-1e12, 0, 4.9, 5, 5 + 2e-10, 5 + 9e-10, 5 + 1e-9, 6, 1e12, Number.POSITIVE_INFINITY);
    const buckets = Array.from(times, (_, place) => rung.bucketOf(times, place));
    expect(buckets).toEqual(buckets.toSorted((a, b) => a - b));
    expect([buckets[0], buckets.at(-1)]).toEqual([0, 999]);
    expect(new Set(buckets).size).toBeGreaterThan(3);
  });

  test('is not opened for times that cannot be told apart', () => {
    expect(new Rung().open(1000, 5, 5)).toBe(false);
    expect(new Rung().open(1000, 0, 1e-310)).toBe(false);
  });

  test('hands out its chains in order and empty of what it had before', () => {
    const rung = new Rung();
    rung.open(3, 0, 3);
    rung.heads[2] = 7;
    rung.heads[0] = 4;
    expect([rung.take(), rung.next, rung.take(), rung.next]).toEqual([4, 1, 7, 3]);
    rung.open(2, 0, 1);
    expect([...rung.heads.subarray(0, 2), rung.next, rung.count]).toEqual([-1, -1, 0, 0]);
  });
});
