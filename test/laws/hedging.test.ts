/**
 * P.F6: an exponential leaf of mean 1 ms with a second attempt after d, its p95 = −ln .05 = 2.996 ms, at servers enough
 * for everybody. With both under way P(T > t) = e^{−t}·e^{−(t−d)} for t > d, so
 *
 *   extra attempts e^{−d} = 5.0 %     p99 = (d + ln 100)/2 = 3.800 ms, 4.605 without     mean (1 − .05) + .05/2 = .975 ms
 *
 * Published tolerance 2 %. Of n = 300,000 calls the extra share has a relative error of √(.95/(.05·n)) = .8 %, the p99
 * one of √(.0099/n)/(.01·2)/3.8 = .24 %, the mean .2 %.
 */
import { describe, it } from 'vitest';
import { expectRelative } from '../support/relative.ts';
import { replicate } from '../support/replicate.ts';
import { type LeverText, scenarioOf } from '../support/scenario.ts';

const hedged = (options: Readonly<Record<string, unknown>>): readonly LeverText[] => [
  { kind: 'hedging', cap: '100%', ...options },
];

describe('a leaf that is hedged at its p95 (P.F6)', () => {
  const result = (plan: readonly LeverText[]) =>
    replicate(
      scenarioOf({
        durationMs: 22_000,
        warmupMs: 2000,
        partition: { servers: 200 },
        workload: { ratePerSecond: 5000 },
        plans: { plan },
      }),
      'plan',
      3,
    );

  // Called off or not is all one: who is in service stays there, and nobody waits.
  it('makes 5 % more attempts and has its p99 at 3.800 ms', () => {
    const found = result(hedged({ after: '2.9957ms' }));
    expectRelative(found.mean('attempts.perRequest') - 1, 0.05, 0.02, 'extra');
    expectRelative(found.mean('latencyMs.p99'), 3.8, 0.02, 'p99');
    expectRelative(found.mean('latencyMs.mean'), 0.975, 0.02, 'mean');
  });

  // The client finds the p95 by itself, from 10,000 latencies a window: an error of √(.0475/10⁴)/.05 = 4.4 % in each window's share,
  // 1.4 % over ten windows, and .8 % of buckets.
  it('finds its p95 by itself', () => {
    const found = result(hedged({ window: '2s', cap: '20%' }));
    expectRelative(found.mean('attempts.perRequest') - 1, 0.05, 0.05, 'extra');
    expectRelative(found.mean('latencyMs.p99'), 3.8, 0.02, 'p99');
  });
});
