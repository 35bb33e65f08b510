import { describe, expect, test } from 'vitest';
import { lever, metricsOf, stream } from '../support/small.ts';

/** A store that lets 200/s through and turns the rest away at no cost. */
const narrow = {
  durationMs: 400_000,
  limit: { ceiling: { reads: 200, writes: 200 }, ceilingDepthSeconds: 0.1 },
  workload: [stream(1000)],
} as const;

describe('client-throttle', () => {
  // P.R16. In balance a client sends what is K times what it sees accepted: with p the share it refuses, (requests − K·accepts)/requests = p
  // and requests·(1 − p) = K·accepts. K = 2 and 200/s accepted are 400/s sent.
  test.each([2, 3])('sends K = %d times what is accepted', (k) => {
    const metrics = metricsOf({ ...narrow, plan: [lever('client-throttle', { k })] });
    const seconds = narrow.durationMs / 1000;
    const reached = (metrics['attempts.total']! - metrics['attempts.refused']!) / seconds;
    expect(Math.abs(reached / (200 * k) - 1)).toBeLessThan(0.04);
    expect(Math.abs(metrics['requests.served']! / seconds / 200 - 1)).toBeLessThan(0.04);
  });

  // But for the first calls, of which none has been served yet: the formula gives the second one an even chance.
  test('refuses nobody where all is well', () => {
    const metrics = metricsOf({ workload: [stream(500)], plan: [lever('client-throttle')] });
    expect(metrics['attempts.refused']).toBeLessThanOrEqual(2);
  });

  // Calls under way are no accepts yet: of 500/s with a network of 50 ms each way fifty are always under way.
  test('backfires with K = 1: it refuses while all is well', () => {
    const metrics = metricsOf({
      workload: [stream(500)],
      store: { networkMs: 50 },
      plan: [lever('client-throttle', { k: 1 })],
    });
    expect(metrics['attempts.refused']).toBeGreaterThan(50);
  });

  test('counts each partition apart where it is told to', () => {
    const changes = {
      ...narrow,
      durationMs: 60_000,
      limit: { ...narrow.limit, ceiling: { reads: 100, writes: null } },
      workload: [stream(1000), stream(50, { name: 'calm', keys: { kind: 'single', key: 'elsewhere' } })],
      store: { placement: { kind: 'range', boundaries: ['d'] } },
    } as const;
    const calm = (per: string) => metricsOf({ ...changes, plan: [lever('client-throttle', { per })] });
    expect(calm('partition')['calm.requests.failedShare']).toBe(0);
    expect(calm('store')['calm.requests.failedShare']).toBeGreaterThan(0.3);
  });
});
