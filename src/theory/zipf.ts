/**
 * Zipf's law over n keys: key k of them is asked for in proportion to k^−s.
 *
 * The sum is exact for the first 100 terms and by Euler–Maclaurin beyond them, so a billion keys cost as much as a
 * thousand; the remainder is below 1e-13 for s ≤ 3. Source: Knuth, TAOCP 1, §1.2.11.2; P.H1.
 */
import { nonNegative, whole } from './domain.ts';

const SUMMED = 100;

/** Generalised harmonic number H(n, s) = Σ k^−s for k = 1..n. */
export function harmonic(n: number, exponent: number): number {
  whole({ n }, 0);
  nonNegative({ exponent });
  const s = exponent;
  const m = Math.min(n, SUMMED);
  let sum = 0;
  for (let k = m; k >= 1; k--) sum += k ** -s;
  if (n === m) return sum;
  const logRatio = Math.log(n / m);
  const integral = s === 1 ? logRatio : (m ** (1 - s) * Math.expm1((1 - s) * logRatio)) / (1 - s);
  const ends = (n ** -s - m ** -s) / 2;
  const first = (s / 12) * (m ** (-s - 1) - n ** (-s - 1));
  const third = ((s * (s + 1) * (s + 2)) / 720) * (m ** (-s - 3) - n ** (-s - 3));
  return sum + integral + ends + first - third;
}

/** Share of all requests that go to the `top` hottest of `keys` keys. */
export function topShare(keys: number, exponent: number, top: number): number {
  whole({ keys }, 1);
  if (top > keys) throw new RangeError(`top is ${top}, and must be at most the ${keys} keys`);
  return harmonic(top, exponent) / harmonic(keys, exponent);
}
