/**
 * Jain's fairness index of what n parties received: (Σx)²/(nΣx²).
 *
 * 1 when all got the same, k/n when k of them shared everything evenly and the rest got nothing.
 * Source: Jain, Chiu, Hawe, DEC-TR-301 (1984).
 */
import { loads } from './domain.ts';

/** Fairness from 1/n to 1; 1 where nobody got anything. */
export function fairness(values: ArrayLike<number>): number {
  loads(values);
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < values.length; i++) {
    sum += values[i]!;
    squares += values[i]! ** 2;
  }
  return squares === 0 ? 1 : sum ** 2 / (values.length * squares);
}
