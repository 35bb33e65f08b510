import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { run } from '../../src/experiment/run.ts';
import { LAPSED } from '../../src/model/codes.ts';
import { ClassedLine } from '../../src/model/partition/classed-line.ts';
import { TwoEndedLine } from '../../src/model/partition/two-ended-line.ts';
import type { PlanLever } from '../../src/scenario/scenario.ts';
import { broken } from '../support/contracts/table.ts';
import { sameTraffic } from '../support/contracts/traffic.ts';
import { clusteredScenarios, GENERATED, scenarios } from '../support/generators.ts';
import { observe } from '../support/observe.ts';
import { lever } from '../support/small.ts';

/** Every discipline as it has most to say; the names of workloads are those of the generators. */
const disciplines: Readonly<Record<string, readonly PlanLever[]>> = {
  lifo: [lever('lifo', { above: 1 })],
  'adaptive-lifo': [lever('adaptive-lifo', { standing: 3 })],
  codel: [lever('codel', { short: 2, long: 20 })],
  'codel newest first': [lever('codel', { short: 2, long: 20, order: 'adaptive-lifo' })],
  priority: [lever('priority', { classes: ['beta', 'alpha'] })],
  'priority of keys': [lever('priority', { classes: ['celebrity', 'hot:*'], by: 'key' })],
  'fair-queueing': [lever('fair-queueing', { weights: ['alpha=0.3', 'beta=4'] })],
  'lifo with deadlines told': [lever('lifo'), lever('deadline-propagation')],
};

describe('under every discipline', () => {
  test.each(Object.entries(disciplines))('a run keeps every contract: %s', (name, plan) => {
    let told = 0;
    fc.assert(
      fc.property(scenarios(fc.constant(plan)), (scenario) => {
        const log = observe(scenario, GENERATED);
        expect(broken(log, plan)).toEqual([]);
        expect(sameTraffic(log, observe(scenario, 'none'))).toEqual([]);
        expect(() => run(scenario, GENERATED)).not.toThrow();
        if (log.events.some(({ kind, end }) => kind === 'ended' && end === LAPSED)) told++;
      }),
      { seed: 1, numRuns: 8 },
    );
    expect(told > 0).toBe(name.startsWith('codel') || name.endsWith('told'));
  });

  // The audit of every run counts who is inside, and holds Little's law.
  test.each(Object.entries(disciplines))('a leader that fails lets go of everybody: %s', (_, plan) => {
    fc.assert(
      fc.property(clusteredScenarios(fc.constant(plan)), (scenario) => {
        expect(broken(observe(scenario, GENERATED), plan)).toEqual([]);
        expect(() => run(scenario, GENERATED)).not.toThrow();
      }),
      { seed: 2, numRuns: 4 },
    );
  });
});

describe('a planted fault is found', () => {
  afterEach(() => vi.restoreAllMocks());

  const isFound = (plan: readonly PlanLever[]): boolean =>
    fc
      .sample(scenarios(fc.constant(plan)), { seed: 1, numRuns: 25 })
      .some((scenario) => broken(observe(scenario, GENERATED), plan).some((problem) => problem.includes('not next')));

  test('the oldest goes first where the newest should', () => {
    vi.spyOn(TwoEndedLine.prototype, 'shift').mockImplementation(function (this: TwoEndedLine) {
      return this.shiftOldest();
    });
    expect(isFound(disciplines.lifo!)).toBe(true);
    expect(isFound(disciplines['adaptive-lifo']!)).toBe(true);
  });

  test('the classes are mixed up', () => {
    const { push } = ClassedLine.prototype;
    vi.spyOn(ClassedLine.prototype, 'push').mockImplementation(function (this: ClassedLine, attempt) {
      push.call(this, attempt);
      push.call(this, this.shift());
    });
    expect(isFound(disciplines['fair-queueing']!)).toBe(true);
  });
});
