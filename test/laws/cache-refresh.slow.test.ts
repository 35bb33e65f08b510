/** P.C7 as published: λ = 1,000/s, recompute 1 s, T = 30 s, β = 1. */
import { expect, it } from 'vitest';
import { earlyFetchesPerCycle, earlyLeadMs } from '../../src/theory/cache.ts';
import { earlyRefresh } from '../support/early-refresh-law.ts';
import { expectRelative } from '../support/relative.ts';

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b) / values.length;

// 24 s a cycle, some 1,150 in all: 2.3 % of the mean; the lead ± 1.28 s/√1,150 = 38 ms.
it('a refresh begins 7.49 s early and costs 2.72 fetches a cycle, and nobody misses', () => {
  const { fetches, leadsMs } = earlyRefresh({}, { λ: 1000, ttlMs: 30_000, durationMs: 4_000_000, runs: 7 });
  expect(fetches.length).toBeGreaterThan(1100);
  expectRelative(mean(fetches), earlyFetchesPerCycle(1), 0.05, 'fetches a cycle');
  expectRelative(mean(leadsMs), earlyLeadMs(1000, 1000, 1), 0.02, 'lead');
  expect(Math.min(...leadsMs)).toBeGreaterThan(1000);
});
