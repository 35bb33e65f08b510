import { describe, expect, test } from 'vitest';
import { lever, metricsOf, metronome, stream } from '../support/small.ts';

const ranges = { store: { partitions: 8, placement: { kind: 'range', boundaries: null } } } as const;
const ascending = { kind: 'sequential', count: 100_000, prefix: 'event:' } as const;
const prefix = (options: Parameters<typeof lever>[1]) => [lever('random-prefix', options)];

describe('random-prefix', () => {
  // 10,000 keys by hash on eight prefixes: 1,250 ± 33 each.
  test('spreads ascending keys over as many partitions as prefixes', () => {
    const changes = { ...ranges, workload: [metronome(1000, { keys: ascending, reads: 0 })] };
    expect(metricsOf(changes)['load.topShare']).toBe(1);
    const metrics = metricsOf({ ...changes, plan: prefix({ prefixes: 8 }) });
    expect(Math.abs(metrics['load.topShare']! - 1 / 8)).toBeLessThan(0.0033 * 4.5);
    const two = metricsOf({ ...changes, plan: prefix({ prefixes: 2 }) });
    expect(Array.from({ length: 8 }, (_, p) => two[`partition.${p}.throughputPerSecond`]! > 0)).toEqual([
      true,
      false,
      false,
      false,
      true,
      false,
      false,
      false,
    ]);
  });

  // Each prefix holds the order of all keys again, so keys that were even before are even behind any number of prefixes.
  test.each([2, 3, 8, 100])('leaves the load even where it was, behind %s prefixes', (prefixes) => {
    const keys = { kind: 'uniform', count: 4000, prefix: 'event:' } as const;
    const metrics = metricsOf({ ...ranges, workload: [stream(2000, { keys })], plan: prefix({ prefixes }) });
    expect(metrics['load.topShare']).toBeLessThan(0.145);
  });

  test('a key is found again: writes and point reads cost what they did, and nothing is missing', () => {
    const keys = { kind: 'uniform', count: 20, prefix: 'event:' } as const;
    const metrics = metricsOf({ ...ranges, workload: [stream(300, { keys, reads: 0.5 })], plan: prefix({}) });
    expect(metrics['attempts.perRequest']).toBe(1);
    expect([metrics['ledger.missing'], metrics['ledger.stale']]).toEqual([0, 0]);
  });

  test('backfires where ranges are read: every prefix is asked', () => {
    const keys = { kind: 'uniform', count: 2000, prefix: 'event:' } as const;
    const changes = { ...ranges, workload: [stream(400, { keys, reads: 0.5 })] };
    const metrics = metricsOf({ ...changes, plan: prefix({ prefixes: 16, reads: 'range' }) });
    expect(metrics['reads.attempts.perRequest']).toBe(16);
    expect(metrics['writes.attempts.perRequest']).toBe(1);
    expect(metrics['ledger.missing']).toBe(0);
    expect(metrics['reads.latencyMs.mean']).toBeGreaterThan(2 * metricsOf(changes)['reads.latencyMs.mean']!);
  });

  test('leaves other keys alone', () => {
    const changes = { ...ranges, workload: [metronome(300, { keys: ascending, reads: 0 })] };
    expect(metricsOf({ ...changes, plan: prefix({ keys: ['other'] }) })['load.topShare']).toBe(1);
  });
});
