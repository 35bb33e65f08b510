/**
 * One hot key behind a cache whose entry lives T from the moment it was filled, under Poisson reads at λ per second.
 *
 * A cycle is: T of hits, 1/λ until the next read finds nothing, and the fetch time d in which every read misses too.
 * Coalescing (single flight) lets one fetch fly per process: another process joins in only if it is asked during d.
 * Source: renewal reward; Jung, Berger, Balakrishnan, INFOCOM 2003, for the TTL hit ratio; P.C1, P.C3. Below: many keys in few
 * entries, and refreshes before expiry.
 */
import { loads, nonNegative, positive, whole } from './domain.ts';

const EULER_MASCHERONI = 0.5772156649015329;

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

/**
 * Hit ratio of an LRU cache of `entries` keys asked for independently, each with its popularity: Che's approximation.
 *
 * A key is held iff it was asked for within the last t, the same t for all, such that `entries` are held on average: Σ(1 − e^(−p·t)) = C.
 * Source: Che, Tung, Wang, JSAC 2002; P.C5.
 */
export function lruHitRatio(popularity: ArrayLike<number>, entries: number): number {
  loads(popularity);
  whole({ entries }, 1);
  if (entries >= popularity.length) return 1;
  const total = sumOver(popularity, (p) => p);
  const heldWithin = (t: number) => sumOver(popularity, (p) => -Math.expm1((-p * t) / total));
  let [low, high] = [0, 1];
  while (heldWithin(high) < entries) high *= 2;
  for (let k = 0; k < 60; k++) {
    const middle = (low + high) / 2;
    if (heldWithin(middle) < entries) low = middle;
    else high = middle;
  }
  return sumOver(popularity, (p) => (-p / total) * Math.expm1((-p * high) / total));
}

/** Mean fetches of a cycle under early refresh (XFetch): e^(1/β), as a fetch that is under way keeps nobody from beginning another. */
export function earlyFetchesPerCycle(beta: number): number {
  positive({ beta });
  return Math.exp(1 / beta);
}

/** How long before expiry the first early refresh begins, on average, ms: δβ(ln(λδβ) + γ), where λδβ is large; P.C7. */
export function earlyLeadMs(λ: number, fetchMs: number, beta: number): number {
  positive({ λ, fetchMs, beta });
  const scaleMs = fetchMs * beta;
  return scaleMs * (Math.log((λ * scaleMs) / 1000) + EULER_MASCHERONI);
}

function sumOver(values: ArrayLike<number>, term: (value: number) => number): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += term(values[i]!);
  return sum;
}
