/**
 * P.T5: a ceiling that refills at C = 1,000/s and holds B tokens, offered Poisson arrivals at just that rate, throttles
 * 1/(2B) of them: 1/(1 + U(B−1)) exactly, U(x) ≈ 2x + 2/3 the renewal function of the uniform law. Published tolerance
 * 20 %.
 *
 * The tokens are a driftless walk between 0 and B, so throttles L come in long swells. Over n arrivals Var L = n/3
 * (Williams 1992, two-sided regulated Brownian motion), a standard error of L of 2B/√(3n). Tokens overflow as often as
 * they lack, and L − overflow = arrivals − C·T up to a bucket of tokens, so L − (arrivals − C·T)/2 has the same mean
 * and a quarter of the variance: B/√(3n), with n = 4.5 M 2.7 % for B = 100 and with n = 90 M 6.1 % for B = 1,000.
 */
import { describe, it } from 'vitest';
import { throttledShareAtCeiling } from '../../src/theory/token-bucket.ts';
import { expectRelative } from '../support/relative.ts';
import { replicate } from '../support/replicate.ts';
import { scenarioOf } from '../support/scenario.ts';

describe('a ceiling offered exactly what it allows (P.T5)', () => {
  it.each([
    [100, 1_000_000],
    [1000, 20_000_000],
  ])('throttles 1/(2·%s)', (depth, durationMs) => {
    const scenario = scenarioOf({
      durationMs,
      partition: { service: { kind: 'deterministic' }, serviceMeanMs: 0.001 },
      limit: { ceiling: { reads: 1000, writes: null }, ceilingDepthSeconds: depth / 1000 },
      workload: { ratePerSecond: 1000 },
    });
    const result = replicate(scenario);
    const allowed = 0.9 * durationMs;
    const throttled = result.mean('attempts.throttled') - (result.mean('requests.offered') - allowed) / 2;
    expectRelative(throttled / allowed, throttledShareAtCeiling(depth), 0.2);
  });
});
