import { describe, expect, test } from 'vitest';
import { lever, metricsOf, metronome } from '../support/small.ts';

/** A write of 20 ms a second, given up after 10 ms and tried once more 5 ms later: it had worked, both times. */
const twice = {
  durationMs: 10_500,
  partition: { service: { kind: 'deterministic' }, serviceMeanMs: 20, servers: 2 },
  clients: {
    timeoutMs: 10,
    retry: { attempts: 2, baseMs: 5, capMs: null, jitter: 'none', quota: null },
  },
  workload: [metronome(1, { reads: 0 })],
} as const;

describe('idempotency-keys', () => {
  test('a write that comes again is not applied again', () => {
    const none = metricsOf(twice);
    expect([none['requests.offered'], none['attempts.total'], none['ledger.duplicated']]).toEqual([10, 20, 10]);
    const known = metricsOf({ ...twice, plan: [lever('idempotency-keys')] });
    expect([known['attempts.total'], known['ledger.duplicated']]).toEqual([20, 0]);
  });

  // The first attempt is applied after 20 ms, the second 15 ms later.
  test.each([
    [15.001, 0],
    [14.999, 10],
    [0, 10],
  ])('kept for %s ms leaves %i duplicates', (ttl, duplicated) => {
    expect(metricsOf({ ...twice, plan: [lever('idempotency-keys', { ttl })] })['ledger.duplicated']).toBe(duplicated);
  });

  test('costs units on every attempt, and memory for every write of the time', () => {
    const none = metricsOf(twice);
    const record = metricsOf({ ...twice, plan: [lever('idempotency-keys')] });
    expect([none['bill.writeUnits'], record['bill.writeUnits']]).toEqual([20, 40]);
    expect([none['bill.memoryEntries'], record['bill.memoryEntries']]).toEqual([0, 10]);
    const inItem = metricsOf({ ...twice, plan: [lever('idempotency-keys', { units: 0, ttl: 2500 })] });
    expect([inItem['bill.writeUnits'], inItem['bill.memoryEntries']]).toEqual([20, 3]);
  });

  test('the second attempt of a hedged write is known too', () => {
    const changes = { ...twice, clients: {} };
    const hedged = [lever('hedging', { after: 5, of: 'all', cap: 1, cancel: false })];
    expect(metricsOf({ ...changes, plan: hedged })['ledger.duplicated']).toBe(10);
    expect(metricsOf({ ...changes, plan: [...hedged, lever('idempotency-keys')] })['ledger.duplicated']).toBe(0);
  });

  // 80 writes a second at a ceiling of 100 units a second: their tokens are 60 more than there are.
  test('backfires near a ceiling', () => {
    const changes = {
      limit: { ceiling: { reads: null, writes: 100 }, ceilingDepthSeconds: 0.1 },
      workload: [metronome(80, { reads: 0 })],
    };
    expect(metricsOf(changes)['requests.failed']).toBe(0);
    const throttled = metricsOf({ ...changes, plan: [lever('idempotency-keys')] });
    expect(throttled['requests.failedShare']).toBeCloseTo(1 - 50 / 80, 1);
  });

  // Applied at 1,034 ms, and no follower has it before 1,534 ms; its leader goes at 1,100 ms. Its successor never had the write, nor its token.
  test('a failover that takes a write back takes its token, and the write that comes again is applied', () => {
    const metrics = metricsOf({
      durationMs: 5000,
      store: { partitions: 1, networkMs: 30 },
      partition: { service: { kind: 'deterministic' }, serviceMeanMs: 4 },
      cluster: { ack: 'quorum', replicationMs: [500], patienceMs: { minMs: 100, maxMs: 100 } },
      clients: { retry: { attempts: 9, baseMs: 50, capMs: null, jitter: 'none', quota: null } },
      workload: [metronome(1, { reads: 0, arrivals: { kind: 'moments', steps: [], momentsMs: [1000] } })],
      faults: [
        { kind: 'crash', atMs: 1100, forMs: 1000, key: 'celebrity', partition: null, node: null, silent: false },
      ],
      plan: [lever('idempotency-keys')],
    });
    expect(metrics['attempts.unavailable']).toBeGreaterThan(0);
    const told = ['acknowledged', 'lost', 'duplicated'].map((name) => metrics[`ledger.${name}`]);
    expect(told).toEqual([1, 0, 0]);
  });
});
