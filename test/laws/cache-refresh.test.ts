/** P.C7 at a rate and a time to live small enough for two thousand cycles. */
import { describe, expect, it } from 'vitest';
import { earlyFetchesPerCycle, earlyLeadMs } from '../../src/theory/cache.ts';
import { type EarlyRefresh, earlyRefresh } from '../support/early-refresh-law.ts';
import { expectRelative } from '../support/relative.ts';

const SHAPE = { λ: 100, ttlMs: 12_000, durationMs: 2_000_000, runs: 8 };
const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b) / values.length;

describe('early refresh of a hot key (P.C7)', () => {
  // A cycle is δ + D + T − x₁ long, D < δ from its first fetch to its last: some 8.3 s, 1,900 cycles in all. Error of the mean 1.8 %.
  const { fetches, leadsMs }: EarlyRefresh = earlyRefresh({}, SHAPE);

  it('costs e fetches a cycle, and begins δ(ln(λδ) + γ) before the time is up', () => {
    expect(fetches.length).toBeGreaterThan(1800);
    expectRelative(mean(fetches), earlyFetchesPerCycle(1), 0.05, 'fetches a cycle');
    // ln 100 + .577 = 5.18 s; 1.28 s/√1,900 = 30 ms, .6 %.
    expectRelative(mean(leadsMs), earlyLeadMs(SHAPE.λ, 1000, 1), 0.02, 'lead');
  });

  // All begin before x = δ, at which the first is back: the least lead of all is far from 0.
  it('leaves no reader without an answer', () => {
    expect(Math.min(...leadsMs)).toBeGreaterThan(1000);
    expect(Math.max(...fetches)).toBeLessThan(30);
  });

  // Twice as eager: e^½ fetches, 2(ln 200 + γ) = 11.75 s early, nearly as long as the answer lives, so that T is 20 s here.
  it('begins earlier and costs less, fetch for fetch, the more eager it is', () => {
    const eager = earlyRefresh({ beta: 2 }, { ...SHAPE, ttlMs: 20_000, runs: 6 });
    expectRelative(mean(eager.fetches), earlyFetchesPerCycle(2), 0.05, 'fetches a cycle');
    expectRelative(mean(eager.leadsMs), earlyLeadMs(SHAPE.λ, 1000, 2), 0.02, 'lead');
  });

  // 1 + λδ = 101 at every expiry (P.C1); 150 cycles of 1 + Poisson(100) leave .8 %.
  it('is what keeps a hundred readers from missing together', () => {
    expectRelative(mean(earlyRefresh(null, { ...SHAPE, runs: 1 }).fetches), 101, 0.03, 'fetches a cycle without it');
  });
});
