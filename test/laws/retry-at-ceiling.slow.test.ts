/**
 * P.R13: retries at a ceiling C are load on the same ceiling. With n attempts spread by jitter an attempt fails with
 * p = (1 − C/λ)^{1/n}, so A = C/(1−p) attempts a second, while successes stay C/λ: retries buy nothing.
 *
 * λ = 1,500/s, C = 1,000/s, n = 3, 1 s base, full jitter, no quota: A = 3,261/s, success 66.7 %. Published tolerance 2 %.
 * Back-offs reach 3 s, so the first 10 s and the last are left out: what is tried again after the load has ended finds
 * the ceiling free. Arrivals leave a relative error of 1/√(λT) = .13 % in λ, which A multiplies by three.
 */
import { it } from 'vitest';
import { retryAtCeiling } from '../../src/theory/retry.ts';
import { expectRelative } from '../support/relative.ts';
import { replicate } from '../support/replicate.ts';
import { scenarioOf } from '../support/scenario.ts';

it.each([
  [1500, 3],
  [2000, 2],
])('λ = %s/s in up to %s attempts at a ceiling of 1,000/s (P.R13)', (λ, attempts) => {
  const scenario = scenarioOf({
    durationMs: 90_000,
    windows: { steady: [10_000, 80_000] },
    partition: { service: { kind: 'deterministic' }, serviceMeanMs: 0.001 },
    limit: { ceiling: { reads: 1000, writes: null } },
    workload: { ratePerSecond: λ },
    plans: { naive: [{ kind: 'retry', preset: 'naive', attempts }] },
  });
  const result = replicate(scenario, 'naive');
  const theory = retryAtCeiling(λ, 1000, attempts);
  expectRelative(result.mean('steady:attempts.total') / 70, theory.attemptsPerSecond, 0.02, 'attempts/s');
  expectRelative(1 - result.mean('steady:requests.failedShare'), 1000 / λ, 0.02, 'success');
  expectRelative(result.mean('steady:attempts.throttledShare'), theory.throttledShare, 0.02, 'throttled');
});
