import { describe, expect, it } from 'vitest';
import { harmonic, topShare } from '../../src/theory/zipf.ts';

describe('Zipf', () => {
  // P.H1: share of the top k of N = 10⁶ keys is H(k, s)/H(N, s). Digits as printed.
  it.each([
    [0.99, 0.065, 0.344, 0.664],
    [1, 0.0695, 0.36, 0.68],
  ])('at exponent %d gives the top key %d, the top 100 %d, the top 1 %% %d', (s, top, hundred, percent) => {
    expect(Math.abs(topShare(1e6, s, 1) - top)).toBeLessThan(5e-5);
    expect(Math.abs(topShare(1e6, s, 100) - hundred)).toBeLessThan(5e-4);
    expect(Math.abs(topShare(1e6, s, 10_000) - percent)).toBeLessThan(5e-4);
  });

  // The plain sum, smallest terms first, is good to n·1e-16 relative: 11 digits at n = 20,000.
  it.each([0, 0.5, 0.99, 1, 1 + 1e-9, 2, 3])('agrees with the plain sum at exponent %d', (s) => {
    for (const n of [0, 1, 99, 100, 101, 150, 20_000]) {
      let sum = 0;
      for (let k = n; k >= 1; k--) sum += k ** -s;
      expect(Math.abs(harmonic(n, s) - sum)).toBeLessThanOrEqual(1e-11 * sum);
    }
  });

  it('throws on nonsense', () => {
    expect(() => harmonic(1.5, 1)).toThrow(RangeError);
    expect(() => harmonic(10, -1)).toThrow(RangeError);
    expect(() => topShare(10, 1, 11)).toThrow('top is 11, and must be at most the 10 keys');
  });
});
