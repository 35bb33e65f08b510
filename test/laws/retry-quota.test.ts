/**
 * P.R4: the AWS SDKs' standard quota in a total outage. A fresh client process holds 500 tokens and gets none back, for
 * nothing succeeds; a retry costs 5, one after a time-out 10 (F.R2): 100 and 50 retries, ever. Exact.
 */
import { describe, expect, it } from 'vitest';
import { replicate } from '../support/replicate.ts';
import { scenarioOf } from '../support/scenario.ts';

const durationMs = 60_000;
const workload = { ratePerSecond: 100 };

describe('retry quota in a total outage (P.R4)', () => {
  it.each([
    [1, 100],
    [7, 700],
  ])('lets %s processes retry %s times when everything is throttled', (processes, retries) => {
    const scenario = scenarioOf({
      durationMs,
      warmupMs: 0,
      limit: { ceiling: { reads: 1e-9, writes: null } },
      clients: { processes },
      workload,
      plans: { retry: [{ kind: 'retry', preset: 'aws-standard' }] },
    });
    const result = replicate(scenario, 'retry');
    for (const [k, attempts] of result.each('attempts.total').entries()) {
      expect(attempts - result.each('requests.offered')[k]!).toBe(retries);
    }
    expect(result.mean('requests.failedShare')).toBe(1);
  });

  it('lets a process retry 50 times when everything times out', () => {
    const scenario = scenarioOf({
      durationMs,
      warmupMs: 0,
      partition: { service: { kind: 'deterministic' }, serviceMeanMs: 1e9 },
      workload,
      plans: { retry: [{ kind: 'retry', preset: 'aws-standard', timeout: '10ms' }] },
    });
    const result = replicate(scenario, 'retry');
    for (const [k, attempts] of result.each('attempts.total').entries()) {
      expect(attempts - result.each('requests.offered')[k]!).toBe(50);
    }
    expect(result.mean('requests.failedShare')).toBe(1);
  });
});
