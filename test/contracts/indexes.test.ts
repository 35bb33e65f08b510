/**
 * Stores with secondary indexes, under arbitrary scenarios and mitigations: every contract holds as it does without them, an entry is
 * there for each write that was let in, and no partition of an index takes more than its limit.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { build } from '../../src/experiment/build.ts';
import { run } from '../../src/experiment/run.ts';
import { audit } from '../../src/metrics/audit.ts';
import { Recorder } from '../../src/metrics/recorder.ts';
import { Timeline } from '../../src/metrics/timeline.ts';
import { WRITE } from '../../src/model/codes.ts';
import type { ModelConfig } from '../../src/model/config.ts';
import type { Simulation } from '../../src/model/simulation.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { badMetrics, notPlain } from '../support/contracts/plain.ts';
import { broken } from '../support/contracts/table.ts';
import { sameTraffic } from '../support/contracts/traffic.ts';
import { EventLog, type RunLog } from '../support/event-log.ts';
import { GENERATED, goingWith } from '../support/generators.ts';
import { indexedScenarios } from '../support/indexed.ts';
import { observe } from '../support/observe.ts';
import { lever } from '../support/small.ts';

const ROUNDING = 1e-9;

interface Run {
  readonly simulation: Simulation;
  readonly log: RunLog;
}

function ran({ model, plans, seed }: Scenario): Run {
  const recorder = new Recorder(new Timeline(model.durationMs, 0, []));
  const log = new EventLog(recorder);
  const plan = plans.find(({ name }) => name === GENERATED)!;
  const simulation = build({ model, plan, seed, replication: 0, observer: log });
  simulation.run();
  expect(audit(recorder)).toEqual([]);
  return { simulation, log: log.finish() };
}

/** Writes that were let in, whatever became of them. */
function writesLetIn({ events }: RunLog): number {
  const turnedAway = new Set(events.flatMap(({ kind, attempt }) => (kind === 'bounced' ? [attempt] : [])));
  return events.filter(({ kind, op, attempt }) => kind === 'reached' && op === WRITE && !turnedAway.has(attempt))
    .length;
}

/** Entries by index, of one unit each. */
function entriesOf({ table }: Simulation): number[] {
  return table!.indexes!.all.map(({ takenUnits }) => takenUnits.reduce((sum, units) => sum + units, 0));
}

/** Partitions of indexes that took more than their limit, what they had saved up and what might wait. */
function overLimit({ table, config, now }: Simulation): number {
  const { ceilingDepthSeconds } = config.store.partition.limit;
  return table!.indexes!.all.filter(({ takenUnits }, k) => {
    const { writesPerSecond, lagMs } = config.store.indexes![k]!;
    const most = (writesPerSecond ?? Number.POSITIVE_INFINITY) * (now / 1000 + ceilingDepthSeconds + lagMs / 1000);
    return takenUnits.some((units) => units > most * (1 + ROUNDING));
  }).length;
}

/** Entries of one unit each, by keys that every write has. */
function countable(model: ModelConfig): ModelConfig {
  const indexes = model.store.indexes!.map((index) => ({ ...index, key: '{key}/{random:2}', entryBytes: 100 }));
  return { ...model, store: { ...model.store, indexes } };
}

describe('a store with indexes', () => {
  test('keeps every contract, and a third of the cases are throttled by one', () => {
    let [cases, throttled] = [0, 0];
    fc.assert(
      fc.property(indexedScenarios, (scenario) => {
        const { simulation, log } = ran(scenario);
        cases++;
        if (simulation.table!.throttledByIndex > 0) throttled++;
        expect(broken(log, scenario.plans[1]!.levers)).toEqual([]);
        expect(sameTraffic(log, observe(scenario, 'none'))).toEqual([]);
        expect(overLimit(simulation)).toBe(0);
        for (const { mostLagMs } of simulation.table!.indexes!.all)
          expect(mostLagMs).toBeLessThanOrEqual(1000 * (1 + ROUNDING));
      }),
      { seed: 1, numRuns: 25 },
    );
    expect(throttled, `of ${cases}`).toBeGreaterThan(cases / 3);
  });

  test('has an entry in each of them for every write that was let in, and for no other', () => {
    fc.assert(
      fc.property(indexedScenarios, (scenario) => {
        const plans = scenario.plans.map((plan) => ({
          ...plan,
          levers: plan.levers.filter(({ kind }) => kind !== 'index-key'),
        }));
        const { simulation, log } = ran({ ...scenario, plans, model: countable(scenario.model) });
        const letIn = writesLetIn(log);
        for (const entries of entriesOf(simulation)) expect(entries).toBe(letIn);
      }),
      { seed: 2, numRuns: 24 },
    );
  });

  test('has results that survive JSON, the same for the same seed, and for a key that is the same', () => {
    fc.assert(
      fc.property(indexedScenarios, (scenario) => {
        const result = run(scenario, GENERATED);
        expect(notPlain(result)).toEqual([]);
        expect(badMetrics(result.metrics)).toEqual([]);
        expect(JSON.stringify(run(scenario, GENERATED))).toBe(JSON.stringify(result));
        const { name: index, key: template } = scenario.model.store.indexes![0]!;
        const same = goingWith(scenario.model, [lever('index-key', { index, template })]);
        expect(same).toHaveLength(1);
        const plans = [scenario.plans[0]!, { name: GENERATED, levers: same }];
        const { metrics, series, heat } = run({ ...scenario, plans }, GENERATED);
        const alone = run(scenario, 'none');
        expect(JSON.stringify({ metrics, series, heat })).toBe(
          JSON.stringify({ metrics: alone.metrics, series: alone.series, heat: alone.heat }),
        );
      }),
      { seed: 3, numRuns: 12 },
    );
  });

  test('that can follow all writes changes nothing but its own metrics and the bill', () => {
    fc.assert(
      fc.property(indexedScenarios, ({ model, plans, ...scenario }) => {
        const free = model.store.indexes!.map((index) => ({ ...index, writesPerSecond: null }));
        const { indexes: _, ...bare } = model.store;
        const measured = (store: ModelConfig['store']) => {
          const { metrics, series, heat, histograms } = run({ ...scenario, plans, model: { ...model, store } }, 'none');
          const kept = Object.entries(metrics).filter(([name]) => !/(^|:)index\.|^bill\./.test(name));
          return JSON.stringify({ kept, series, heat, histograms });
        };
        expect(measured({ ...bare, indexes: free })).toBe(measured(bare));
      }),
      { seed: 4, numRuns: 12 },
    );
  });
});
