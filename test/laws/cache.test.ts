/** P.C1 at a time to live short enough for many cycles, and P.C3. */
import { describe, expect, it } from 'vitest';
import { coalescedFetchesPerCycle, ttlHitRatio } from '../../src/theory/cache.ts';
import { expectRelative } from '../support/relative.ts';
import { replicate } from '../support/replicate.ts';
import { scenarioOf } from '../support/scenario.ts';
import { FETCH_MS, fetchesPerCycle, PROCESSES } from '../support/stampede-law.ts';

const average = (values: readonly number[]): number => values.reduce((a, b) => a + b) / values.length;

describe('a hot key’s entry expires (P.C1)', () => {
  // 1 + 10,000 · .05 = 501; 45 cycles leave .67 %.
  it('and 501 reads fetch it without coalescing', () => {
    expectRelative(average(fetchesPerCycle('alone', { λ: 10_000, ttlMs: 1000, cycles: 9 })), 501, 0.02);
  });

  it('and one read fetches it with shared flights', () => {
    expect(fetchesPerCycle('shared', { λ: 10_000, ttlMs: 1000, cycles: 4 })).toEqual([1, 1, 1, 1, 1]);
  });

  // λd/P = 25: all twenty processes are asked during d, but for 20·e^−25 of the time.
  it('and every process fetches it with flights of its own', () => {
    expect(fetchesPerCycle('process', { λ: 10_000, ttlMs: 1000, cycles: 4 })).toEqual(new Array(5).fill(PROCESSES));
  });

  // λd/P = 1: 1 + 19(1 − 1/e) = 13.01 of 20, with a variance of 19·(1 − 1/e)/e = 4.4: 500 cycles leave .7 %.
  it('and only the processes asked meanwhile fetch it', () => {
    const expected = coalescedFetchesPerCycle(400, FETCH_MS, PROCESSES);
    expectRelative(average(fetchesPerCycle('process', { λ: 400, ttlMs: 2500, cycles: 20, runs: 25 })), expected, 0.02);
  });
});

describe('time to live', () => {
  // It runs from the moment the answer came back. With shared flights a cycle is one miss, λd reads that join its
  // flight and λT hits (P.C1): for T = d = 100 ms and λ = 1,000/s, 100 of 201 each. Over n = 2,000 cycles the hits of a
  // cycle have an error of 1/√(100·n) = .2 %; tolerance 1 %.
  it('starts when the fetch returns', () => {
    const scenario = scenarioOf({
      durationMs: 80_000,
      networkMs: 50,
      partition: { service: { kind: 'deterministic' }, serviceMeanMs: 1e-6 },
      workload: { ratePerSecond: 1000 },
      plans: {
        cache: [
          { kind: 'cache', ttl: '100ms', hit: '0ms' },
          { kind: 'coalescing', scope: 'shared' },
        ],
      },
    });
    const result = replicate(scenario, 'cache');
    expectRelative(result.mean('cache.hitRatio'), 100 / 201, 0.01, 'hits');
    expectRelative(result.mean('coalescing.joinedShare'), 100 / 201, 0.01, 'joined');
  });
});

describe('a cold key (P.C3)', () => {
  // λT/(1+λT) of the reads hit where a fetch takes no time; λ = .1/s, T = 60 s: .857. A cycle has one miss and a
  // Poisson number of hits, mean 6: over n = 8,000 cycles the error of the ratio is (1/7)·√(1/6/n)·√6 < .2 %; published
  // tolerance 1 %.
  it('hits its entry six times out of seven', () => {
    const scenario = scenarioOf({
      durationMs: 120_000_000,
      partition: { service: { kind: 'deterministic' }, serviceMeanMs: 1e-6 },
      workload: { ratePerSecond: 0.1 },
      plans: { cache: [{ kind: 'cache', ttl: '60s', hit: '0ms' }] },
    });
    expectRelative(replicate(scenario, 'cache').mean('cache.hitRatio'), ttlHitRatio(0.1, 60_000), 0.01);
  });
});
