/** The assertion of most laws: a measured value lies within a relative tolerance of the derived one. */
import { expect } from 'vitest';

/** Fails unless |measured / expected − 1| ≤ tolerance. */
export function expectRelative(measured: number, expected: number, tolerance: number, what = 'measured'): void {
  const error = measured / expected - 1;
  const text = `${what} ${measured} against ${expected}: off by ${(100 * error).toFixed(2)} %, allowed ${(100 * tolerance).toFixed(2)} %`;
  expect(Math.abs(error), text).toBeLessThanOrEqual(tolerance);
}
