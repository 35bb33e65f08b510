import { describe, expect, test } from 'vitest';
import { cache } from '../../src/mitigations/cache.ts';
import { defaultOf } from '../../src/units/option.ts';
import { type Changes, lever, metricsOf, metronome, small, stream } from '../support/small.ts';

/** Reads at 10, 20, … ms of a key that nobody has written, each of 1 ms. */
const nothing: Changes = {
  partition: { service: { kind: 'deterministic' } },
  workload: [metronome(100, { exist: 0 })],
};
const attempts = (changes: Changes) => metricsOf({ ...nothing, ...changes })['attempts.total'];

/** It is made at 2.005 s. */
const author = metronome(1, {
  name: 'author',
  arrivals: { kind: 'moments', steps: [], momentsMs: [2005] },
  exist: 0,
  reads: 0,
});
const made: Changes = { ...nothing, workload: [...nothing.workload!, author] };

describe('a cache that is asked for what does not exist', () => {
  test('sends all such reads to the store, unless it keeps that, too', () => {
    expect(attempts({ plan: [lever('cache', { ttl: 1000 })] })).toBe(999);
    // As of an answer: one in 101 misses.
    expect(attempts({ plan: [lever('cache', { ttl: 1, absent: 1000 })] })).toBe(10);
    expect(attempts({ workload: [metronome(100)], plan: [lever('cache', { ttl: 1000 })] })).toBe(10);
  });

  // Found absent at 10 ms and kept until 3,011 ms: stale for those who were sent from 2,010 to 3,010 ms, 101 of them, one by one 10 ms later.
  test('says so for as long as it is kept, though it has been made', () => {
    const metrics = metricsOf({ ...made, plan: [lever('cache', { ttl: 60_000, absent: 3000 })] });
    expect([metrics['ledger.stale'], metrics['ledger.unseenOwnWrites']]).toEqual([101, 101]);
    expect(metrics['ledger.staleMs.max']).toBeGreaterThan(1000);
    expect(metricsOf({ ...made, plan: [lever('cache', { ttl: 60_000 })] })['ledger.stale']).toBe(0);
  });

  test('hears of its making where writes tell it', () => {
    const told = (writes: 'invalidate' | 'write-through') =>
      metricsOf({ ...made, plan: [lever('cache', { ttl: 60_000, absent: 8000, writes })] });
    expect([told('invalidate')['ledger.stale'], told('invalidate')['reads.attempts.total']]).toEqual([0, 2]);
    expect([told('write-through')['ledger.stale'], told('write-through')['reads.attempts.total']]).toEqual([0, 1]);
  });

  test('finds it anew behind its readers, and keeps the old answer no longer than it may', () => {
    const plan = [lever('cache', { ttl: 60_000, absent: 500, refresh: 'stale', grace: 60_000 })];
    const metrics = metricsOf({ ...made, plan });
    expect(metrics['ledger.stale']).toBeGreaterThan(0);
    expect(metrics['ledger.staleMs.max']).toBeLessThan(520);
  });

  test('does so for the share of the keys that do not exist', () => {
    const keys = { kind: 'uniform', prefix: 'key:', count: 1000 } as const;
    const scan = { ...nothing, workload: [stream(1000, { keys, exist: 0.8 })] };
    const metrics = metricsOf({ ...scan, durationMs: 20_000, plan: [lever('cache', { ttl: 60_000 })] });
    // A fifth of 20,000, and the first read of each of the others.
    expect(Math.abs(metrics['attempts.total']! - (0.2 * 20_000 + 800))).toBeLessThan(500);
  });

  test('is told of it only where something does not exist', () => {
    const table = Object.entries(cache.options).map(([name, spec]) => [name, defaultOf(spec)]);
    const options = Object.fromEntries(table) as Parameters<NonNullable<typeof cache.misfit>>[0];
    const { model } = small();
    expect(cache.misfit!({ ...options, absent: 1000 }, model)?.option).toBe('absent');
    expect(cache.misfit!(options, model)).toBeNull();
    expect(cache.misfit!({ ...options, absent: 1000 }, small(nothing).model)).toBeNull();
  });
});
