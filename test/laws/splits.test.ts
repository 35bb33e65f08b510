/**
 * Splits against arithmetic: what they end, and what they cannot.
 *
 * One partition (or range) with a ceiling of C = 1,000 write units a second is asked for 1.8·C: 1 − 1/1.8 = 44.4 % are throttled
 * once the bucket of 0.1 s is empty. It is too hot at 99 % of C, looked at twice a second, four times in a row: the split begins at
 * 2 s and is made after a second of copying, at 3 s.
 */
import { describe, expect, test } from 'vitest';
import type { RunResult } from '../../src/experiment/result.ts';
import { run } from '../../src/experiment/run.ts';
import type { KeyConfig, PlacementConfig } from '../../src/model/config.ts';
import { GENERATED } from '../support/generators.ts';
import { lever, metronome, small } from '../support/small.ts';

const C = 1000;
const THROTTLED = 1 - 1 / 1.8;
const SPLITS = 4;

function hot(
  keys: KeyConfig,
  placement: PlacementConfig = { kind: 'hash' },
  partitions = 1,
): Record<'none' | 'split', RunResult> {
  const scenario = small({
    durationMs: 20_000,
    limit: { ceiling: { reads: null, writes: C }, ceilingDepthSeconds: 0.1 },
    partition: { serviceMeanMs: 0.1 },
    store: { partitions, placement },
    workload: [metronome(1.8 * C, { keys, reads: 0 })],
    plan: [
      lever('split-for-heat', { load: 0.99, every: 500, looks: 4, copy: 1000, copyCost: 0, freeze: 0, splits: SPLITS }),
    ],
  });
  const windowed = { ...scenario, windows: [{ name: 'late', fromMs: 4000, toMs: 20_000 }] };
  return { none: run(windowed, 'none'), split: run(windowed, GENERATED) };
}

const splitsOf = ({ events }: RunResult): number[] =>
  events.flatMap((event) => (event.kind === 'split' ? [event.atMs] : []));
const lateShare = ({ metrics }: RunResult): number => metrics['late:attempts.throttledShare']!;

describe('a split for heat', () => {
  // Two halves of 0.9·C each, to within twice the error of the point, which is taken from 1,024 keys: 1/(2·√1024) = 1.6 % of 1.8·C, 0.028·C.
  test('ends the throttling of an even load of 1.8 ceilings, and it takes one', () => {
    const { none, split } = hot({ kind: 'uniform', count: 5000, prefix: 'key:' });
    expect(lateShare(none)).toBeCloseTo(THROTTLED, 2);
    expect(splitsOf(split)).toEqual([3000]);
    expect(lateShare(split)).toBe(0);
    expect(split.metrics['partition.1.throughputPerSecond']).toBeGreaterThan(0.84 * C);
    expect(split.metrics['partition.1.throughputPerSecond']).toBeLessThan(0.96 * C);
  });

  test('does nothing for a single hot key: there is no point between its requests', () => {
    const { none, split } = hot({ kind: 'single', key: 'celebrity' });
    expect(splitsOf(split)).toEqual([]);
    expect(split.metrics['requests.failedShare']).toBe(none.metrics['requests.failedShare']);
    expect(split.warnings.some(({ code }) => code === 'vacuous')).toBe(true);
  });

  // Keys come in order, so all that comes after the split is beyond its point: the new partition is asked for what the old one was, and
  // begins with a bucket as empty. Looked at anew for 2 s and copied for 1 s, it is split in turn, every 3 s.
  test('does nothing for keys that come in order, and spends all its splits on them', () => {
    const { none, split } = hot(
      { kind: 'sequential', count: 1_000_000, prefix: 'time:' },
      { kind: 'range', boundaries: null },
    );
    expect(splitsOf(split)).toEqual([3000, 6000, 9000, 12_000]);
    expect(lateShare(split)).toBeCloseTo(lateShare(none), 3);
    expect(split.metrics['partition.hottest']).toBe(SPLITS);
  });

  // F.D10. One key has 1.5·C of 1.6·C, 94 %: beside it a half would keep more than the 80 % that it may. Where it may keep all, a cut before the hot
  // key and one after it leave it alone: the others, 6 %, are throttled no more, and it is capped as before, 1 − 1/1.5 = 33 % of it.
  test('gives a hot key a partition of its own where one half may keep all of the load, and no more than its ceiling', () => {
    const scenario = (balance: number) => ({
      ...small({
        durationMs: 15_000,
        limit: { ceiling: { reads: null, writes: C }, ceilingDepthSeconds: 0.1 },
        partition: { serviceMeanMs: 0.1 },
        store: { partitions: 1 },
        workload: [
          metronome(1.5 * C, { name: 'hot', keys: { kind: 'single', key: 'celebrity' }, reads: 0 }),
          metronome(0.1 * C, { name: 'others', keys: { kind: 'uniform', count: 1000, prefix: 'key:' }, reads: 0 }),
        ],
        plan: [
          lever('split-for-heat', {
            ...{ load: 0.9, every: 500, looks: 4, copy: 1000, copyCost: 0, freeze: 0, splits: SPLITS },
            balance,
          }),
        ],
      }),
      windows: [{ name: 'late', fromMs: 7000, toMs: 15_000 }],
    });
    const [beside, alone] = [run(scenario(0.8), GENERATED), run(scenario(1), GENERATED)];
    expect(splitsOf(beside)).toEqual([]);
    expect(beside.metrics['late:others.attempts.throttledShare']).toBeGreaterThan(0.3);
    expect(splitsOf(alone)).toEqual([3000, 6000]);
    expect(alone.metrics['late:others.attempts.throttledShare']).toBe(0);
    expect(alone.metrics['late:hot.attempts.throttledShare']).toBeCloseTo(1 / 3, 2);
  });

  test('of a range of names cuts between names', () => {
    const { split } = hot({ kind: 'uniform', count: 5000, prefix: 'key:' }, { kind: 'range', boundaries: ['key:'] }, 2);
    expect(splitsOf(split)).toEqual([3000]);
    expect(lateShare(split)).toBe(0);
  });

  // At 500/s, hot from S = 400/s on and cold below M: both look every half second. It is hot at the looks of 0.5 s to 2 s, and split at 3 s. Where
  // M > 500, the pair is first seen at the look of 3 s or 3.5 s, is cold 1 s later, and one again after another of copying; split anew it is
  // 2 s + 1 s after the first look at the whole: one round takes 2 + 1 + 1 + 1 s and up to a look for each of the four. Where M < 500 there is one split.
  test('is undone and done again for as long as the threshold of the merge is above the load of both halves, and never where it is below', () => {
    const splitsAt = (merge: number): RunResult =>
      run(
        small({
          durationMs: 40_000,
          partition: { serviceMeanMs: 0.1 },
          store: { partitions: 1 },
          workload: [metronome(500, { keys: { kind: 'uniform', count: 1000, prefix: 'key:' } })],
          plan: [
            lever('split-for-heat', {
              ...{ requests: 400, every: 500, looks: 4, copy: 1000, copyCost: 0, freeze: 0, splits: 1 },
              ...{ merge, mergeAfter: 1000 },
            }),
          ],
        }),
        GENERATED,
      );
    expect(splitsOf(splitsAt(490))).toEqual([3000]);
    const near = splitsOf(splitsAt(510));
    expect(near.length).toBeGreaterThanOrEqual(1 + Math.floor((40 - 3) / 7));
    expect(near.length).toBeLessThanOrEqual(1 + Math.floor((40 - 3) / 5));
  });

  // F.D11: a table's throughput is divided over its partitions. A share of 200/s becomes two of 100/s, and 360/s of even load are
  // throttled as before; but a key that has 60 % of the load, 216/s, now has 100/s of share instead of its part of 200/s: 120/s.
  test('halves a provisioned share: nothing is gained, and a hot key on it loses', () => {
    const share = { ceiling: { reads: null, writes: 1000 }, share: { reads: null, writes: 200 }, bankSeconds: 0 };
    const keys = { kind: 'hotspot', count: 1000, prefix: 'key:', hotKeys: 0.001, hotOperations: 0.6 } as const;
    const scenario = small({
      durationMs: 20_000,
      limit: share,
      store: { partitions: 1, placement: { kind: 'range', boundaries: null } },
      workload: [metronome(360, { keys, reads: 0 })],
      plan: [lever('split-for-heat', { requests: 190, every: 500, looks: 4, copy: 1000, freeze: 0, splits: 1 })],
    });
    const windowed = { ...scenario, windows: [{ name: 'late', fromMs: 6000, toMs: 20_000 }] };
    const [none, split] = [run(windowed, 'none'), run(windowed, GENERATED)];
    expect(splitsOf(split)).toHaveLength(1);
    expect(lateShare(none)).toBeCloseTo(1 - 200 / 360, 2);
    expect(lateShare(split)).toBeGreaterThan(lateShare(none) - 0.01);
    // Key 0, the hot one and the first, stays alone: a bucket of 200 and 200/s until 3 s, then 100/s.
    expect(split.metrics['partition.0.throughputPerSecond']! * 20).toBeCloseTo(200 + 200 * 3 + 100 * 17, -1.5);
  });
});
