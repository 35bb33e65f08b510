/** Arbitrary scenarios with secondary indexes: keys of all kinds, limits near what is asked for, and levers that change them. */
import fc from 'fast-check';
import type { IndexConfig, ModelConfig } from '../../src/model/config.ts';
import type { PlanLever, Scenario } from '../../src/scenario/scenario.ts';
import { GENERATED, goingWith, scenarioOf, scenarios } from './generators.ts';
import { lever } from './small.ts';

const KEYS = ['{key}', '{random:3}', '{tenant}', '{user%2}/{event%3}', '{minute}', '{tenant} of {key}'] as const;
const NAMES = ['one', 'two'] as const;

const CARRIED = [
  { name: 'tenant', kind: 'zipf', count: 3, exponent: 1, first: 0 },
  { name: 'user', kind: 'uniform', count: 9, first: 1 },
  { name: 'event', kind: 'unique' },
  { name: 'minute', kind: 'minute', startMs: 59_500 },
] as const;

const rekeyed: fc.Arbitrary<PlanLever> = fc
  .record({ index: fc.constant(NAMES[0]), template: fc.constantFrom(...KEYS) })
  .map((options) => lever('index-key', options));

function indexes(writesPerSecond: number): fc.Arbitrary<IndexConfig[]> {
  const index = fc.record({
    key: fc.constantFrom(...KEYS),
    partitions: fc.integer({ min: 1, max: 6 }),
    writesPerSecond: fc.option(
      fc.integer({ min: 1, max: 10 }).map((n) => 0.03 * n * writesPerSecond),
      { nil: null },
    ),
    entryBytes: fc.constantFrom(null, 100, 3000),
    lagMs: fc.constantFrom(0, 10, 1000),
  });
  return fc
    .array(index, { minLength: 1, maxLength: 2 })
    .map((drawn) => drawn.map((config, i) => ({ name: NAMES[i]!, ...config })));
}

/** All workloads carry the same, so that every key may be asked for. */
function withIndexes(model: ModelConfig, drawn: readonly IndexConfig[]): ModelConfig {
  const workload = model.workload.map((entry) => ({ ...entry, attributes: CARRIED }));
  return { ...model, workload, store: { ...model.store, indexes: drawn } };
}

/** A generated scenario whose store has one or two indexes; in every other plan the first of them has another key. */
export const indexedScenarios: fc.Arbitrary<Scenario> = scenarios().chain((scenario) => {
  const { model, plans, seed } = scenario;
  const perSecond = model.workload.reduce((sum, { arrivals }) => sum + (arrivals?.steps[0]?.ratePerSecond ?? 0), 0);
  return fc.tuple(indexes(Math.max(1, perSecond)), fc.option(rekeyed, { nil: null })).map(([drawn, other]) => {
    const indexed = withIndexes(model, drawn);
    const levers = plans.find(({ name }) => name === GENERATED)!.levers.filter(({ kind }) => kind !== 'index-key');
    return scenarioOf(indexed, goingWith(indexed, other === null ? levers : [...levers, other]), { seed });
  });
});
