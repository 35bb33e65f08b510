/** Every line of every discipline hands out exactly what was put in, once, whatever its order; and what breaks that is found. */
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { mitigations } from '../../../src/mitigations/registry.ts';
import type { WaitingLine } from '../../../src/model/mitigation.ts';
import { ClassedLine } from '../../../src/model/partition/classed-line.ts';
import { TwoEndedLine } from '../../../src/model/partition/two-ended-line.ts';
import { Ring } from '../../../src/sketch/ring.ts';
import { LineWorld } from '../../support/line-world.ts';
import { lever } from '../../support/small.ts';

const disciplines = Object.values(mitigations).filter(({ discipline }) => discipline !== undefined);

/** Options that make each of them change its mind often; none for a kind that is not here. */
const lively: Readonly<Record<string, object>> = {
  lifo: { above: 3 },
  'adaptive-lifo': { standing: 5 },
  codel: { short: 2, long: 6, order: 'adaptive-lifo' },
  priority: { classes: ['key:2', 'key:0'], by: 'key' },
  'fair-queueing': { weights: ['gamma=2.5', 'alpha'], charge: 'units' },
};

const REQUESTS = 500;

/** Puts in this many, takes out as many as it is below 0, lets this time pass or takes out all. */
type Step = { readonly many: number; readonly waitMs: number; readonly clears: boolean };

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    many: fc.integer({ min: -12, max: 12 }),
    waitMs: fc.integer({ min: 0, max: 4 }),
    clears: fc.integer({ min: 0, max: 30 }).map((n) => n === 0),
  }),
  { maxLength: 40 },
);

/** What is wrong with a line, held against the set of those who should be in it. */
function problemsOf(line: WaitingLine, world: LineWorld, walk: readonly Step[]): string[] {
  const inside = new Set<number>();
  const found: string[] = [];
  const wrong = (what: string): number => found.push(`${what}, where ${[...inside]} wait`);
  let next = 0;
  for (const { many, waitMs, clears } of walk) {
    world.nowMs += waitMs;
    for (let k = 0; k < many && next < REQUESTS; k++) {
      line.push(next);
      inside.add(next++);
    }
    for (let k = 0; k > many; k--) {
      const peeked = line.peek();
      const taken = line.shift();
      if (peeked !== taken) wrong(`${peeked} was to be next and ${taken} is`);
      if (taken >= 0 ? !inside.delete(taken) : inside.size > 0) wrong(`${taken} was handed out`);
      if (taken >= 0) line.drops?.(taken);
    }
    if (clears) {
      line.clear();
      inside.clear();
    }
    const listed = [...line.ids()];
    if (listed.length !== inside.size || listed.some((id) => !inside.has(id))) wrong(`${listed} are listed`);
  }
  return found;
}

function lineOf(kind: string): { readonly line: WaitingLine; readonly world: LineWorld } {
  const world = new LineWorld(REQUESTS);
  const made = mitigations[kind]!.create!(lever(kind, lively[kind] as never).options as never);
  made.bind?.(world.world);
  return { line: made.discipline!(0), world };
}

describe('a line', () => {
  test('is what every discipline opens, and nobody else', () => {
    expect(disciplines.map(({ kind }) => kind).sort()).toEqual(Object.keys(lively).sort());
    for (const { kind, create } of Object.values(mitigations)) {
      const made = create?.(lever(kind, lively[kind] as never).options as never);
      expect(made?.discipline !== undefined, kind).toBe(kind in lively);
    }
  });

  test.each(Object.keys(lively))('hands out each exactly once: %s', (kind) => {
    let acts = 0;
    fc.assert(
      fc.property(steps, (walk) => {
        const { line, world } = lineOf(kind);
        expect(problemsOf(line, world, walk)).toEqual([]);
        acts += world.acts;
      }),
      { seed: 1, numRuns: 60 },
    );
    expect(acts).toBeGreaterThan(50);
  });

  test('in order of arrival is a line too', () => {
    fc.assert(
      fc.property(steps, (walk) => {
        expect(problemsOf(new Ring(), new LineWorld(REQUESTS), walk)).toEqual([]);
      }),
      { seed: 1, numRuns: 60 },
    );
  });
});

describe('a planted fault is found', () => {
  afterEach(() => vi.restoreAllMocks());

  const walk: Step[] = [4, 7, -3, 5, -6, 3, -12].map((many) => ({ many, waitMs: 3, clears: false }));
  /** A line may also fail outright. */
  function isFoundIn(kind: string): boolean {
    const { line, world } = lineOf(kind);
    try {
      return problemsOf(line, world, walk).length > 0;
    } catch {
      return true;
    }
  }
  const faults: Record<string, () => void> = {
    'the newest is handed out and stays': () =>
      void vi.spyOn(Ring.prototype, 'pop').mockImplementation(function (this: Ring) {
        return this.last();
      }),
    'the oldest is lost on the way': () => {
      const { shift } = Ring.prototype;
      vi.spyOn(Ring.prototype, 'shift').mockImplementation(function (this: Ring) {
        shift.call(this);
        return shift.call(this);
      });
    },
    'somebody is put in twice': () => {
      const { push } = Ring.prototype;
      vi.spyOn(Ring.prototype, 'push').mockImplementation(function (this: Ring, id) {
        push.call(this, id);
        if (id === 5) push.call(this, id);
      });
    },
  };

  test.each(Object.keys(faults))('%s', (name) => {
    faults[name]!();
    const kinds = name.startsWith('the newest') ? ['lifo', 'adaptive-lifo'] : Object.keys(lively);
    for (const kind of kinds) expect(isFoundIn(kind), kind).toBe(true);
  });

  test('a line that promises another one', () => {
    vi.spyOn(TwoEndedLine.prototype, 'peek').mockReturnValue(3);
    vi.spyOn(ClassedLine.prototype, 'peek').mockReturnValue(3);
    expect(['lifo', 'priority'].filter(isFoundIn)).toEqual(['lifo', 'priority']);
  });
});
