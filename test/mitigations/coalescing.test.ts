import { describe, expect, test } from 'vitest';
import { lever, metricsOf, metronome, stream } from '../support/small.ts';

// A fetch from 10 to 105 ms; the reads at 20 … 100 ms join it; the next leads at 110 ms: one fetch for ten reads.
const slow = {
  partition: { service: { kind: 'deterministic' }, serviceMeanMs: 95, servers: 100 },
  workload: [metronome(100)],
} as const;

describe('coalescing', () => {
  test('makes one fetch of all reads that come while it is under way', () => {
    const metrics = metricsOf({ ...slow, plan: [lever('coalescing')] });
    expect([metrics['requests.offered'], metrics['attempts.total']]).toEqual([999, 100]);
    expect(metrics['coalescing.joinedShare']).toBeCloseTo(899 / 999, 12);
    expect(metrics['latencyMs.max']).toBeCloseTo(95, 9);
    // The leader takes 95 ms and those who join 85, 75, …, 5: 500 ms for ten reads. The last round has only nine.
    expect(metrics['latencyMs.mean']).toBeCloseTo((100 * 500 - 5) / 999, 9);
  });

  test('shares within a process, or among all of them', () => {
    const changes = { ...slow, clients: { processes: 4 } };
    const own = metricsOf({ ...changes, plan: [lever('coalescing', { scope: 'process' })] });
    const shared = metricsOf({ ...changes, plan: [lever('coalescing', { scope: 'shared' })] });
    expect(shared['attempts.total']).toBe(100);
    expect(own['attempts.total']).toBeGreaterThan(200);
    expect(own['attempts.total']).toBeLessThanOrEqual(400);
  });

  // The first flight is under way from 10 ms, and those of 20, 30, 40 and 50 ms are in it; that of 60 ms leads the next, and so on every 100 ms.
  test('in an app server ends with it: who joined has an error, and who comes next flies anew', () => {
    const crashed = (process: number | null, options: Parameters<typeof lever>[1]) => {
      const faults = [{ kind: 'app-crash', atMs: 55, process }] as const;
      const metrics = metricsOf({ ...slow, faults, plan: [lever('coalescing', options)] });
      return [metrics['requests.dropped'], metrics['attempts.total']];
    };
    for (const process of [null, 0]) expect(crashed(process, { scope: 'process' })).toEqual([4, 1 + 100]);
    expect(crashed(null, { scope: 'shared' })).toEqual([0, 100]);
  });

  test('leaves writes and other keys alone', () => {
    const writes = metricsOf({ ...slow, workload: [metronome(100, { reads: 0 })], plan: [lever('coalescing')] });
    expect(writes['attempts.total']).toBe(999);
    const others = metricsOf({ ...slow, plan: [lever('coalescing', { keys: ['other'] })] });
    expect([others['attempts.total'], others['coalescing.joinedShare']]).toEqual([999, 0]);
  });

  test('shares the error, too: who joined a fetch that timed out fails with it', () => {
    const metrics = metricsOf({ ...slow, clients: { timeoutMs: 55 }, plan: [lever('coalescing')] });
    expect([metrics['requests.dropped'], metrics['attempts.timedOut']]).toEqual([999, 167]);
  });

  // Of the ten reads of a round, at 10, 20, …, 100 ms, the first leads until 105 ms; those up to 70 ms lose patience after 28 and fetch for
  // themselves, 95 ms; the last three share the flight's answer. The next flight begins at 110 ms.
  test('lets those who have waited for too long go to the store themselves', () => {
    const metrics = metricsOf({ ...slow, plan: [lever('coalescing', { timeout: 28 })] });
    expect(metrics['attempts.total']).toBe(700);
    expect(metrics['coalescing.joinedShare']).toBeCloseTo(299 / 999, 12);
    expect(metrics['latencyMs.max']).toBeCloseTo(28 + 95, 9);
    // 95 for the leader, 123 six times, and 25, 15 and 5: 878 ms; the last round lacks the last of them.
    expect(metrics['latencyMs.mean']).toBeCloseTo((100 * 878 - 5) / 999, 9);
  });

  test('is what it was where nobody waits for as long', () => {
    const run = (timeout: number | undefined) =>
      metricsOf({ ...slow, plan: [lever('coalescing', { timeout: timeout as number })] });
    expect({ ...run(1000), 'engine.events': 0 }).toEqual({ ...run(undefined), 'engine.events': 0 });
  });

  test('lets those who joined a fetch that failed try for themselves, if errors are not shared', () => {
    const changes = { ...slow, clients: { timeoutMs: 55 } };
    const own = metricsOf({ ...changes, plan: [lever('coalescing', { errors: 'own' })] });
    expect([own['requests.dropped'], own['attempts.timedOut']]).toEqual([999, 999]);
    expect(own['latencyMs.max']).toBeNull();
  });

  // One fetch in twenty takes 381 ms, the others 1 ms. Alone, one read in twenty is slow. Reads come every 10 ms, so a
  // slow fetch collects 38 more, and most reads have to do with one.
  test('backfires when a fetch is slow: it becomes the answer of everybody who joined', () => {
    const valuesMs = [...Array<number>(19).fill(1), 381];
    const changes = {
      durationMs: 60_000,
      partition: { service: { kind: 'empirical', valuesMs }, serviceMeanMs: 20, servers: 100 },
      workload: [metronome(100)],
    } as const;
    const [none, joined] = [metricsOf(changes), metricsOf({ ...changes, plan: [lever('coalescing')] })];
    expect(none['latencyMs.p50']).toBeLessThan(1.1);
    expect(joined['latencyMs.p50']).toBeGreaterThan(50);
    expect(joined['latencyMs.mean']).toBeGreaterThan(3 * none['latencyMs.mean']!);
  });

  test('does not coalesce what does not overlap', () => {
    const metrics = metricsOf({ workload: [stream(1)], durationMs: 20_000, plan: [lever('coalescing')] });
    expect(metrics['attempts.total']).toBe(metrics['requests.offered']);
  });
});
