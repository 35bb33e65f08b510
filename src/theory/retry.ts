/**
 * Retries: what they cost when failures are independent, and what they do to a ceiling, where they are not.
 *
 * Independent: every attempt fails with probability p, so N retries make Σ p^i attempts (i = 0..N) and succeed with
 * 1 − p^{N+1} (P.R1). At a ceiling C the retries themselves are load: the ceiling admits C a second whatever is offered,
 * so p must satisfy 1 − p^n = C/λ (P.R13): more attempts buy no success, only more attempts.
 * Source: Brooker, "Fixing retries with token buckets and circuit breakers" (2022); P.R1, P.R13.
 */
import { positive, probability, whole } from './domain.ts';
import { throttledShare } from './token-bucket.ts';

/** Mean attempts per call with up to `retries` retries, each attempt failing with probability `p`. */
export function expectedAttempts(p: number, retries: number): number {
  probability({ p });
  whole({ retries }, 0);
  let attempts = 1;
  for (let i = 0; i < retries; i++) attempts = 1 + p * attempts;
  return attempts;
}

/** Share of calls that succeed in the end. */
export function successShare(p: number, retries: number): number {
  probability({ p });
  whole({ retries }, 0);
  return 1 - p ** (retries + 1);
}

/** Steady state of λ calls per second, of up to `attempts` attempts each, spread by jitter, at a ceiling. */
export interface AtCeiling {
  /** Probability that one attempt is throttled. */
  readonly throttledShare: number;
  /** All attempts, first ones and retries. */
  readonly attemptsPerSecond: number;
  /** Share of calls that succeed in the end. */
  readonly successShare: number;
}

/** Solves for the steady state at a ceiling; below it nothing is throttled. */
export function retryAtCeiling(λ: number, ceilingPerSecond: number, attempts: number): AtCeiling {
  positive({ λ, ceilingPerSecond });
  whole({ attempts }, 1);
  const failed = throttledShare(λ, ceilingPerSecond);
  const p = failed ** (1 / attempts);
  return {
    throttledShare: p,
    attemptsPerSecond: Math.min(λ, ceilingPerSecond) / (1 - p),
    successShare: 1 - failed,
  };
}
