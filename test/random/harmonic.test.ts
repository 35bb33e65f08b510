import { describe, expect, test } from 'vitest';
import { harmonic } from '../../src/random/harmonic.ts';

describe('harmonic', () => {
  test.each([0, 0.3, 0.99, 1, 1.01, 1.5, 2.7, 10])('equals the plain sum for s = %d', (s) => {
    let sum = 0;
    for (let k = 100_000; k >= 1; k--) {
      sum += k ** -s;
    }
    expect(harmonic(100_000, s) / sum - 1).toBeCloseTo(0, 12);
    expect(harmonic(1, s)).toBe(1);
    expect(harmonic(0, s)).toBe(0);
    expect(harmonic(101, s) - harmonic(100, s)).toBeCloseTo(101 ** -s, 10);
  });

  // YCSB's precomputed ζ for 10^10 items at 0.99 was summed term by term: 26.46902820178302 (F.W2).
  test("agrees with YCSB's constant for ten billion items", () => {
    expect(harmonic(10_000_000_000, 0.99)).toBeCloseTo(26.46902820178302, 6);
  });

  // H(∞, 2) = π²/6 and H(n, 2) falls short of it by 1/n − 1/(2n²) + …
  test('approaches π²/6 at s = 2', () => {
    expect(harmonic(1e6, 2)).toBeCloseTo(Math.PI ** 2 / 6 - 1e-6 + 5e-13, 13);
  });
});
