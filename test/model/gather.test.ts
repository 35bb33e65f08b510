import { describe, expect, test } from 'vitest';
import { OUTCOME_DROPPED, OUTCOME_SERVED } from '../../src/model/codes.ts';
import { GENERATED } from '../support/generators.ts';
import { observe } from '../support/observe.ts';
import { type Changes, lever, metronome, small } from '../support/small.ts';

/** One read, at 1,000 ms, of a key on four salts; each leg is served in 10 ms where nothing is said of it. */
const once = {
  durationMs: 1500,
  store: { partitions: 40 },
  partition: { service: { kind: 'deterministic' }, serviceMeanMs: 10 },
  workload: [metronome(1)],
} as const;
const salting = (needs: number, gatherTimeout: number) => lever('salting', { salts: 4, needs, gatherTimeout });
const pauseOf = (salt: number, forMs: number) =>
  ({ kind: 'pause', atMs: 900, forMs, key: `celebrity#${salt}`, partition: null }) as const;

/** When the read was over, counted from its start, and how. */
function answer(changes: Changes): readonly [number, number] {
  const { events } = observe(small({ ...once, ...changes }), GENERATED);
  const { at, end } = events.find(({ kind }) => kind === 'settled')!;
  return [at - 1000, end];
}

describe('a read that waits for all of its legs', () => {
  test('is answered with the last of them, if that comes in time', () => {
    expect(answer({ plan: [salting(0.25, 50)] })).toEqual([10, OUTCOME_SERVED]);
    expect(answer({ plan: [salting(0.25, 50)], faults: [pauseOf(0, 130)] })).toEqual([40, OUTCOME_SERVED]);
  });

  test('takes what has come when its time is up', () => {
    expect(answer({ plan: [salting(0.25, 20)], faults: [pauseOf(0, 130)] })).toEqual([20, OUTCOME_SERVED]);
    expect(answer({ plan: [salting(0.25, 5)] })).toEqual([10, OUTCOME_SERVED]);
  });

  test('waits on for as many as it needs', () => {
    const faults = [pauseOf(0, 130), pauseOf(1, 150)];
    expect(answer({ plan: [salting(0.5, 20)], faults })).toEqual([20, OUTCOME_SERVED]);
    expect(answer({ plan: [salting(0.75, 20)], faults })).toEqual([40, OUTCOME_SERVED]);
    expect(answer({ plan: [lever('salting', { salts: 4 })], faults })).toEqual([60, OUTCOME_SERVED]);
  });

  test.each([
    ['sharded-counter', { shards: 4, reads: 'gather' }, 0],
    ['salt-registry', { salts: 4, keys: ['celebrity'], lookup: 1 }, 1],
  ] as const)('so does one of %s', (kind, options, lookupMs) => {
    const faults = [pauseOf(0, 130)];
    expect(answer({ plan: [lever(kind, options)], faults })).toEqual([40, OUTCOME_SERVED]);
    const content = lever(kind, { ...options, needs: 0.5, gatherTimeout: 20 });
    expect(answer({ plan: [content], faults })).toEqual([lookupMs + 20, OUTCOME_SERVED]);
  });

  // Each leg is given up after 25 ms.
  test('does not wait for a leg that has failed, and fails when too many have', () => {
    const changes = { clients: { timeoutMs: 25 }, faults: [pauseOf(0, 130), pauseOf(1, 150)] };
    expect(answer({ ...changes, plan: [salting(0.5, 200)] })).toEqual([25, OUTCOME_SERVED]);
    expect(answer({ ...changes, plan: [salting(0.75, 200)] })).toEqual([25, OUTCOME_DROPPED]);
    expect(answer({ ...changes, plan: [salting(0.75, 15)] })).toEqual([25, OUTCOME_DROPPED]);
  });
});
