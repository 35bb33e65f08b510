/**
 * Token buckets under load without retries: what a hard ceiling turns away, and when a bank of saved tokens runs dry.
 *
 * Source: conservation of tokens (P.T4); heavy-traffic balance of the deficit, an M/D/1 workload between two barriers
 * (P.T5); the published example of burst capacity, F.D5 (P.T1).
 */
import { nonNegative } from './domain.ts';

/** Long-run share of λ requests per second turned away by a ceiling: 1 − C/λ above it, 0 below (a deep bucket). */
export function throttledShare(λ: number, ceilingPerSecond: number): number {
  nonNegative({ λ, ceilingPerSecond });
  return λ > ceilingPerSecond ? 1 - ceilingPerSecond / λ : 0;
}

/**
 * Share of Poisson requests turned away at λ = C by a bucket of `depth` tokens, continuously refilled: ≈ 1/(2·depth).
 *
 * The exact value is 1/(1 + U(depth − 1)) with U the renewal function of the uniform law on [0, 1]; the approximation is
 * exact at depth 1, and never off by more than 8 %, vanishing with depth.
 */
export function throttledShareAtCeiling(depth: number): number {
  if (!(depth >= 1)) throw new RangeError(`depth is ${depth}, and must be at least 1`);
  return 1 / (2 * depth);
}

/** Time in ms from the start of a steady load λ until a bank is empty: bank ÷ (λ − share); ∞ if the share suffices. */
export function firstThrottleMs(λ: number, sharePerSecond: number, bankUnits: number): number {
  nonNegative({ λ, sharePerSecond, bankUnits });
  return λ > sharePerSecond ? (1000 * bankUnits) / (λ - sharePerSecond) : Infinity;
}
