/*
 * Generalised harmonic numbers H(n, s) = Σ k^-s for k = 1…n: the normaliser of a Zipf law, and so every exact share
 * in it. The first terms are added up, the rest follows from the Euler–Maclaurin formula
 * ∫ + (f(a) + f(n))/2 + (f'(n) − f'(a))/12 − (f'''(n) − f'''(a))/720, whose error after 100 terms is below 1e-14 for
 * s ≤ 10: ten billion items cost as much as a thousand.
 */
import { ln, pow } from './portable.ts';
import { expm1Over } from './relative-exponential.ts';

const DIRECT_TERMS = 100;

/** H(n, s) for an integer n ≥ 0 and s ≥ 0, to a relative 1e-13. */
export function harmonic(n: number, s: number): number {
  let sum = 0;
  const direct = Math.min(n, DIRECT_TERMS);
  for (let k = direct; k >= 1; k--) sum += pow(k, -s);
  return n <= DIRECT_TERMS ? sum : sum + tail(DIRECT_TERMS, n, s);
}

/** Σ k^-s for k = a+1…n. */
function tail(a: number, n: number, s: number): number {
  const atA = pow(a, -s);
  const atN = pow(n, -s);
  const lnRatio = ln(n / a);
  const integral = atA * a * lnRatio * expm1Over((1 - s) * lnRatio);
  const slopes = (s * (atA / a - atN / n)) / 12;
  const thirds = (s * (s + 1) * (s + 2) * (atA / a ** 3 - atN / n ** 3)) / 720;
  return integral + (atN - atA) / 2 + slopes - thirds;
}
