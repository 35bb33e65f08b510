import { describe, expect, test } from 'vitest';
import { TIMED_OUT } from '../../src/model/codes.ts';
import { GENERATED } from '../support/generators.ts';
import { observe } from '../support/observe.ts';
import { lever, metricsOf, metronome, small, stream } from '../support/small.ts';

const constant = { service: { kind: 'deterministic' } } as const;
const until = (ratePerSecond: number, untilMs: number) =>
  ({
    arrivals: {
      kind: 'even',
      steps: [
        { fromMs: 0, ratePerSecond },
        { fromMs: untilMs, ratePerSecond: 0 },
      ],
    },
  }) as const;

/** Increments every 10 ms for two seconds, reads every 20 ms for all of five. */
const counted = {
  store: { partitions: 12 },
  durationMs: 5000,
  partition: constant,
  workload: [stream(0, { ...until(100, 1995), reads: 0 }), metronome(50, { name: 'readers' })],
};

describe('sharded-counter', () => {
  test('spreads increments over its shards, and leaves readers where they were', () => {
    const metrics = metricsOf({ ...counted, plan: [lever('sharded-counter')] });
    expect(metrics['ledger.acknowledged']).toBe(199);
    expect(metrics['readers.attempts.perRequest']).toBe(1);
    expect([metrics['ledger.lost'], metrics['ledger.duplicated']]).toEqual([0, 0]);
  });

  // The first increment ends at 11 ms. A sum begins at 1011 ms, and the next a second after the total of the first was stored: it finds the
  // last increment, of 1990 ms. Nobody has written since it began, so it is the last.
  test('has a job that adds them up while somebody writes, and then rests', () => {
    const log = observe(small({ ...counted, plan: [lever('sharded-counter')] }), GENERATED);
    const sums = log.events.filter(({ kind, background, op }) => kind === 'issued' && background && op === 0);
    const totals = log.events.filter(({ kind, background, op }) => kind === 'issued' && background && op === 1);
    expect([sums.length, totals.length]).toEqual([2, 2]);
    expect(log.items.get('celebrity')).toBe(199);
    expect(log.drained).toBe(true);
    const late = log.events.filter(({ kind, at, returned }) => kind === 'settled' && at > 2020 && returned !== 199);
    expect(late).toEqual([]);
  });

  // Ages run from 0 to what lies between two sums and what they take: 1 s, 1 ms for the legs, 1 ms for the total; the oldest answer was given
  // just before a total was stored, of which the first increment that it lacked had come 10 ms after the sum before.
  test('answers with totals as old as the time between two sums', () => {
    const workload = [metronome(100, { reads: 0 }), metronome(90, { name: 'readers' })];
    const metrics = metricsOf({ ...counted, workload, plan: [lever('sharded-counter')] });
    expect(metrics['ledger.staleShare']).toBeGreaterThan(0.95);
    expect(metrics['ledger.staleMs.max']).toBeGreaterThan(980);
    expect(metrics['ledger.staleMs.max']).toBeLessThan(1015);
    expect(Math.abs(metrics['ledger.staleMs.p50']! - 500)).toBeLessThan(30);
    const often = metricsOf({ ...counted, workload, plan: [lever('sharded-counter', { every: 100 })] });
    expect(often['ledger.staleMs.max']).toBeLessThan(115);
    expect(often['bill.readUnits']).toBeGreaterThan(1.5 * metrics['bill.readUnits']!);
  });

  test('is never stale where readers gather, at the price of as many reads as there are shards', () => {
    const metrics = metricsOf({ ...counted, plan: [lever('sharded-counter', { reads: 'gather', shards: 4 })] });
    expect([metrics['ledger.stale'], metrics['ledger.missing']]).toEqual([0, 0]);
    expect(metrics['readers.attempts.perRequest']).toBe(4);
    expect(metrics['attempts.total']).toBe(199 + 4 * metrics['readers.requests.offered']!);
  });

  // Three app servers add up locally, shards take what they bring, the job adds up the shards: three stages, and nothing gets lost on the way.
  test('behind write-coalescing, spreads what app servers have added up', () => {
    const plan = [lever('write-coalescing', { window: 200 }), lever('sharded-counter', { shards: 4, every: 300 })];
    const log = observe(small({ ...counted, clients: { processes: 3 }, plan }), GENERATED);
    expect([log.drained, log.lost, log.acknowledged]).toEqual([true, 0, 199]);
    const shards = [0, 1, 2, 3].map((k) => log.items.get(`celebrity#${k}`) ?? 0);
    expect(shards.reduce((a, b) => a + b)).toBe(199);
    expect(log.items.get('celebrity')).toBe(199);
    const writes = log.events.filter(({ kind, op }) => kind === 'started' && op === 1);
    expect(writes.length).toBeLessThan(60);
  });

  // The partition of a shard stands still for a second: sums come to nothing until it goes on, and then find what has waited there.
  test('tries again when a sum comes to nothing', () => {
    const changes = {
      ...counted,
      clients: { timeoutMs: 50 },
      faults: [{ kind: 'pause', atMs: 500, forMs: 1000, key: 'celebrity#0', partition: null }] as const,
      plan: [lever('sharded-counter', { every: 100 })],
    };
    const log = observe(small(changes), GENERATED);
    const failed = log.events.filter(
      ({ kind, background, end }) => kind === 'ended' && background && end === TIMED_OUT,
    );
    expect(failed.length).toBeGreaterThan(5);
    expect(log.items.get('celebrity')).toBe(199);
  });

  test('leaves other keys alone', () => {
    const metrics = metricsOf({ ...counted, plan: [lever('sharded-counter', { keys: ['other'] })] });
    expect(metrics['attempts.total']).toBe(metrics['requests.offered']);
    expect(metrics['ledger.stale']).toBe(0);
  });
});
