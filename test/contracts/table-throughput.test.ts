/**
 * Tables that are provisioned as a whole, under arbitrary scenarios and mitigations: every contract holds as it does without, no window has more
 * than the table allows, and a table that may take whatever comes changes nothing.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { run } from '../../src/experiment/run.ts';
import { READ, THROTTLED, TURNED_AWAY, UNAVAILABLE } from '../../src/model/codes.ts';
import type { ModelConfig, ThroughputConfig } from '../../src/model/config.ts';
import type { PlanLever, Scenario } from '../../src/scenario/scenario.ts';
import { worstExcess } from '../support/contracts/limits.ts';
import { badMetrics, notPlain } from '../support/contracts/plain.ts';
import { broken } from '../support/contracts/table.ts';
import { sameTraffic } from '../support/contracts/traffic.ts';
import type { RunLog } from '../support/event-log.ts';
import { GENERATED, goingWith, leverOf, scenarioOf, scenarios } from '../support/generators.ts';
import { observe } from '../support/observe.ts';
import { lever } from '../support/small.ts';

const rate = (perSecond: number) => fc.integer({ min: 1, max: 20 }).map((n) => 0.02 * n * perSecond);
const throughput = (perSecond: number): fc.Arbitrary<ThroughputConfig> =>
  fc.record({
    reads: fc.option(rate(perSecond), { nil: null }),
    writes: rate(perSecond),
    burstSeconds: fc.constantFrom(0, 0.1, 300),
    burstStartsFull: fc.boolean(),
  });

/** Eager, as runs are short; often in its own words. */
const scaling: fc.Arbitrary<PlanLever> = fc.oneof(
  leverOf('auto-scaling'),
  fc
    .record({
      maxWrites: fc.integer({ min: 20, max: 400 }),
      minWrites: fc.constant(20),
      every: fc.integer({ min: 10, max: 200 }),
      outAfter: fc.integer({ min: 1, max: 3 }),
      inAfter: fc.integer({ min: 1, max: 5 }),
      delay: fc.constantFrom(0, 7, 100),
      target: fc.constantFrom(0.3, 0.7, 1),
    })
    .map((options) => lever('auto-scaling', options)),
);

const provisioned = (model: ModelConfig, chosen: ThroughputConfig): ModelConfig => ({
  ...model,
  store: { ...model.store, throughput: chosen },
});

/** A generated scenario whose table is provisioned; in most plans that changes while it runs. */
const provisionedScenarios = (plan: fc.Arbitrary<PlanLever | null>): fc.Arbitrary<Scenario> =>
  scenarios().chain(({ model, plans, seed }) => {
    const perSecond = model.workload.reduce((sum, { arrivals }) => sum + (arrivals?.steps[0]?.ratePerSecond ?? 0), 0);
    return fc.tuple(throughput(Math.max(1, perSecond)), plan).map(([chosen, scaled]) => {
      const limited = provisioned(model, chosen);
      const levers = plans.find(({ name }) => name === GENERATED)!.levers.filter(({ kind }) => kind !== 'auto-scaling');
      return scenarioOf(limited, goingWith(limited, scaled === null ? levers : [...levers, scaled]), { seed });
    });
  });

/** What was let in of one operation, the whole table together. */
function admitted({ events }: RunLog, isRead: boolean) {
  const turnedAway = new Set(
    events
      .filter(({ kind, end }) => kind === 'bounced' && [THROTTLED, UNAVAILABLE, TURNED_AWAY].includes(end))
      .map(({ attempt }) => attempt),
  );
  return events.filter(
    ({ kind, attempt, op }) => kind === 'reached' && !turnedAway.has(attempt) && (op === READ) === isRead,
  );
}

describe('a table that is provisioned as a whole', () => {
  test('keeps every contract while it is scaled, and a fifth of the cases are', () => {
    let [cases, scaled] = [0, 0];
    fc.assert(
      fc.property(provisionedScenarios(scaling), (scenario) => {
        const log = observe(scenario, GENERATED);
        const result = run(scenario, GENERATED);
        cases++;
        if (result.events.some(({ kind }) => kind === 'scaled out' || kind === 'scaled in')) scaled++;
        expect(broken(log, scenario.plans[1]!.levers)).toEqual([]);
        expect(sameTraffic(log, observe(scenario, 'none'))).toEqual([]);
        expect(notPlain(result)).toEqual([]);
        expect(badMetrics(result.metrics)).toEqual([]);
        expect(JSON.stringify(run(scenario, GENERATED))).toBe(JSON.stringify(result));
      }),
      { seed: 1, numRuns: 14 },
    );
    expect(scaled, `of ${cases}`).toBeGreaterThan(cases / 5);
  });

  test('lets in no more than its rate and what it has saved up, in any window', () => {
    let [cases, throttled] = [0, 0];
    fc.assert(
      fc.property(provisionedScenarios(fc.constant(null)), (scenario) => {
        const log = observe(scenario, GENERATED);
        const { reads, writes, burstSeconds } = scenario.model.store.throughput!;
        for (const [perSecond, isRead] of [
          [reads, true],
          [writes, false],
        ] as const) {
          if (perSecond === null) continue;
          expect(worstExcess(admitted(log, isRead), perSecond, perSecond * (1 + burstSeconds))).toBe(0);
        }
        cases++;
        if (run(scenario, GENERATED).metrics['table.throttled']! > 0) throttled++;
      }),
      { seed: 2, numRuns: 16 },
    );
    expect(throttled, `of ${cases}`).toBeGreaterThan(cases / 5);
  });

  test('changes nothing but its own metrics where it may take whatever comes, or nobody ever scales it', () => {
    fc.assert(
      fc.property(scenarios(), ({ model, plans, ...scenario }) => {
        const endless = provisioned(model, { reads: 1e12, writes: 1e12, burstSeconds: 0, burstStartsFull: false });
        const measured = (chosen: ModelConfig, levers: readonly PlanLever[]) => {
          const both = [plans[0]!, { name: GENERATED, levers: goingWith(chosen, levers) }];
          const { metrics, series, heat, histograms } = run({ ...scenario, model: chosen, plans: both }, GENERATED);
          const kept = Object.entries(metrics).filter(([name]) => !/(^|:)table\.|^engine\.events/.test(name));
          return JSON.stringify({ kept, series, heat, histograms });
        };
        const levers = plans
          .find(({ name }) => name === GENERATED)!
          .levers.filter(({ kind }) => kind !== 'auto-scaling');
        const idle = lever('auto-scaling', { maxWrites: 1e13, every: 10, outAfter: 1e6, inAfter: 1e5 });
        expect(measured(endless, levers)).toBe(measured(model, levers));
        expect(measured(endless, [...levers, idle])).toBe(measured(model, levers));
      }),
      { seed: 3, numRuns: 8 },
    );
  });
});
