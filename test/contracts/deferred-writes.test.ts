/**
 * Writes that levers take over and make themselves: whatever the store and the app servers do meanwhile, each is an item once, or counted as lost.
 *
 * The ledger's account is held against a count of the log: the users who were told that their write is done, and the items that lie in the store.
 */
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { Parcels } from '../../src/model/ledger/parcels.ts';
import type { PlanLever, Scenario } from '../../src/scenario/scenario.ts';
import { conservation } from '../support/contracts/losses.ts';
import { GENERATED, leverOf, plainScenarios } from '../support/generators.ts';
import { observe } from '../support/observe.ts';
import { lever, metronome, small } from '../support/small.ts';

const CASES = 30;

/** On all keys, so that no case passes because it looked after none. */
const everywhere = (kind: string): fc.Arbitrary<PlanLever> =>
  leverOf(kind).map((drawn) => ({ ...drawn, options: { ...drawn.options, keys: undefined } }));

const coalescing = everywhere('write-coalescing');
const buffer = everywhere('write-buffer');
const sharded = everywhere('sharded-counter');

/** With app servers that crash, all or the first of them, once or often. */
const crashing = (plan: fc.Arbitrary<readonly PlanLever[]>): fc.Arbitrary<Scenario> =>
  fc
    .tuple(plainScenarios(plan), fc.array(fc.tuple(fc.integer({ min: 0, max: 999 }), fc.boolean()), { maxLength: 4 }))
    .map(([scenario, moments]) => {
      const { model } = scenario;
      const faults = moments.map(([permille, all]) => ({
        kind: 'app-crash' as const,
        atMs: (permille * model.durationMs) / 1000,
        process: all ? null : 0,
      }));
      const workload = model.workload.map((entry) => ({ ...entry, reads: entry.reads / 2 }));
      return { ...scenario, model: { ...model, workload, faults } };
    });

/** Runs cases and says what was found, and in how many of them it could have been found. */
function check(plan: fc.Arbitrary<readonly PlanLever[]>): { found: string[]; drained: number; lost: number } {
  const found: string[] = [];
  let [drained, lost] = [0, 0];
  fc.assert(
    fc.property(crashing(plan), (scenario) => {
      const log = observe(scenario, GENERATED);
      found.push(...conservation(log, scenario.plans[1]!.levers));
      drained += Number(log.drained && log.acknowledged > 0);
      lost += Number(log.drained && log.lost > 0);
    }),
    { seed: 7, numRuns: CASES },
  );
  return { found, drained, lost };
}

describe('writes that are made later', () => {
  afterEach(() => vi.restoreAllMocks());

  test.each([
    ['gathered by app servers', fc.tuple(coalescing), true],
    ['gathered by app servers, in front of shards', fc.tuple(coalescing, sharded), true],
    ['kept in a queue', fc.tuple(buffer), false],
  ])('%s: none is invented, and none is lost but by a crash without a log', (_, plan, mayForget) => {
    const { found, drained, lost } = check(plan);
    expect(found).toEqual([]);
    expect(drained).toBeGreaterThan(CASES / 8);
    expect(lost > 0).toBe(mayForget);
  });

  /** A batch that is under way when all app servers crash, and one that is not; both come back from the log. */
  const logged = small({
    partition: { service: { kind: 'deterministic' }, serviceMeanMs: 50 },
    workload: [metronome(100, { reads: 0 })],
    faults: [{ kind: 'app-crash', atMs: 1030, process: null }],
    plan: [lever('write-coalescing', { window: 500, wal: true })],
  });
  const problems = () => conservation(observe(logged, GENERATED), logged.plans[1]!.levers);

  test('a log that brings back empty batches is found', () => {
    expect(problems()).toEqual([]);
    vi.spyOn(Parcels.prototype, 'contentOf').mockImplementation((owner) => owner);
    expect(problems()).not.toEqual([]);
  });

  test('a batch that is applied twice, and counted twice, is found', () => {
    vi.spyOn(Parcels.prototype, 'isSpent').mockReturnValue(false);
    expect(problems()).not.toEqual([]);
  });
});
