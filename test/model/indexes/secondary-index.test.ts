/** Indexes by themselves: where entries go, what waits, who has none. */
import { describe, expect, test } from 'vitest';
import type { AttributeConfig, IndexConfig } from '../../../src/model/config.ts';
import { HashPlacement } from '../../../src/model/placement/hash.ts';
import { recordWith } from '../../support/lever-run.ts';
import { type Changes, metronome, small, stream } from '../../support/small.ts';

const status: AttributeConfig = { name: 'status', kind: 'sequential', count: 3, first: 1 };
const event: AttributeConfig = { name: 'event', kind: 'unique' };
const minute: AttributeConfig = { name: 'minute', kind: 'minute', startMs: 55_000 };

const index = (key: string, more: Partial<IndexConfig> = {}): IndexConfig => ({
  name: 'by',
  key,
  partitions: 7,
  writesPerSecond: null,
  entryBytes: null,
  lagMs: 1000,
  ...more,
});

/** The first index after a run; 99 writes in ten seconds unless told otherwise. */
function indexAfter(indexes: readonly IndexConfig[], changes: Changes = {}) {
  const workload = [metronome(9.95, { reads: 0, attributes: [status, event, minute] })];
  const scenario = small({ workload, ...changes, store: { ...changes.store, indexes } });
  return recordWith(scenario, []).simulation.table!.indexes!.all[0]!;
}

/** Units by partition, of entries with these keys. */
function placed(keys: readonly string[]): number[] {
  const units = new Array(7).fill(0);
  for (const key of keys) units[new HashPlacement(7).place(key)]++;
  return units;
}

const numbers = Array.from({ length: 99 }, (_, n) => n);

describe('an entry', () => {
  test('lies where its key is hashed to, which is made of what the write carries', () => {
    const units = (key: string) => [...indexAfter([index(key)]).takenUnits];
    expect(units('{status}')).toEqual(placed(numbers.map((n) => `${1 + (n % 3)}`)));
    expect(units('{status}#{event%10}')).toEqual(placed(numbers.map((n) => `${1 + (n % 3)}#${n % 10}`)));
    expect(units('of {key}')).toEqual(placed(numbers.map(() => 'of celebrity')));
    const seconds = numbers.map((n) => 55 + (n + 1) / 9.95);
    expect(units('{minute}')).toEqual(placed(seconds.map((at) => `1970-01-01T00:0${at < 60 ? 0 : 1}`)));
  });

  test('is as large as the item, or as it is said to be', () => {
    const large = { workload: [metronome(9.95, { reads: 0, sizeBytes: 3000 })] };
    const units = (entryBytes: number | null) =>
      indexAfter([index('{key}', { entryBytes })], large).takenUnits.reduce((sum, taken) => sum + taken, 0);
    expect([units(null), units(1024), units(1025)]).toEqual([3 * 99, 99, 2 * 99]);
  });

  test('is there for writes alone, and for those that carry all of its key', () => {
    const mixed = [
      metronome(9.95, { reads: 0, attributes: [status] }),
      metronome(9.95, { name: 'bare', reads: 0 }),
      metronome(9.95, { name: 'readers', reads: 1, attributes: [status] }),
    ];
    const units = (key: string) =>
      indexAfter([index(key)], { workload: mixed }).takenUnits.reduce((sum, taken) => sum + taken, 0);
    expect([units('{status}'), units('{key}')]).toEqual([99, 2 * 99]);
  });
});

describe('the random part of a key', () => {
  // 10,000 writes over 7 numbers, each a partition or not by its hash: no share is off by more than 4.5 standard errors.
  test('is even', () => {
    const many = { workload: [metronome(1000, { reads: 0 })], partition: { serviceMeanMs: 0.1 } };
    const taken = indexAfter([index('{random:7}')], many).takenUnits;
    const expected = placed(['0', '1', '2', '3', '4', '5', '6']).map((keys) => keys / 7);
    const total = taken.reduce((sum, units) => sum + units, 0);
    for (const [p, share] of expected.entries()) {
      const error = 4.5 * Math.sqrt((share * (1 - share)) / total);
      expect(Math.abs(taken[p]! / total - share)).toBeLessThanOrEqual(error);
    }
  });

  // An index partition without room turns the same write away again and again: its number does not change between attempts.
  test('stays the same when a write is tried again', () => {
    const retry = { attempts: 3, baseMs: 1, capMs: 1, jitter: 'none' as const, quota: null };
    const full = index('{random:7}', { writesPerSecond: 1e-3, lagMs: 0 });
    const once = indexAfter([full], { limit: { ceilingDepthSeconds: 1 } });
    const thrice = indexAfter([full], { limit: { ceilingDepthSeconds: 1 }, clients: { retry } });
    expect([...thrice.offeredUnits]).toEqual([...once.offeredUnits].map((units) => 3 * units));
  });
});

describe('a partition of an index', () => {
  // 10 units saved up, 20 that may wait, 10/s for ten seconds: of 500 writes 130 get in, and the last of them waits for two seconds.
  test('takes what it has saved, what may wait, and what it does in the time', () => {
    const workload = [metronome(50, { reads: 0 })];
    const by = indexAfter([index('{key}', { writesPerSecond: 10, lagMs: 2000 })], { workload });
    const taken = by.takenUnits.reduce((sum, units) => sum + units, 0);
    expect(Math.abs(taken - 130)).toBeLessThanOrEqual(1);
    expect(taken + by.throttled).toBe(499);
    expect(by.mostLagMs).toBeLessThanOrEqual(2000);
    expect(by.mostLagMs).toBeGreaterThan(2000 - 1000 / 10);
  });

  test('that is never asked for more than it takes is never behind', () => {
    const workload = [metronome(9.95, { reads: 0 })];
    const by = indexAfter([index('{key}', { writesPerSecond: 10, lagMs: 0 })], { workload });
    expect([by.throttled, by.mostLagMs]).toEqual([0, 0]);
  });

  test('takes nothing for a write that the table turned away, and the table nothing for one that the index did', () => {
    const workload = [metronome(50, { reads: 0 })];
    const limit = { ceiling: { reads: null, writes: 10 } };
    const tight = indexAfter([index('{key}', { writesPerSecond: 1000 })], { workload, limit });
    expect(tight.takenUnits.reduce((sum, units) => sum + units, 0)).toBeLessThanOrEqual(10 + 10 * 10);
    const all = [index('{key}', { writesPerSecond: 1, lagMs: 0 }), index('{key}', { name: 'other' })];
    const { simulation } = recordWith(small({ workload, store: { indexes: all } }), []);
    const [first, second] = simulation.table!.indexes!.all;
    expect([...second!.takenUnits]).toEqual([...first!.takenUnits]);
    expect(second!.throttled).toBe(0);
    expect(simulation.table!.throttledByIndex).toBe(first!.throttled);
  });
});

test('a queue that is full keeps a write from the index', () => {
  const workload = [stream(300, { reads: 0 })];
  const { simulation, partitions } = recordWith(
    small({
      workload,
      partition: { serviceMeanMs: 10, queueCapacity: 2 },
      store: { indexes: [index('{key}')] },
    }),
    [],
  );
  const served = simulation.store.partitions.reduce((sum, partition) => sum + partition.served, 0);
  expect(simulation.table!.indexes!.all[0]!.takenUnits.reduce((sum, units) => sum + units, 0)).toBe(served);
  expect(partitions.offered().writeUnits.reduce((sum, units) => sum + units, 0)).toBeGreaterThan(2 * served);
});
