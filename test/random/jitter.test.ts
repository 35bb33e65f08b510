import { describe, expect, test } from 'vitest';
import { mix } from '../../src/random/jitter.ts';
import { chiSquareScore } from '../support/chi-square.ts';

describe('mix', () => {
  test('is a pure function into [0, 1)', () => {
    for (const [seed, n] of [
      [0, 0],
      [2 ** 32 - 1, 0],
      [2 ** 32 - 1, 2 ** 31],
      [123, 7],
    ] as const) {
      expect(mix(seed, n)).toBe(mix(seed, n));
      expect(mix(seed, n)).toBeGreaterThanOrEqual(0);
      expect(mix(seed, n)).toBeLessThan(1);
    }
    expect(mix(1, 0)).not.toBe(mix(0, 0));
  });

  // Counting seeds are the worst case: 100 cells, 1,000 values each, for each of the first numbers of a request.
  test.each([0, 1, 2, 3, 10])('is uniform over consecutive seeds at n = %i', (n) => {
    const counts = new Uint32Array(100);
    for (let seed = 0; seed < 100_000; seed++) counts[Math.floor(mix(seed, n) * 100)]!++;
    expect(Math.abs(chiSquareScore(counts, new Float64Array(100).fill(1000)))).toBeLessThan(4);
  });

  // Pairs (number n, number n + lag) of one seed fall evenly into 16 × 16 cells if they are independent.
  test.each([1, 2, 5])('numbers of one seed are independent at lag %i', (lag) => {
    const counts = new Uint32Array(256);
    for (let seed = 0; seed < 256_000; seed++) {
      counts[Math.floor(mix(seed, 1) * 16) * 16 + Math.floor(mix(seed, 1 + lag) * 16)]!++;
    }
    expect(Math.abs(chiSquareScore(counts, new Float64Array(256).fill(1000)))).toBeLessThan(4);
  });
});
