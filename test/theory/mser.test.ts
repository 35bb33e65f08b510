import { expect, test } from 'vitest';
import { Streams } from '../../src/random/streams.ts';
import { mserTruncation } from '../../src/theory/mser.ts';

const stream = new Streams('mser', 0).stream('noise');
const noise = (n: number) => Array.from({ length: n }, () => stream.uniform() - 0.5);

/** The statistic as it is defined, in two passes for each truncation. */
function byDefinition(values: readonly number[]): number {
  const m = values.length;
  const statistic = (d: number): number => {
    const rest = values.slice(d);
    const mean = rest.reduce((total, value) => total + value, 0) / rest.length;
    return rest.reduce((total, value) => total + (value - mean) ** 2, 0) / rest.length ** 2;
  };
  const all = Array.from({ length: 0.8 * m + 1 }, (_, d) => statistic(d));
  return all.indexOf(Math.min(...all));
}

test('is the truncation that makes the squared standard error least', () => {
  for (let k = 0; k < 20; k++) {
    const values = noise(200).map((value, j) => value + 5 * 0.9 ** j);
    const least = byDefinition(values);
    expect(mserTruncation(values)).toBe(least <= 100 ? least : null);
  }
});

// 30 batches lie 10 standard deviations above: each that is kept adds at least as much to the error as it takes away.
test('cuts off a start that is unlike the rest, all of it and hardly more', () => {
  const values = noise(500).map((value, j) => value + (j < 30 ? 3 : 0));
  expect(mserTruncation(values)).toBeGreaterThanOrEqual(30);
  expect(mserTruncation(values)).toBeLessThan(60);
});

test('does not settle where there is a trend to the end, or too little to tell', () => {
  expect(mserTruncation(noise(500).map((value, j) => value + j / 10))).toBeNull();
  expect(mserTruncation(noise(19))).toBeNull();
  expect(mserTruncation(new Float64Array(20).fill(3))).toBe(0);
});
