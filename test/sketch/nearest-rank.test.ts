import { expect, test } from 'vitest';
import { nearestRank } from '../../src/sketch/nearest-rank.ts';

test.each([
  [0, 10, 1],
  [0.5, 10, 5],
  [0.51, 10, 6],
  [0.99, 100, 99],
  [0.07, 100, 7],
  [0.999, 1000, 999],
  [0.999, 1_000_000_000, 999_000_000],
  [1, 7, 7],
])('the %d-quantile of %i values is number %i', (p, count, rank) => {
  expect(nearestRank(p, count)).toBe(rank);
});

test.each([-0.1, 1.1, 99, Number.NaN])('p = %d is not a probability', (p) => {
  expect(() => nearestRank(p, 10)).toThrow(RangeError);
});
