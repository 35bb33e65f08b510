import { describe, expect, test } from 'vitest';
import { run } from '../../src/experiment/run.ts';
import { splitForSize } from '../../src/mitigations/split-for-size.ts';
import { GENERATED } from '../support/generators.ts';
import { type Changes, lever, metricsOf, metronome, small } from '../support/small.ts';

/** 100 writes/s of 1,000 bytes to one partition, for 10 s. */
const changes: Changes = {
  durationMs: 10_000,
  store: { partitions: 1 },
  workload: [metronome(100, { reads: 0, sizeBytes: 1000, keys: { kind: 'uniform', count: 1000, prefix: 'k:' } })],
};
const plan = (options: Parameters<typeof lever>[1]) => [
  lever('split-for-size', { copy: 1000, freeze: 0, every: 100, splits: 8, ...options }),
];
const splits = (options: Parameters<typeof lever>[1], more: Changes = {}) =>
  run(small({ ...changes, ...more, plan: plan(options) }), GENERATED).events.flatMap(({ kind, atMs }) =>
    kind === 'split' ? [atMs] : [],
  );

describe('split-for-size', () => {
  // 250 kB are left, which 100 kB/s fill in 2.5 s; a look and 1 s of copying later the keys have moved.
  test('splits a partition when it is full', () => {
    const [first, ...others] = splits({ size: 1_000_000, filled: 750_000 });
    expect(first).toBeGreaterThanOrEqual(3500);
    expect(first).toBeLessThanOrEqual(3800);
    // Both halves begin with 425 kB, at most, and get 50 kB/s each: 700 to 750 kB at the end.
    expect(others).toEqual([]);
  });

  test('and its halves when they are', () => {
    // 340 kB, then 50 kB/s and 170 kB each: 190 kB are left at the first split, 3.4 s further on.
    const times = splits({ size: 360_000, filled: 20_000 });
    expect(times).toHaveLength(3);
    expect(times[0]).toBeGreaterThan(4300);
    expect(times[1]! - times[0]!).toBeGreaterThan(2500);
  });

  test('halves what it is asked for, too', () => {
    const metrics = metricsOf({ ...changes, plan: plan({ size: 1_000_000, filled: 999_000 }) });
    expect(metrics['load.topShare']).toBeLessThan(0.65);
  });

  test('never splits a single key', () => {
    const keys = { kind: 'single', key: 'one' } as const;
    expect(splits({ size: 1000 }, { workload: [metronome(100, { reads: 0, sizeBytes: 1000, keys })] })).toEqual([]);
  });

  test('is not asked for by reads', () => {
    expect(splits({ size: 1000 }, { workload: [metronome(100, { reads: 1, sizeBytes: 1000 })] })).toEqual([]);
  });

  // The other one looks just as often, finds nothing hot, and needs no keys: those that this one needs are kept all the same.
  test('is not disturbed by another lever that splits', () => {
    const size = plan({ size: 1_000_000, filled: 750_000 });
    const heat = lever('split-for-heat', { requests: 1e9, every: 100 });
    const { events } = run(small({ ...changes, plan: [...size, heat] }), GENERATED);
    expect(events.filter(({ kind }) => kind === 'split')).toHaveLength(1);
  });

  test('has its partitions beside those of another lever that splits', () => {
    const { model } = small({ plan: [lever('split-for-heat', { splits: 3 }), ...plan({ splits: 2 })] });
    const draft = structuredClone(model);
    splitForSize.patch!(draft, { splits: 2 } as never);
    splitForSize.patch!(draft, { splits: 3 } as never);
    expect(draft.store.sparePartitions).toBe(5);
  });
});
