/**
 * P.R1, P.R2, P.R5, P.R8: what retry policies do when every attempt fails with probability p, whatever else happens. No
 * scenario can say so, so the failing store is a lever of the test's own and the simulation is driven directly.
 *
 * n = 300,000 calls of one client: a share s of successes has a standard error of √(s(1−s)/n), at most .09 %, and the
 * number of attempts of a call less than .3 %; published tolerances 1 % and, for P.R5, 1.5 %.
 */
import { describe, expect, it } from 'vitest';
import { retryBudget } from '../../src/mitigations/retry-budget.ts';
import { retryPresets } from '../../src/model/client/presets.ts';
import type { RetryConfig } from '../../src/model/config.ts';
import type { Lever } from '../../src/model/mitigation.ts';
import { expectedAttempts, successShare } from '../../src/theory/retry.ts';
import { FlakyStore } from '../support/flaky-store.ts';
import { recordWith, requestMetrics } from '../support/lever-run.ts';
import { expectRelative } from '../support/relative.ts';
import { scenarioOf } from '../support/scenario.ts';
import { lever } from '../support/small.ts';

const CALLS = 300_000;

/** Attempts per call and share of successes. */
function measure(p: number, retry: RetryConfig, everyMs: number, levers: readonly Lever[] = [], calls = CALLS) {
  const scenario = scenarioOf({
    durationMs: calls * everyMs,
    warmupMs: 0,
    partition: { service: { kind: 'deterministic' }, serviceMeanMs: 0.001 },
    clients: { retry },
    workload: { arrivals: 'even', ratePerSecond: 1000 / everyMs },
  });
  const metrics = requestMetrics(recordWith(scenario, [new FlakyStore(p), ...levers]));
  return { attempts: metrics['attempts.perRequest']!, success: 1 - metrics['requests.failedShare']! };
}

/** A budget that has not been asked yet. */
const budgetOf = (options: Readonly<Record<string, string | number>>): Lever =>
  retryBudget.create!(lever('retry-budget', options).options as never);

const atOnce = (attempts: number): RetryConfig => ({ attempts, baseMs: 0, capMs: null, jitter: 'none', quota: null });

describe('retries without a budget (P.R1)', () => {
  // N = 3 retries: Σ p^i attempts, i = 0..N, and success 1 − p^{N+1}.
  it.each([
    [0.1, 1.111, 0.9999],
    [0.5, 1.875, 0.9375],
  ])('at p = %s make %s attempts and succeed %s of the time', (p, attempts, success) => {
    const measured = measure(p, atOnce(4), 1);
    expectRelative(measured.attempts, attempts, 0.01, 'attempts');
    expectRelative(measured.success, success, 0.01, 'success');
    expectRelative(attempts, expectedAttempts(p, 3), 0.001, 'the printed attempts');
    expectRelative(success, successShare(p, 3), 0.001, 'the printed success');
  });

  it('at p = 1 make four attempts and never succeed', () => {
    expect(measure(1, atOnce(4), 1)).toEqual({ attempts: 4, success: 0 });
  });
});

describe('a retry budget of 10 % and depth 5 (P.R2)', () => {
  // Few failures: all are retried until they succeed, 1/(1−p). Many: the deposits are all there is to spend, so 1.1
  // attempts per call, of which a share 1−p succeed. Published from a simulation 1.052/.9998 and 1.100/.5485. The
  // client's own policy must not stop first: 200 attempts.
  it.each([
    [0.05, 1.052, 0.9998],
    [0.5, 1.1, 0.5485],
  ])('at p = %s makes %s attempts and succeeds %s of the time', (p, attempts, success) => {
    const budget = budgetOf({ ratio: 0.1, depth: 5 });
    const measured = measure(p, atOnce(200), 1, [budget]);
    expectRelative(measured.attempts, attempts, 0.01, 'attempts');
    expectRelative(measured.success, success, 0.01, 'success');
  });

  // Of the retries themselves, the scarce good: exactly the ratio, but for the 5 that were saved up.
  it.each([0.02, 0.1, 0.3])('of ratio %s spends all that is paid in where it is short', (ratio) => {
    const budget = budgetOf({ ratio, depth: 5 });
    expectRelative(measure(0.6, atOnce(200), 1, [budget]).attempts - 1, ratio, 0.01, 'retries per call');
  });
});

describe('the AWS standard policy (P.R5, F.R1, F.R2)', () => {
  // p = .2: the quota never binds, 1 + p + p² attempts, success 1 − p³. p = .5: it does. Of r retries a call a half
  // succeed and refund their 5 tokens; first tries give back .5: 5r = .5 + 5r/2, so r = .2; half of 1.2 attempts
  // succeed. Waits add up to 3 s at the most, so calls 10 s apart follow one another, as in the published run.
  it.each([
    [0.2, 1.24, 0.992],
    [0.5, 1.2, 0.599],
  ])('at p = %s makes %s attempts and succeeds %s of the time', (p, attempts, success) => {
    const measured = measure(p, retryPresets['aws-standard'].policy, 10_000);
    expectRelative(measured.attempts, attempts, 0.015, 'attempts');
    expectRelative(measured.success, success, 0.015, 'success');
  });
});

describe('the AWS quota as a budget', () => {
  it('beside a policy without one is the policy that has it', () => {
    const standard = measure(0.5, retryPresets['aws-standard'].policy, 10, [], 20_000);
    const budgeted = measure(0.5, retryPresets.naive.policy, 10, [budgetOf({ preset: 'aws' })], 20_000);
    expect(budgeted).toEqual(standard);
  });
});

describe("gRPC's throttle of retries (P.R8)", () => {
  // An attempt changes the count by .1·(1−p) − p on average: +.045 at p = .05, where it stays near 10 and nearly all
  // retries are free, up to four attempts: Σ p^i, i = 0..3, and success 1 − p⁴; −.12 at p = .2, where it falls to
  // nothing and stays: one attempt, success 1 − p. Published from a simulation 1.052/.9996 and 1.000/.800.
  it.each([
    [0.05, 1.052, 0.9996],
    [0.2, 1, 0.8],
  ])('at p = %s makes %s attempts and succeeds %s of the time', (p, attempts, success) => {
    const measured = measure(p, atOnce(4), 1, [budgetOf({ preset: 'grpc' })]);
    expectRelative(measured.attempts, attempts, 0.01, 'attempts');
    expectRelative(measured.success, success, 0.01, 'success');
  });
});
