import { test as property } from '@fast-check/vitest';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { OUTCOME_SERVED, READ, WRITE } from '../../src/model/codes.ts';
import type { PlanLever } from '../../src/scenario/scenario.ts';
import { ownership, staleReads } from '../support/contracts/answers.ts';
import { items, salts } from '../support/contracts/items.ts';
import { deliveries } from '../support/contracts/losses.ts';
import { broken } from '../support/contracts/table.ts';
import type { RunLog } from '../support/event-log.ts';
import { GENERATED, leverOf, plainScenarios, scenarios } from '../support/generators.ts';
import { observe } from '../support/observe.ts';
import { lever } from '../support/small.ts';

const CASES = 24;

/** The lever on all keys, so that no case passes because it looked after none. */
const everywhere = (kind: string): fc.Arbitrary<PlanLever> =>
  leverOf(kind).map((drawn) => ({ ...drawn, options: { ...drawn.options, keys: undefined } }));

/** Reads wait for all the salts that they ask for, few enough that most of them get through. */
const wholeSalting = fc
  .tuple(everywhere('salting'), fc.integer({ min: 2, max: 4 }))
  .map(([drawn, salts]) => ({ ...drawn, options: { ...drawn.options, salts, needs: 1 } }));

/** A key design that knows nothing of its reads but the key: they gather all there is. */
const design = fc
  .constantFrom('{key}/{random:3}', '{random:5}', 'all', '{key}')
  .map((template) => lever('key-template', { template }));

/** A buffer with room for whatever comes, so that it takes over all that is sent, and hides messages for as long as they take. */
const roomyBuffer = everywhere('write-buffer').map((drawn) => ({
  ...drawn,
  options: { ...drawn.options, capacity: undefined, visibility: undefined },
}));

const planOf = (...kinds: readonly string[]) => fc.tuple(...kinds.map(everywhere));

const answered = ({ events }: RunLog, op: number): boolean =>
  events.some((event) => event.kind === 'settled' && event.op === op && event.end === OUTCOME_SERVED);

/** Holds the property and that at least half of its cases answered both a read and a write. */
function holds(
  name: string,
  plan: fc.Arbitrary<readonly PlanLever[]>,
  check: (log: RunLog) => void,
  needs = [READ, WRITE],
) {
  let [cases, telling] = [0, 0];
  property.prop([plainScenarios(plan)], { seed: 6, numRuns: CASES })(name, (scenario) => {
    const log = observe(scenario, GENERATED);
    check(log);
    cases++;
    telling += Number(needs.every((op) => answered(log, op)));
  });
  afterAll(() => {
    if (cases > 0) expect(telling, `${name}: cases that answered what it is about`).toBeGreaterThan(CASES / 3);
  });
}

describe('the meaning of the data', () => {
  holds('salting loses and invents no item', fc.tuple(wholeSalting), (log) => {
    expect(salts(log)).toEqual([]);
    expect(items(log)).toEqual([]);
    expect(log.missing).toBe(0);
    expect(staleReads(log)).toEqual([]);
    expect([...log.items.keys()].every((name) => /#\d+$/.test(name))).toBe(true);
  });

  const spread = (plan: fc.Arbitrary<readonly PlanLever[]>, spread: string) =>
    plan.map(([two]) => [{ ...two!, options: { ...two!.options, spread } }]);

  holds('two choices for writes lose and invent no item', spread(planOf('two-choices'), 'writes'), (log) => {
    expect(salts(log)).toEqual([]);
    expect(items(log)).toEqual([]);
    expect(log.missing).toBe(0);
    expect(staleReads(log)).toEqual([]);
  });

  holds(
    'two choices for reads return everything that was acknowledged',
    spread(planOf('two-choices'), 'reads'),
    (log) => {
      expect(items(log)).toEqual([]);
      expect(log.missing).toBe(0);
      expect(staleReads(log)).toEqual([]);
    },
  );

  holds('a random prefix loses and invents no item, whatever a read asks for', planOf('random-prefix'), (log) => {
    expect(salts(log)).toEqual([]);
    expect(items(log)).toEqual([]);
    expect(log.missing).toBe(0);
    expect(staleReads(log)).toEqual([]);
  });

  holds('a key design that gathers misses nothing and mixes nothing up', fc.tuple(design), (log) => {
    expect(items(log)).toEqual([]);
    expect(log.missing).toBe(0);
    expect(staleReads(log)).toEqual([]);
    expect(ownership(log)).toEqual([]);
  });

  holds('copies return everything that was acknowledged', planOf('copies'), (log) => {
    expect(items(log)).toEqual([]);
    expect(log.missing).toBe(0);
    expect(staleReads(log)).toEqual([]);
    expect(log.stale).toBe(0);
  });

  holds(
    'a drained write buffer has applied what it took over, once',
    fc.tuple(roomyBuffer),
    (log) => {
      expect(deliveries(log)).toEqual([]);
      expect(log.lost).toBeGreaterThanOrEqual(0);
    },
    [WRITE],
  );

  holds(
    'a drained write buffer in front of salts has, too',
    fc.tuple(roomyBuffer, everywhere('salting')),
    (log) => {
      expect(deliveries(log)).toEqual([]);
      expect(log.lost).toBeGreaterThanOrEqual(0);
    },
    [WRITE],
  );

  // Bounded, local, told of writes, refreshed, leased, in front of salts or not: what a cache repeats is of the key that was asked for and
  // no older than its options allow, and everything else is as without it.
  test('a cache of any kind keeps every contract, and a third of the cases answer reads from it and hear of writes', () => {
    let [cases, telling] = [0, 0];
    fc.assert(
      fc.property(
        scenarios(fc.oneof(planOf('cache'), planOf('cache', 'salting'), planOf('coalescing', 'cache'))),
        (scenario) => {
          const { levers } = scenario.plans[1]!;
          const log = observe(scenario, GENERATED);
          expect(broken(log, levers)).toEqual([]);
          const hits = log.events.some(
            ({ kind, op, end, returned }) =>
              kind === 'settled' && op === READ && end === OUTCOME_SERVED && returned < 0,
          );
          cases++;
          telling += Number(hits && answered(log, WRITE));
        },
      ),
      { seed: 11, numRuns: 60 },
    );
    expect(telling, 'cases with hits and writes').toBeGreaterThan(cases / 3);
  });

  // A flight is shared as it stands: the waiter gets the leader's value at the leader's instant, of the same key.
  holds(
    'coalescing gives waiters what the leader of their own key got',
    planOf('coalescing'),
    (log) => {
      const led = new Set<string>();
      for (const { kind, at, key, op, end, value, returned } of log.events) {
        if (kind !== 'settled' || op !== READ || end !== OUTCOME_SERVED) continue;
        if (returned >= 0) led.add(`${at}/${key}/${value}`);
        else expect(led).toContain(`${at}/${key}/${value}`);
      }
    },
    [READ],
  );
});
