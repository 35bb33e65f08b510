/**
 * One hot key behind a cache whose entry lives T from the moment it was filled, under Poisson reads at λ per second.
 *
 * A cycle is: T of hits, 1/λ until the next read finds nothing, and the fetch time d in which every read misses too.
 * Coalescing (single flight) lets one fetch fly per process: another process joins in only if it is asked during d.
 * Source: renewal reward; Jung, Berger, Balakrishnan, INFOCOM 2003, for the TTL hit ratio; P.C1, P.C3.
 */
import { nonNegative, positive, whole } from './domain.ts';

/** Length of a cycle in ms, from one fill to the next: T + 1/λ + d. */
export function cycleMs(λ: number, ttlMs: number, fetchMs: number): number {
  positive({ λ });
  nonNegative({ ttlMs, fetchMs });
  return ttlMs + 1000 / λ + fetchMs;
}

/** Mean fetches of a cycle when every miss fetches: 1 + λd. */
export function fetchesPerCycle(λ: number, fetchMs: number): number {
  nonNegative({ λ, fetchMs });
  return 1 + (λ * fetchMs) / 1000;
}

/** Mean fetches of a cycle when each of P processes, evenly asked, coalesces its own: 1 + (P−1)(1 − e^{−λd/P}) ≤ P. */
export function coalescedFetchesPerCycle(λ: number, fetchMs: number, processes: number): number {
  nonNegative({ λ, fetchMs });
  whole({ processes }, 1);
  return 1 - (processes - 1) * Math.expm1((-λ * fetchMs) / 1000 / processes);
}

/** Share of reads answered from the cache when fetches take no time: λT/(1+λT). */
export function ttlHitRatio(λ: number, ttlMs: number): number {
  nonNegative({ λ, ttlMs });
  const hitsPerMiss = (λ * ttlMs) / 1000;
  return hitsPerMiss / (1 + hitsPerMiss);
}
