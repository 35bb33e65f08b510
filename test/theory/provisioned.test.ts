/** P.T7, exact: a table of 3,200 write units/s is raised to 3,600 and 6,000, and lowered to 5,000 (F.D11). */
import { expect, test } from 'vitest';
import { provisionedPartitions } from '../../src/theory/provisioned.ts';

const MOST = 1000;

test('partitions split when their share would pass the ceiling, and never merge', () => {
  const steps: [number, number][] = [];
  let partitions = 1;
  for (const perSecond of [3200, 3600, 6000, 5000]) {
    partitions = provisionedPartitions(partitions, perSecond, MOST);
    steps.push([partitions, perSecond / partitions]);
  }
  expect(steps).toEqual([
    [4, 800],
    [4, 900],
    [8, 750],
    [8, 625],
  ]);
});

test('a share that is the ceiling does not split, and no ceiling never does', () => {
  expect(provisionedPartitions(4, 4000, MOST)).toBe(4);
  expect(provisionedPartitions(4, 4001, MOST)).toBe(8);
  expect(provisionedPartitions(3, 1e9, Number.POSITIVE_INFINITY)).toBe(3);
});
