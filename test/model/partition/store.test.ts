import { describe, expect, test } from 'vitest';
import { OUTCOME_SERVED, QUEUE_FULL, READ, THROTTLED, WRITE } from '../../../src/model/codes.ts';
import { observe } from '../../support/observe.ts';
import { type Changes, metronome, small } from '../../support/small.ts';

/** Four requests at each instant of a slow metronome, 1 s apart. */
const fours = ['b', 'c', 'd'].map((name) => metronome(0, { name, arrivals: null, follows: 'stream' }));

/** Latencies of the requests sent at 1 s, in ms, and how the others bounced. */
function firstFour(changes: Changes): { readonly latencies: number[]; readonly bounces: number[] } {
  const { events } = observe(
    small({
      durationMs: 1500,
      workload: [metronome(1), ...fours],
      ...changes,
      partition: { service: { kind: 'deterministic' }, serviceMeanMs: 10, ...changes.partition },
    }),
    'none',
  );
  return {
    latencies: events
      .filter(({ kind, end }) => kind === 'settled' && end === OUTCOME_SERVED)
      .map(({ at }) => at - 1000),
    bounces: events.filter(({ kind }) => kind === 'bounced').map(({ end }) => end),
  };
}

describe('a partition', () => {
  test('serves one after the other on one server', () => {
    expect(firstFour({})).toEqual({ latencies: [10, 20, 30, 40], bounces: [] });
  });

  test('serves as many at once as it has servers', () => {
    expect(firstFour({ partition: { servers: 3 } }).latencies).toEqual([10, 10, 10, 20]);
  });

  test('has room for its capacity beside those in service', () => {
    expect(firstFour({ partition: { queueCapacity: 2 } })).toEqual({ latencies: [10, 20, 30], bounces: [QUEUE_FULL] });
    expect(firstFour({ partition: { queueCapacity: 0, servers: 2 } })).toEqual({
      latencies: [10, 10],
      bounces: [QUEUE_FULL, QUEUE_FULL],
    });
  });

  test('throttles what its limit does not let through, at no cost to its servers', () => {
    const limit = { ceiling: { reads: 2, writes: null } };
    expect(firstFour({ limit })).toEqual({ latencies: [10, 20], bounces: [THROTTLED, THROTTLED] });
  });

  // 9,000 bytes are three read units and nine write units (F.D2).
  test('counts units, not requests', () => {
    const big = [metronome(1, { sizeBytes: 9000 })];
    const limit = { ceiling: { reads: 2.9, writes: 9 } };
    const served = (op: number) =>
      firstFour({ limit, workload: big.map((entry) => ({ ...entry, reads: op === READ ? 1 : 0 })) });
    expect(served(READ).bounces).toEqual([THROTTLED]);
    expect(served(WRITE).bounces).toEqual([]);
  });

  test('is a hop away', () => {
    expect(firstFour({ store: { networkMs: 3 } }).latencies).toEqual([16, 26, 36, 46]);
  });
});
