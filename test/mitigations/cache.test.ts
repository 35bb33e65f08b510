import { describe, expect, test } from 'vitest';
import { lever, metricsOf, metronome, stream } from '../support/small.ts';

const constant = { partition: { service: { kind: 'deterministic' } } } as const;

describe('cache', () => {
  // Reads at 10, 20, … ms; a miss at t comes back at t + 1 and expires at t + 1001, so the next miss is the read at
  // t + 1010: one in 101. Of 999 reads 10 miss.
  test('answers all reads but one per time to live', () => {
    const metrics = metricsOf({ ...constant, workload: [metronome(100)], plan: [lever('cache', { ttl: 1000 })] });
    expect(metrics['requests.offered']).toBe(999);
    expect(metrics['attempts.total']).toBe(10);
    expect(metrics['cache.hitRatio']).toBeCloseTo(989 / 999, 12);
    expect(metrics['latencyMs.max']).toBeCloseTo(1, 9);
    expect(metrics['latencyMs.mean']).toBeCloseTo((989 * 0.5 + 10 * 1) / 999, 9);
    expect(metrics['bill.memoryEntries']).toBe(1);
  });

  test('answers at once where a hit costs nothing', () => {
    const metrics = metricsOf({
      ...constant,
      workload: [metronome(100)],
      plan: [lever('cache', { ttl: 1000, hit: 0 })],
    });
    expect(metrics['latencyMs.mean']).toBeCloseTo(10 / 999, 9);
  });

  test('does nothing for writes, nor for keys that it is not told of', () => {
    const writes = metricsOf({ workload: [stream(100, { reads: 0 })], plan: [lever('cache')] });
    expect(writes['attempts.total']).toBe(writes['requests.offered']);
    const others = metricsOf({ workload: [stream(100)], plan: [lever('cache', { keys: ['other', 'cel'] })] });
    expect([others['cache.hitRatio'], others['attempts.total']]).toEqual([0, others['requests.offered']]);
  });

  test('a failed fetch is not kept', () => {
    const limit = { ceiling: { reads: 1, writes: 1 }, ceilingDepthSeconds: 0.001 };
    const metrics = metricsOf({ limit, workload: [stream(100)], plan: [lever('cache')] });
    expect([metrics['cache.hitRatio'], metrics['requests.served'], metrics['bill.memoryEntries']]).toEqual([0, 0, 0]);
  });

  // An answer is read before it comes back, lives for the time to live, and takes a hit's delay to be given: no reader
  // learns of a write later than fetch + ttl + hit after its acknowledgement. In either order with coalescing: a reader
  // who joined another's hit must not start its life afresh.
  test.each([
    ['alone', [] as const],
    ['in front of coalescing', ['after'] as const],
    ['behind coalescing', ['before'] as const],
  ])('%s, is stale by its time to live at the most', (_, [place]) => {
    const cache = lever('cache', { ttl: 200, hit: 50 });
    const plan =
      place === undefined ? [cache] : place === 'after' ? [cache, lever('coalescing')] : [lever('coalescing'), cache];
    const workload = [metronome(100), metronome(20, { name: 'writes', reads: 0 })];
    const metrics = metricsOf({ ...constant, workload, plan });
    expect(metrics['ledger.stale']).toBeGreaterThan(100);
    expect(metrics['ledger.staleMs.max']).toBeGreaterThan(100);
    expect(metrics['ledger.staleMs.max']).toBeLessThanOrEqual(2 + 200 + 50);
  });

  // Every process writes and reads: with one of them all stale answers miss a write of its own, with 20 most are others' writes.
  test('a process that writes does not read its own write while the old answer lives', () => {
    const changes = { workload: [stream(200, { reads: 0.8 })], plan: [lever('cache', { ttl: 100 })] };
    const [one, twenty] = [1, 20].map((processes) => metricsOf({ ...changes, clients: { processes } }));
    expect(one!['ledger.unseenOwnWrites']).toBeGreaterThan(500);
    expect(one!['ledger.unseenOwnWrites']).toBe(one!['ledger.stale']!);
    expect(twenty!['ledger.unseenOwnWrites']).toBeLessThan(one!['ledger.unseenOwnWrites']! / 2);
    expect(metricsOf({ ...changes, plan: [] })['ledger.unseenOwnWrites']).toBe(0);
  });

  // The first fetch takes 200 ms, in which 20 reads come: all of them go to the store, one behind the other.
  test('backfires cold: everybody who comes before the first answer misses, unless coalescing stands behind', () => {
    const changes = {
      partition: { service: { kind: 'deterministic' }, serviceMeanMs: 200 },
      workload: [metronome(100)],
    } as const;
    const cold = metricsOf({ ...changes, plan: [lever('cache', { ttl: 60_000 })] });
    const guarded = metricsOf({ ...changes, plan: [lever('cache', { ttl: 60_000 }), lever('coalescing')] });
    expect(cold['attempts.total']).toBeGreaterThanOrEqual(20);
    expect(guarded['attempts.total']).toBe(1);
    expect(cold['latencyMs.max']).toBeGreaterThan(3000);
    expect(guarded['latencyMs.max']).toBeCloseTo(200, 9);
  });
});
