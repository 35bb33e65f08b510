import { test as property } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RunResult } from '../../src/experiment/result.ts';
import { run } from '../../src/experiment/run.ts';
import { mitigations } from '../../src/mitigations/registry.ts';
import type { PlacementConfig } from '../../src/model/config.ts';
import type { PlanLever, Scenario } from '../../src/scenario/scenario.ts';
import { GENERATED, goingWith, scenarios } from '../support/generators.ts';
import { lever, small, stream } from '../support/small.ts';

/** Levers that no request gives cause to act: they look after keys that nobody asks for, or are never exhausted. */
const idle: readonly PlanLever[] = [
  lever('cache', { keys: ['nobody'] }),
  lever('coalescing', { keys: ['nobody'] }),
  lever('salting', { keys: ['nobody', 'nobody:*'] }),
  lever('copies', { keys: ['nobody'] }),

  lever('adaptive-capacity', { reads: 0.001, writes: 0.001 }),
  lever('split-for-heat', { requests: 1e12 }),
  lever('split-for-size', { size: 1e15 }),
  lever('write-buffer', { drain: 100, keys: ['nobody'] }),
  lever('sharded-counter', { keys: ['nobody'] }),
  lever('write-coalescing', { keys: ['nobody'] }),
  lever('load-shedding', { maxWait: 1e12 }),
  lever('retry-budget', { ratio: 1, depth: 1e12 }),
  lever('rate-limit', { rate: 1000, keys: ['nobody'] }),
  lever('tenant-quota', { rate: 1000, attribute: 'nobody' }),
  lever('key-template', { template: '{key}#{random:3}', workloads: ['nobody'] }),
  lever('concurrency-limit', { initial: 1e5, least: 1e5, most: 1e5 }),
  lever('circuit-breaker', { calls: 100_000, failures: 1 }),
  lever('batching', { keys: ['nobody'], of: 'all' }),
  lever('outlier-ejection', { errors: 100_000, alwaysOne: true }),
  lever('random-prefix', { keys: ['nobody'] }),
  lever('two-choices', { keys: ['nobody'], every: 0 }),
  lever('hedging', { keys: ['nobody'] }),
];

/** Queue disciplines that leave everybody in order of arrival, of which a plan has one. */
const inOrder: readonly PlanLever[] = [
  lever('lifo', { above: 1e9 }),
  lever('adaptive-lifo', { standing: 1e12 }),
  lever('codel', { short: 1e12, long: 1e12 }),
  lever('priority', { classes: ['nobody'], by: 'key' }),
  lever('fair-queueing', { weights: ['nobody=5'], by: 'key' }),
];
const isDiscipline = ({ kind }: PlanLever): boolean => mitigations[kind]!.discipline !== undefined;

/** Levers that change the configuration into itself. */
const unchanging = (scenario: Scenario): readonly PlanLever[] => [
  lever('bigger-node', { factor: 1 }),
  lever('idempotency-keys', { ttl: 0, units: 0 }),
  lever('more-partitions', { partitions: scenario.model.store.partitions }),
  lever('isolation', { keys: [] }),
  lever('auto-scaling', { maxWrites: 1e9, outAfter: 1e6, inAfter: 1e5 }),
  lever('index-key', indexed(scenario)),
  ...placed(scenario.model.store.placement),
  lever('hybrid-fanout', { threshold: scenario.model.workers?.readAbove ?? 1e9 }),
  ...electoral(scenario),
  ...(scenario.model.workers === null
    ? [lever('fanout-workers', { workers: 1 }), lever('fanout-bulkhead', { workers: 1 })]
    : [
        lever('fanout-workers', { workers: scenario.model.workers.count + (scenario.model.workers.large?.count ?? 0) }),
      ]),
];

/** The key that the first index has; without one the lever does not fit, and is left out. */
function indexed({ model }: Scenario): Readonly<Record<'index' | 'template', string>> {
  const { name: index, key: template } = model.store.indexes?.[0] ?? { name: 'nobody', key: '{key}' };
  return { index, template };
}

/** The placement that there is, where a plan can name it. */
function placed(placement: PlacementConfig): readonly PlanLever[] {
  const by = mitigations.placement!.options.by!;
  if (by.kind !== 'choice' || !by.choices.includes(placement.kind)) return [];
  return [
    lever('placement', { by: placement.kind, virtualNodes: 'virtualNodes' in placement ? placement.virtualNodes : 1 }),
  ];
}

/** Those of clusters and of patience, where they change nothing. */
function electoral({ model: { store, clients } }: Scenario): readonly PlanLever[] {
  const { cluster } = store;
  const isPatient = clients.timeoutMs === null && clients.deadlineMs === null;
  return [
    lever('acknowledgement', { by: cluster?.ack ?? 'all' }),
    lever('more-replicas', { replicas: cluster?.replicas ?? 3 }),
    lever('health-signal', { signal: cluster?.health?.signal ?? 'depth', above: cluster?.health?.above ?? 1 }),
    ...(cluster === null || cluster.dampeningMs >= 1
      ? [lever('election-dampening', { interval: cluster?.dampeningMs ?? 1 })]
      : []),
    ...(isPatient ? [lever('deadline-propagation')] : []),
  ];
}

const withPlan = (scenario: Scenario, levers: readonly PlanLever[]): Scenario => ({
  ...scenario,
  plans: [scenario.plans[0]!, { name: GENERATED, levers: goingWith(scenario.model, levers) }],
});

const bytes = (result: RunResult): string => JSON.stringify(result);

/** Two metrics exist only once their lever is in the plan. */
const OWN_METRICS = { cache: 'cache.hitRatio', coalescing: 'coalescing.joinedShare' } as const;

/**
 * What an idle lever must leave alone: all measurements but its own metric, and the count of events, which includes
 * the looks of monitoring. Warnings name the lever, and theory is for plans without any.
 */
function measured({ metrics, series, heat, histograms, sliceMs }: RunResult): string {
  const absent = Object.fromEntries(Object.values(OWN_METRICS).map((name) => [name, metrics[name] ?? 0]));
  return JSON.stringify({ metrics: { ...metrics, ...absent, 'engine.events': 0 }, series, heat, histograms, sliceMs });
}

describe('the bytes of a result', () => {
  property.prop([scenarios()], { seed: 2, numRuns: 14 })(
    'are the same for the same seed, whatever ran in between',
    (scenario) => {
      const [none, once] = [bytes(run(scenario, 'none')), bytes(run(scenario, GENERATED))];
      expect(bytes(run(scenario, GENERATED)) === once).toBe(true);
      expect(bytes(run(scenario, 'none')) === none).toBe(true);
    },
  );

  test('differ between replications and between seeds', () => {
    const scenario = small({ durationMs: 1000 });
    const results = [{}, { replication: 1 }, { seed: '2' }].map((options) => run(scenario, 'none', options));
    expect(new Set(results.map(({ histograms }) => JSON.stringify(histograms))).size).toBe(3);
  });

  property.prop([scenarios(fc.constant([])), fc.subarray([...idle]), fc.constantFrom(...inOrder)], {
    seed: 3,
    numRuns: 20,
  })(
    'do not change when levers join that never act, and are the baseline again without them',
    (scenario, joining, discipline) => {
      const alone = run(scenario, 'none');
      const joined = run(withPlan(scenario, [...joining, discipline, ...unchanging(scenario)]), GENERATED);
      expect(measured(joined)).toBe(measured(alone));
      expect(measured(run(withPlan(scenario, []), GENERATED))).toBe(measured(alone));
    },
  );

  property.prop([scenarios(), fc.constantFrom(...idle, ...inOrder)], { seed: 4, numRuns: 20 })(
    'do not change when such a lever joins levers that act',
    (scenario, joining) => {
      const { levers } = scenario.plans[1]!;
      fc.pre(!levers.some(({ kind }) => kind === joining.kind));
      fc.pre(!(isDiscipline(joining) && levers.some(isDiscipline)));
      const joined = run(withPlan(scenario, [...levers, joining]), GENERATED);
      expect(measured(joined)).toBe(measured(run(scenario, GENERATED)));
    },
  );

  test('every kind that can be idle is among those that join', () => {
    const joining = [...idle, ...inOrder, ...unchanging(small())].map(({ kind }) => kind);
    // They have no idle form: a policy that replaces the clients', a registry that is asked about every key, a client that refuses before
    // any call has been served, boundaries that are chosen anew, a share for a table that has none.
    const busy = ['retry', 'salt-registry', 'client-throttle', 'pre-split', 'provisioned-throughput'];
    expect(joining.sort()).toEqual(
      Object.keys(mitigations)
        .filter((kind) => !busy.includes(kind))
        .sort(),
    );
  });

  test('change when a lever does act', () => {
    const scenario = small({ durationMs: 2000, workload: [stream(300)], plan: [lever('cache')] });
    expect(measured(run(scenario, GENERATED))).not.toBe(measured(run(scenario, 'none')));
  });
});
