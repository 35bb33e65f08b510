/**
 * What the budgets of real clients allow when nothing succeeds, through the public run.
 *
 *   finagle  .2·λ + 10 a second of λ first tries (P.R10, F.R8)
 *   envoy    r retries beside f first tries under way with r = b·(f + r), so r = f·b/(1−b) (F.R9)
 *   aws      500 tokens at 5 a retry, 10 after a time-out: 100 and 50, ever (P.R4, F.R2)
 */
import { describe, expect, it } from 'vitest';
import { expectRelative } from '../support/relative.ts';
import { replicate } from '../support/replicate.ts';
import { type LeverText, scenarioOf } from '../support/scenario.ts';

const hopeless = { ceiling: { reads: 1e-9, writes: null } } as const;
/** A server that is busy with its first attempt for ever. */
const deaf = { service: { kind: 'deterministic' }, serviceMeanMs: 1e9 } as const;
const again = { kind: 'retry', preset: 'none', base: '0ms' } as const;

const extra = (result: ReturnType<typeof replicate>, window = ''): number =>
  result.mean(`${window}attempts.total`) - result.mean(`${window}requests.offered`);

describe("Finagle's budget", () => {
  // After 20 s both windows are full. λ = 1,000/s: .2·1,000 + 10 = 210/s, published tolerance 4 %; of 10/s it is 12/s. Chance
  // leaves √(λT)/(λT) = .7 % in 20 s of arrivals, of 10/s 7 %, so these come evenly.
  it.each([
    [1000, 'poisson', 210],
    [10, 'even', 12],
  ] as const)('of %s/s that all fail, %s, retries %s/s (P.R10)', (ratePerSecond, arrivals, retries) => {
    const scenario = scenarioOf({
      durationMs: 40_000,
      windows: { full: [20_000, 40_000] },
      limit: hopeless,
      workload: { ratePerSecond, arrivals },
      plans: {
        budget: [
          { ...again, attempts: 4 },
          { kind: 'retry-budget', preset: 'finagle' },
        ],
      },
    });
    expectRelative(extra(replicate(scenario, 'budget', 2), 'full:') / 20, retries, 0.04, 'retries/s');
  });
});

describe("Envoy's budget", () => {
  const attempts = (ratePerSecond: number, ...levers: readonly LeverText[]) => {
    const scenario = scenarioOf({
      durationMs: 5000,
      warmupMs: 1000,
      partition: deaf,
      workload: { ratePerSecond },
      plans: { budget: [{ ...again, attempts: 2, timeout: '100ms' }, ...levers] },
    });
    return replicate(scenario, 'budget', 2).mean('attempts.perRequest');
  };

  // f = 4,000/s · .1 s = 400 under way, each retry takes as long as a first try: b/(1−b) retries a first try, .25 at the
  // default and 1/9 at 10 %. Whole numbers of retries leave .5 of 100; tolerance 2 % of the attempts.
  it.each([
    [[], 1.25],
    [[['ratio', '10%']], 1 + 1 / 9],
  ] as const)('with %j makes %s attempts of each call that times out', (options, expected) => {
    const budget = { kind: 'retry-budget', preset: 'envoy', ...Object.fromEntries(options) };
    expectRelative(attempts(4000, budget), expected, 0.02, 'attempts per call');
  });

  // Half a call under way at 5/s, so the three that are always allowed are enough for everybody.
  it('always allows three at a time', () => {
    expect(attempts(5, { kind: 'retry-budget', preset: 'envoy' })).toBeGreaterThan(1.98);
    expect(attempts(5, { kind: 'retry-budget', preset: 'envoy', least: 0 })).toBeLessThan(1.5);
  });
});

describe("the AWS SDKs' quota as a budget (P.R4)", () => {
  it.each([
    ['are throttled', { limit: hopeless }, {}, 100],
    ['time out', { partition: deaf }, { timeout: '10ms' }, 50],
  ] as const)('when all attempts %s retries so often and no more', (_, parts, patience, retries) => {
    const scenario = scenarioOf({
      durationMs: 20_000,
      warmupMs: 0,
      ...parts,
      workload: { ratePerSecond: 100 },
      plans: {
        budget: [
          { ...again, attempts: 3, ...patience },
          { kind: 'retry-budget', preset: 'aws' },
        ],
      },
    });
    expect(extra(replicate(scenario, 'budget', 1))).toBe(retries);
  });
});
