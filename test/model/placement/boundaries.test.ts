import { test as property } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hexBoundaries, sampledBoundaries } from '../../../src/model/placement/boundaries.ts';
import { RangePlacement } from '../../../src/model/placement/range.ts';

const run = { seed: 1, numRuns: 200 };

/** How many of the names lie in each range. */
function sizes(names: readonly string[], ranges: number): number[] {
  const placement = new RangePlacement(ranges, sampledBoundaries(names, ranges));
  const counts = new Array<number>(ranges).fill(0);
  for (const name of names) counts[placement.place(name, -1, 0)]!++;
  return counts;
}

describe('boundaries from a sample', () => {
  // Without repeated names nothing is in the way of equal ranges: each takes the nearest whole number to an equal part of
  // what is left, so no two differ by more than one.
  property.prop([fc.integer({ min: 1, max: 20 }), fc.integer({ min: 20, max: 200 })], run)(
    'cut different names into ranges of the same size',
    (ranges, count) => {
      const found = sizes(
        Array.from({ length: count }, (_, i) => `k${i}`),
        ranges,
      );
      expect(Math.max(...found) - Math.min(...found)).toBeLessThanOrEqual(1);
    },
  );

  property.prop([fc.array(fc.string(), { maxLength: 60 }), fc.integer({ min: 1, max: 12 })], run)(
    'ascend, are names of the sample, and one fewer than ranges at the most',
    (names, ranges) => {
      const found = sampledBoundaries(names, ranges);
      expect(found.length).toBeLessThan(ranges);
      expect(found.every((name, i) => names.includes(name) && (i === 0 || found[i - 1]! < name))).toBe(true);
    },
  );

  test('give a name that outweighs a range one of its own', () => {
    const names = [...'aabb', ...new Array<string>(12).fill('hot'), ...'ppqq'];
    expect(sampledBoundaries(names, 3)).toEqual(['hot', 'p']);
    expect(sizes(names, 3)).toEqual([4, 12, 4]);
    expect(sizes(names, 5)).toEqual([4, 12, 2, 2, 0]);
  });
});

describe('boundaries of hex names', () => {
  test('are even', () => {
    expect(hexBoundaries(1)).toEqual([]);
    expect(hexBoundaries(4)).toEqual(['40000000', '80000000', 'c0000000']);
    expect(hexBoundaries(3)).toEqual(['55555555', 'aaaaaaaa']);
    const placement = new RangePlacement(16, hexBoundaries(16));
    expect(['00ff', '0fff', '1000', '7abc', 'ffff', 'user:7'].map((name) => placement.place(name, -1, 0))).toEqual([
      0, 0, 0, 7, 15, 15,
    ]);
  });
});
