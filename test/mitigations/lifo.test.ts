import { describe, expect, test } from 'vitest';
import { run } from '../../src/experiment/run.ts';
import { mitigations } from '../../src/mitigations/registry.ts';
import type { Lever, World } from '../../src/model/mitigation.ts';
import { GENERATED } from '../support/generators.ts';
import { recordWith } from '../support/lever-run.ts';
import { servedInOrder } from '../support/line-up.ts';
import { lever, metricsOf, metronome, small, stream } from '../support/small.ts';

const FIVE = ['a', 'b', 'c', 'd', 'e'];

describe('lifo', () => {
  test('takes the newest', () => {
    expect(servedInOrder(FIVE, [])).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(servedInOrder(FIVE, [lever('lifo')])).toEqual(['a', 'e', 'd', 'c', 'b']);
  });

  // Four wait, then three: e and d; with two the oldest are next.
  test('keeps to the order of arrival while no more than so many wait', () => {
    expect(servedInOrder(FIVE, [lever('lifo', { above: 2 })])).toEqual(['a', 'e', 'd', 'b', 'c']);
  });

  test('has writes of a key overtake one another, which wait in order otherwise', () => {
    const writes = { durationMs: 2000, workload: [stream(800, { reads: 0 })] };
    expect(metricsOf(writes)['ledger.reordered']).toBe(0);
    expect(metricsOf({ ...writes, plan: [lever('lifo')] })['ledger.reordered']).toBeGreaterThan(100);
  });

  test('turns away whoever comes to a full queue, the newest as it is', () => {
    expect(servedInOrder(FIVE, [lever('lifo')], { partition: { queueCapacity: 2 } })).toEqual(['a', 'c', 'b']);
  });

  test('goes on with the newest after a stall', () => {
    const stalled = { faults: [{ kind: 'pause', atMs: 999, forMs: 50, key: null, partition: 0 }] } as const;
    expect(servedInOrder(FIVE, [lever('lifo')], stalled)).toEqual(['e', 'd', 'c', 'b', 'a']);
  });

  test('drops those whose callers have gone when it comes to them', () => {
    const impatient = { clients: { timeoutMs: 25 } };
    expect(servedInOrder(FIVE, [lever('lifo'), lever('deadline-propagation')], impatient)).toEqual(['a', 'e']);
  });

  test('says so where it never had anything to decide', () => {
    const warned = (ratePerSecond: number) =>
      run(
        small({ durationMs: 1000, workload: [metronome(ratePerSecond)], plan: [lever('lifo')] }),
        GENERATED,
      ).warnings.some(({ message }) => message.startsWith('lifo never acted'));
    expect(warned(10)).toBe(true);
    expect(warned(3000)).toBe(false);
  });

  // One request every 100 ms from 100 ms on, each a second's work: at the look at 750 ms those of 200 to 700 ms wait.
  test('shows monitoring how long the one who is next has waited', () => {
    const seen = (kind?: string): number => {
      const waits: number[] = [];
      let world!: World;
      const watcher: Lever = {
        kind: 'watcher',
        bind(given) {
          world = given;
          world.signal('headWaitMs', 250);
          world.wake(world.timer(), 751);
        },
        wake: () => void waits.push(world.sample(0, world.partitionOf(0))),
      };
      const scenario = small({ durationMs: 1000, partition: { serviceMeanMs: 1000 }, workload: [metronome(10)] });
      const levers = kind === undefined ? [] : [mitigations[kind]!.create!(lever(kind).options as never)];
      recordWith({ ...scenario, model: { ...scenario.model, store: { ...scenario.model.store, partitions: 1 } } }, [
        ...levers,
        watcher,
      ]);
      return waits[0]!;
    };
    expect(seen()).toBeCloseTo(550, 9);
    expect(seen('lifo')).toBeCloseTo(50, 9);
  });
});
