/** P.T1, P.T4: what a partition's rate limits let through; the server is too fast to matter. */
import { describe, expect, it } from 'vitest';
import { throttledShare } from '../../src/theory/token-bucket.ts';
import { expectRelative } from '../support/relative.ts';
import { replicate } from '../support/replicate.ts';
import { scenarioOf } from '../support/scenario.ts';

const instant = { service: { kind: 'deterministic' }, serviceMeanMs: 0.001 } as const;

describe('share and bank (P.T1, F.D5)', () => {
  // 150 units/s unused for 300 s bank 45,000 units; 200/s take 50/s more than the share brings, so the bank is empty
  // after 45,000/50 = 900 s, and then one in four finds nothing: 1 − 150/200. Even arrivals, so there is no noise;
  // published tolerance 1 %. The share's own bucket holds one second more: 150/50 = 3 s, within that.
  it('first throttles 900 s into the load, then every fourth request', () => {
    const start = 301_000;
    const [early, late] = [start + 891_000, start + 909_000];
    const durationMs = start + 1_500_000;
    const scenario = scenarioOf({
      durationMs,
      warmupMs: 0,
      windows: { before: [0, early], around: [early, late], after: [late, durationMs] },
      partition: instant,
      limit: { share: { reads: 150, writes: null }, bankSeconds: 300 },
      workload: {
        arrivals: 'even',
        ratePerSecond: [
          [0, 0],
          [start, 200],
        ],
      },
    });
    const result = replicate(scenario, 'none', 1);
    expect(result.mean('before:attempts.throttled')).toBe(0);
    expect(result.mean('around:attempts.throttled')).toBeGreaterThan(0);
    expectRelative(result.mean('after:attempts.throttledShare'), 0.25, 0.01);
  });

  // A bank that starts full needs no idle time: the same 900 s.
  it('first throttles 900 s into the load from a full bank', () => {
    const scenario = scenarioOf({
      durationMs: 1_000_000,
      warmupMs: 0,
      windows: { before: [0, 891_000], around: [891_000, 909_000] },
      partition: instant,
      limit: { share: { reads: 150, writes: null }, bankSeconds: 300, bankStartsFull: true },
      workload: { arrivals: 'even', ratePerSecond: 200 },
    });
    const result = replicate(scenario, 'none', 1);
    expect(result.mean('before:attempts.throttled')).toBe(0);
    expect(result.mean('around:attempts.throttled')).toBeGreaterThan(0);
  });

  // F.D5: burst does not lift the ceiling. With 3,000/s of it and a full bank, 4,000/s are throttled by 1 − 3/4 as soon
  // as the ceiling's depth of one second, 3,000 units at 1,000/s over, is spent: after 3 s.
  it('does not lift the ceiling', () => {
    const scenario = scenarioOf({
      durationMs: 30_000,
      warmupMs: 0,
      windows: { before: [0, 2_990], after: [3_010, 30_000] },
      partition: instant,
      limit: { ceiling: { reads: 3000, writes: null }, share: { reads: 500, writes: null }, bankStartsFull: true },
      workload: { arrivals: 'even', ratePerSecond: 4000 },
    });
    const result = replicate(scenario, 'none', 1);
    expect(result.mean('before:attempts.throttled')).toBe(0);
    expectRelative(result.mean('after:attempts.throttledShare'), 0.25, 0.01);
  });
});

describe('ceiling (P.T4)', () => {
  // Tokens are conserved: C = 1,000/s get through, 1 − C/λ of Poisson λ = 1,500/s do not. The noise is that of the
  // arrivals alone, (C/λ)/(1−C/λ)/√(λT) = 2/√(1,500·450) = .24 % of the share; published tolerance 1 %.
  it('throttles a third of 1,500/s and accepts 1,000/s', () => {
    const scenario = scenarioOf({
      durationMs: 100_000,
      partition: instant,
      limit: { ceiling: { reads: 1000, writes: null } },
      workload: { ratePerSecond: 1500 },
    });
    const result = replicate(scenario);
    expectRelative(result.mean('attempts.throttledShare'), throttledShare(1500, 1000), 0.01);
    expectRelative(result.mean('throughput.perSecond'), 1000, 0.01);
  });

  // F.D1: reads and writes are limited apart, so a third of the reads and none of the writes. .5 % noise at T = 90 s.
  it('limits reads and writes apart', () => {
    const scenario = scenarioOf({
      durationMs: 100_000,
      partition: instant,
      limit: { ceiling: { reads: 1000, writes: 1000 } },
      workload: [
        { name: 'reads-only', ratePerSecond: 1500 },
        { name: 'writes-only', ratePerSecond: 500, reads: 0 },
      ],
    });
    const result = replicate(scenario, 'none', 1);
    expectRelative(result.mean('reads.attempts.throttledShare'), 1 / 3, 0.02);
    expect(result.mean('writes.attempts.throttled')).toBe(0);
  });
});
