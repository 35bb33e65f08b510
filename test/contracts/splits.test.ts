/**
 * Partitions that are split early and often, under arbitrary scenarios and beside other mitigations: every contract holds as
 * it does for a store that stays as it is, and a key that has moved never comes back.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { run } from '../../src/experiment/run.ts';
import type { PlanLever } from '../../src/scenario/scenario.ts';
import { badMetrics, notPlain } from '../support/contracts/plain.ts';
import { broken } from '../support/contracts/table.ts';
import { sameTraffic } from '../support/contracts/traffic.ts';
import type { RunLog } from '../support/event-log.ts';
import { GENERATED, leverOf, scenarios } from '../support/generators.ts';
import { observe } from '../support/observe.ts';
import { lever } from '../support/small.ts';

const eager: fc.Arbitrary<PlanLever> = fc
  .record({
    requests: fc.integer({ min: 1, max: 50 }),
    every: fc.integer({ min: 1, max: 50 }),
    looks: fc.integer({ min: 1, max: 3 }),
    copy: fc.constantFrom(0, 5, 200),
    copyCost: fc.constantFrom(0, 0.1, 0.9),
    freeze: fc.constantFrom(0, 1, 50),
    splits: fc.integer({ min: 1, max: 8 }),
    balance: fc.constantFrom(0.8, 1),
  })
  .map((options) => lever('split-for-heat', options));

/** What was split is merged again as soon as it may be. */
const merging: fc.Arbitrary<PlanLever> = fc
  .tuple(eager, fc.constantFrom(20, 200, 1e9), fc.constantFrom(0, 20))
  .map(([{ kind, options, text }, merge, mergeAfter]) => ({ kind, text, options: { ...options, merge, mergeAfter } }));

const beside = fc.constantFrom(
  'cache',
  'salting',
  'load-shedding',
  'circuit-breaker',
  'adaptive-capacity',
  'write-buffer',
);
const plan = (lever: fc.Arbitrary<PlanLever>): fc.Arbitrary<PlanLever[]> =>
  fc
    .tuple(lever, fc.option(beside.chain(leverOf), { nil: null }))
    .map(([split, other]) => (other === null ? [split] : [split, other]));

/** Keys that were sent back to a partition that they had left. */
function returns({ events }: RunLog): number[] {
  const left = new Map<number, number[]>();
  return events.flatMap(({ kind, key, part }) => {
    if (kind !== 'reached') return [];
    const parts = left.get(key) ?? [];
    left.set(key, parts);
    if (parts.at(-1) === part) return [];
    const isBack = parts.includes(part);
    parts.push(part);
    return isBack ? [key] : [];
  });
}

describe('a run in which partitions are split', () => {
  test('keeps every contract, and a quarter of the cases have a split', () => {
    let cases = 0;
    let split = 0;
    fc.assert(
      fc.property(scenarios(plan(eager)), (scenario) => {
        const log = observe(scenario, GENERATED);
        const result = run(scenario, GENERATED);
        expect(broken(log, scenario.plans[1]!.levers)).toEqual([]);
        expect(sameTraffic(log, observe(scenario, 'none'))).toEqual([]);
        expect(returns(log)).toEqual([]);
        expect([...notPlain(result), ...badMetrics(result.metrics)]).toEqual([]);
        const splits = result.events.filter(({ kind }) => kind === 'split').length;
        expect(result.heat.partitions.length).toBe(scenario.model.store.partitions + splits);
        cases++;
        split += Number(splits > 0);
      }),
      { seed: 1, numRuns: 40 },
    );
    expect(split / cases).toBeGreaterThan(1 / 4);
  });

  test('and merged again keeps every contract, and a quarter of the cases have a merge', () => {
    let cases = 0;
    let merged = 0;
    fc.assert(
      fc.property(scenarios(plan(merging)), (scenario) => {
        const log = observe(scenario, GENERATED);
        const result = run(scenario, GENERATED);
        expect(broken(log, scenario.plans[1]!.levers)).toEqual([]);
        expect(sameTraffic(log, observe(scenario, 'none'))).toEqual([]);
        expect([...notPlain(result), ...badMetrics(result.metrics)]).toEqual([]);
        cases++;
        merged += Number(result.events.some(({ kind }) => kind === 'merged'));
      }),
      { seed: 2, numRuns: 40 },
    );
    expect(merged / cases).toBeGreaterThan(1 / 4);
  });
});
