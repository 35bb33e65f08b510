import { expect, test } from 'vitest';
import { Streams } from '../../src/random/streams.ts';
import { effectiveSampleSize } from '../../src/theory/autocorrelation.ts';

const stream = new Streams('autocorrelation', 0).stream('noise');

/** x' = φx + e. */
function autoregressive(n: number, φ: number): number[] {
  let x = 0;
  return Array.from({ length: n }, () => (x = φ * x + stream.uniform() - 0.5));
}

// Autocorrelations of AR(1) are φᵏ, so 1 + 2Σφᵏ = (1 + φ)/(1 − φ) and n observations are worth n(1 − φ)/(1 + φ).
// Estimated from 20,000 the sum is uncertain by about √(2(2K + 1)/n) ≈ 5 % for K ≈ 30 lags that matter.
test.each([0, 0.5, 0.9])('an AR(1) series with φ = %d is worth n(1 − φ)/(1 + φ)', (φ) => {
  const n = 20_000;
  const worth = effectiveSampleSize(autoregressive(n, φ));
  expect(worth / ((n * (1 - φ)) / (1 + φ))).toBeCloseTo(1, 0.6);
});

test('a constant series has nothing that resembles; a trend is worth hardly anything', () => {
  expect(effectiveSampleSize([2, 2, 2, 2])).toBe(4);
  expect(effectiveSampleSize(Array.from({ length: 200 }, (_, k) => k))).toBeLessThan(5);
});
