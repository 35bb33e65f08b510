import alea from 'seedrandom/lib/alea.js';
import { describe, expect, test } from 'vitest';
import { Stream } from '../../src/random/stream.ts';
import { chiSquareScore } from '../support/chi-square.ts';

describe('Stream', () => {
  test.each(['', 'a', '["42",0,"arrivals"]', 'é😀'])(
    'steps through the very sequence of seedrandom Alea: %j',
    (seed) => {
      const library = alea(seed, { state: true });
      const stream = new Stream(seed);
      const expected = Array.from({ length: 20_000 }, () => library() * 2 ** 32);
      expect(Array.from(expected, () => stream.uint32())).toEqual(expected);
    },
  );

  test('uniform, uniform53 and exponential read the same sequence', () => {
    const draws = new Stream('same');
    const derived = new Stream('same');
    for (let i = 0; i < 100; i++) {
      expect(derived.uniform()).toBe(draws.uint32() / 2 ** 32);
      expect(derived.uniform53()).toBe((draws.uint32() * 2 ** 21 + Math.floor(draws.uint32() / 2 ** 11)) / 2 ** 53);
      expect(derived.exponential()).toBeCloseTo(-Math.log1p(-draws.uniform()), 10);
    }
  });

  test('exponentials come many at a time as they come one by one', () => {
    const [one, many] = [new Stream('alike'), new Stream('alike')];
    // Within a batch of draws, over its end, and over several.
    for (const count of [3, 40, 256, 5000]) {
      const filled = new Float64Array(count);
      many.exponentials(filled);
      expect([...filled]).toEqual(Array.from(filled, () => one.exponential()));
      expect(many.uint32()).toBe(one.uint32());
    }
  });

  // n even cells of N draws: the chi-square score is standard normal. 1,000 draws a cell, one seed.
  test.each([2, 3, 64, 1000])('int(%i) is uniform', (n) => {
    const stream = new Stream(`int ${n}`);
    const counts = new Uint32Array(n);
    for (let i = 0; i < 1000 * n; i++) counts[stream.int(n)]!++;
    expect(Math.abs(chiSquareScore(counts, new Float64Array(n).fill(1000)))).toBeLessThan(4);
  });

  test('int above 2^20 reaches odd and even, low and high values', () => {
    const stream = new Stream('large');
    const n = 2 ** 40;
    const parities = new Uint32Array(2);
    const quarters = new Uint32Array(4);
    for (let i = 0; i < 40_000; i++) {
      const value = stream.int(n);
      parities[value % 2]!++;
      quarters[Math.floor((value / n) * 4)]!++;
    }
    expect(Math.abs(chiSquareScore(parities, [20_000, 20_000]))).toBeLessThan(4);
    expect(Math.abs(chiSquareScore(quarters, new Float64Array(4).fill(10_000)))).toBeLessThan(4);
  });

  // Exp(1): P(X > x) = e^-x. Ten cells of equal probability have the edges −ln(1 − j/10).
  test('exponential has the exponential distribution function', () => {
    const stream = new Stream('exponential');
    const counts = new Uint32Array(10);
    for (let i = 0; i < 1_000_000; i++) counts[Math.floor(-Math.expm1(-stream.exponential()) * 10)]!++;
    expect(Math.abs(chiSquareScore(counts, new Float64Array(10).fill(100_000)))).toBeLessThan(4);
  });
});
