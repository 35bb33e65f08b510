/**
 * P.C1: one hot key behind a cache that keeps an answer for T, read by a Poisson stream at λ; a fetch takes d.
 *
 * The first read after the entry has expired starts a fetch, and so does every read of the next d: 1 + λd fetches a
 * cycle without coalescing, 1 with flights shared by all, and with one flight per process, of P evenly asked,
 * 1 + (P−1)(1 − e^{−λd/P}) ≤ P. A cycle is T + 1/λ + d long. Without coalescing the last fetch comes back almost 2d after the
 * first was sent and renews the entry, so a cycle is up to d longer; fetches a cycle are unchanged. The run ends in the
 * middle of the hits of its last cycle, so that it holds a whole number of bursts as long as cycles · d < T/2.
 *
 * d is 25 ms of network each way. n cycles of 1 + Poisson(λd) have a relative error of √(λd/n)/(1+λd); published
 * tolerance 2 %.
 */
import { cycleMs } from '../../src/theory/cache.ts';
import { replicate } from './replicate.ts';
import { scenarioOf } from './scenario.ts';

export const FETCH_MS = 50;
export const PROCESSES = 20;

const plans = { alone: [], shared: [{ kind: 'coalescing', scope: 'shared' }], process: [{ kind: 'coalescing' }] };

/** Fetches per cycle of some runs, one number each. */
export function fetchesPerCycle(
  plan: keyof typeof plans,
  { λ, ttlMs, cycles, runs = 5 }: { λ: number; ttlMs: number; cycles: number; runs?: number },
): number[] {
  const scenario = scenarioOf({
    durationMs: cycles * cycleMs(λ, ttlMs, FETCH_MS) - ttlMs / 2,
    warmupMs: 0,
    networkMs: FETCH_MS / 2,
    partition: { service: { kind: 'deterministic' }, serviceMeanMs: 1e-6 },
    clients: { processes: PROCESSES },
    workload: { ratePerSecond: λ },
    plans: { [plan]: [{ kind: 'cache', ttl: `${ttlMs}ms`, hit: '0ms' }, ...plans[plan]] },
  });
  return replicate(scenario, plan, runs)
    .each('attempts.total')
    .map((fetches) => fetches / cycles);
}
