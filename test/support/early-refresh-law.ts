/**
 * P.C7: one hot key, read by a Poisson stream at λ, kept for T; a fetch takes δ, and a read of an answer that has x left begins one with
 * probability e^(−x/δβ) (XFetch).
 *
 * Such reads are a Poisson stream of intensity λe^(−x/δβ): up to the first, at x₁, there were Λ = λδβ·e^(−x₁/δβ) on average, so Λ ~ Exp(1)
 * and x₁ is δβ(ln(λδβ) + γ) on average, γ = E[−ln Λ]. While it is under way, for δ, Λ(e^(1/β) − 1) more begin, e^(1/β) fetches a cycle in
 * all. Whoever reads within δ of the expiry is too late: e^(−λδβ/e^(1/β)) of the cycles have such readers, none of those below.
 *
 * For β = 1 the number in a cycle has variance (e−1) + (e−1)² = 4.67: over n cycles the error of its mean is .795/√n of it. x₁ has the
 * standard deviation δπ/√6.
 */
import { fetchMoments } from './fetches.ts';
import { scenarioOf } from './scenario.ts';

const FETCH_MS = 1000;

export interface EarlyRefresh {
  /** Fetches of each whole cycle. */
  readonly fetches: readonly number[];
  /** How long before its expiry each was begun to be renewed, ms. */
  readonly leadsMs: readonly number[];
}

/** Cycles of some runs of the law's scenario. */
export function earlyRefresh(
  plan: { readonly beta?: number } | null,
  { λ, ttlMs, durationMs, runs }: { λ: number; ttlMs: number; durationMs: number; runs: number },
): EarlyRefresh {
  const early = plan === null ? {} : { refresh: 'early', ...plan };
  const scenario = scenarioOf({
    durationMs,
    warmupMs: 0,
    networkMs: FETCH_MS / 2,
    partition: { service: { kind: 'deterministic' }, serviceMeanMs: 1e-6 },
    workload: { ratePerSecond: λ },
    plans: { cache: [{ kind: 'cache', ttl: `${ttlMs}ms`, hit: '0ms', ...early }] },
  });
  const cycles = Array.from({ length: runs }, (_, k) => cyclesOf(fetchMoments(scenario, 'cache', k), durationMs));
  // The first cycle is cold: its fetches are the stampede that all plans begin with.
  const warm = cycles.flatMap((all) => all.slice(1).map((cycle, k) => ({ ...cycle, before: all[k]! })));
  return {
    fetches: warm.map(({ count }) => count),
    leadsMs: warm.map(({ first, before }) => before.last + FETCH_MS + ttlMs - first),
  };
}

interface Cycle {
  readonly first: number;
  readonly last: number;
  readonly count: number;
}

/** Fetches that begin while another one is under way belong together; the last cycle may be cut off, and is left out. */
function cyclesOf(moments: readonly number[], durationMs: number): Cycle[] {
  const cycles: Cycle[] = [];
  for (const at of moments) {
    const current = cycles.at(-1);
    if (current !== undefined && at <= current.last + FETCH_MS)
      cycles[cycles.length - 1] = { ...current, last: at, count: current.count + 1 };
    else cycles.push({ first: at, last: at, count: 1 });
  }
  return cycles.filter(({ last }) => last + 2 * FETCH_MS < durationMs);
}
