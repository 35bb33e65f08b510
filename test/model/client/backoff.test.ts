import { test as property } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Backoff } from '../../../src/model/client/backoff.ts';
import { retryPresets } from '../../../src/model/client/presets.ts';
import type { Jitter, RetryConfig } from '../../../src/model/config.ts';

const policy = (jitter: Jitter, changes: Partial<RetryConfig> = {}): RetryConfig => ({
  attempts: 40,
  baseMs: 50,
  capMs: 1000,
  jitter,
  quota: null,
  ...changes,
});
const backoffMs = (config: RetryConfig, failures: number, seed: number): number =>
  new Backoff(config).waitMs(failures, seed);
const waits = (config: RetryConfig, seed = 1): number[] =>
  Array.from({ length: 8 }, (_, n) => backoffMs(config, n + 1, seed));

const seed = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
const failures = fc.integer({ min: 1, max: 40 });
const quantities = fc.record({
  baseMs: fc.integer({ min: 0, max: 5000 }),
  capMs: fc.option(fc.integer({ min: 1, max: 20_000 }), { nil: null }),
});
const run = { seed: 1, numRuns: 500 };

describe('Backoff', () => {
  test('without jitter doubles up to the cap', () => {
    expect(waits(policy('none'))).toEqual([50, 100, 200, 400, 800, 1000, 1000, 1000]);
    expect(waits(policy('none', { capMs: null }))).toEqual([50, 100, 200, 400, 800, 1600, 3200, 6400]);
  });

  // F.R4: 50 ms · 2^(n−1), ten attempts in all.
  test('is what the DynamoDB SDKs did', () => {
    const { policy: legacy } = retryPresets['aws-legacy-dynamodb'];
    expect(waits(legacy)).toEqual([50, 100, 200, 400, 800, 1600, 3200, 6400]);
    expect(backoffMs(legacy, 9, 0)).toBe(12_800);
  });

  property.prop([quantities, failures, seed], run)('with jitter stays within its bounds', (changes, n, jitter) => {
    const top = Math.min(changes.capMs ?? Number.MAX_VALUE, changes.baseMs * 2 ** (n - 1));
    const wait = (kind: Jitter): number => backoffMs(policy(kind, changes), n, jitter);
    expect(wait('none')).toBe(top);
    expect(wait('full')).toBeGreaterThanOrEqual(0);
    expect(wait('full')).toBeLessThanOrEqual(top);
    expect(wait('equal')).toBeGreaterThanOrEqual(top / 2);
    expect(wait('equal')).toBeLessThanOrEqual(top);
    expect(wait('full')).toBe(wait('full'));
  });

  // F.R6: min(cap, U(base, 3·previous)), the first previous being base.
  property.prop([quantities, fc.integer({ min: 1, max: 20 }), seed], run)(
    'decorrelated, lies between the base and three times the wait before',
    ({ baseMs, capMs }, n, jitter) => {
      const cap = capMs ?? Number.MAX_VALUE;
      const config = policy('decorrelated', { baseMs, capMs });
      const previous = n === 1 ? baseMs : backoffMs(config, n - 1, jitter);
      const wait = backoffMs(config, n, jitter);
      expect(wait).toBeLessThanOrEqual(Math.min(cap, Math.max(baseMs, 3 * previous)));
      if (previous < cap) expect(wait).toBeGreaterThanOrEqual(Math.min(cap, baseMs));
    },
  );

  // Mean of U(0, v) is v/2 with standard deviation v/√12; over n calls the mean is off by 4.5 standard errors once in
  // a hundred thousand seeds. The same for the correlation of two waits of one call, which is 1/√n in spread.
  test.each([
    ['full', 0.5, 12],
    ['equal', 0.75, 48],
  ] as const)(
    '%s jitter is evenly spread over calls, and independent from one failure to the next',
    (kind, mean, width) => {
      const calls = 20_000;
      const v = 400;
      const backoff = new Backoff(policy(kind));
      let [sum, product] = [0, 0];
      for (let call = 0; call < calls; call++) {
        const [fourth, third] = [backoff.waitMs(4, call * 7919), 2 * backoff.waitMs(3, call * 7919)];
        sum += fourth;
        product += (third / v - mean) * (fourth / v - mean);
      }
      expect(Math.abs(sum / calls / v - mean)).toBeLessThan(4.5 * Math.sqrt(1 / width / calls));
      expect(Math.abs((product / calls) * width)).toBeLessThan(4.5 / Math.sqrt(calls));
    },
  );
});
