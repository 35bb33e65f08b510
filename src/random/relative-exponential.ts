/*
 * (eᵗ − 1)/t and ln(1 + t)/t without cancellation near t = 0, where both are 1: the forms in which x^(1−s)/(1−s)
 * passes smoothly through s = 1. Kahan's trick: with u = eᵗ rounded, (u − 1)/ln u has the rounding of u above and
 * below the line, so it divides out.
 */
import { exp, ln } from './portable.ts';

/** (eᵗ − 1)/t, 1 at t = 0, for |t| < 700. */
export function expm1Over(t: number): number {
  const u = exp(t);
  return u === 1 ? 1 : (u - 1) / ln(u);
}

/** ln(1 + t)/t, 1 at t = 0, for t > −1. */
export function log1pOver(t: number): number {
  const u = 1 + t;
  return u === 1 ? 1 : ln(u) / (u - 1);
}
