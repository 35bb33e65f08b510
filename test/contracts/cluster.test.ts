/**
 * Leaders that fail, under arbitrary crashes, pauses and health checks.
 *
 * Every write goes to a key of its own, so that what stands in the end is known by its id from outside the ledger; who
 * leads when is replayed from the crashes and elections alone.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { build } from '../../src/experiment/build.ts';
import { run } from '../../src/experiment/run.ts';
import type { ClusterEvent } from '../../src/model/cluster/cluster.ts';
import { OUTCOME_SERVED, UNAVAILABLE, WRITE } from '../../src/model/codes.ts';
import type { ModelConfig } from '../../src/model/config.ts';
import { NullObserver } from '../../src/model/observer.ts';
import type { Simulation } from '../../src/model/simulation.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { broken } from '../support/contracts/table.ts';
import { EventLog, type RunLog } from '../support/event-log.ts';
import { clusteredScenarios, GENERATED } from '../support/generators.ts';

/** Most writes of a generated run. */
const KEYS = 5000;

interface Watched {
  readonly log: RunLog;
  readonly simulation: Simulation;
}

function watch({ model, plans, seed }: Scenario): Watched {
  const observer = new EventLog(new NullObserver());
  const simulation = build({ model, plan: plans[1]!, seed, replication: 0, observer });
  simulation.run();
  return { log: observer.finish(), simulation };
}

/** All workloads write, each write to a key of its own. */
function withIds(scenario: Scenario): Scenario {
  const workload = scenario.model.workload.map((entry, i) => ({
    ...entry,
    reads: 0,
    keys: { kind: 'sequential' as const, count: KEYS, prefix: `id${i}:` },
  }));
  return { ...scenario, model: { ...scenario.model, workload } };
}

/** Writes acknowledged to their users of which the store has nothing in the end. */
function missingIds({ events, items, nameOf }: RunLog): number {
  return events.filter(
    ({ kind, op, end, key }) =>
      kind === 'settled' && op === WRITE && end === OUTCOME_SERVED && !items.has(nameOf.get(key)!),
  ).length;
}

interface Reign {
  readonly node: number;
  readonly fromMs: number;
  toMs: number;
}

/** Who led a partition when, from crashes, removals and elections. */
function reigns(partition: number, events: readonly ClusterEvent[], { nodes }: { nodes: number }): Reign[] {
  const found: Reign[] = [{ node: partition % nodes, fromMs: 0, toMs: Number.POSITIVE_INFINITY }];
  for (const { atMs, kind, node, partition: where } of events) {
    const last = found.at(-1)!;
    const isHit = (kind === 'crash' && node === last.node) || (kind === 'taken down' && where === partition);
    if (isHit) last.toMs = Math.min(last.toMs, atMs);
    if (kind !== 'elected' || where !== partition) continue;
    // A leader that stood still was in office until then.
    last.toMs = Math.min(last.toMs, atMs);
    found.push({ node, fromMs: atMs, toMs: Number.POSITIVE_INFINITY });
  }
  return found;
}

const noLevers = fc.constant([]);
const cluster = (model: ModelConfig) => model.store.cluster!;

describe('a cluster', () => {
  test('loses acknowledged writes under ack=leader alone, and the ledger counts each by its id', () => {
    const lost = { leader: 0, quorum: 0, all: 0 };
    let elections = 0;
    fc.assert(
      fc.property(clusteredScenarios(noLevers).map(withIds), (scenario) => {
        const { log, simulation } = watch(scenario);
        const ids = missingIds(log);
        expect(log.lost).toBe(ids);
        const { ack } = cluster(scenario.model);
        if (ack !== 'leader') expect(ids).toBe(0);
        lost[ack] += ids;
        elections += simulation.cluster!.elected;
      }),
      { seed: 1, numRuns: 150 },
    );
    expect(lost.leader).toBeGreaterThan(20);
    expect(elections).toBeGreaterThan(200);
  });

  test('has at most one leader a partition, which alone serves; time without one adds up', () => {
    let vacantMs = 0;
    fc.assert(
      fc.property(clusteredScenarios(noLevers), (scenario) => {
        const { log, simulation } = watch(scenario);
        const { groups, events, vacancyMs } = simulation.cluster!;
        let sum = 0;
        for (const { partition } of groups) {
          const terms = reigns(partition, events, cluster(scenario.model));
          for (const [k, { toMs }] of terms.entries()) {
            const nextMs = terms[k + 1]?.fromMs ?? simulation.now;
            expect(nextMs).toBeGreaterThanOrEqual(Math.min(toMs, simulation.now));
            sum += Math.max(0, nextMs - toMs);
          }
          for (const { kind, part, at } of log.events) {
            if (kind !== 'started' || part !== partition) continue;
            expect(terms.some(({ fromMs, toMs }) => at >= fromMs && at <= toMs)).toBe(true);
          }
        }
        expect(vacancyMs).toBeCloseTo(sum, 6);
        vacantMs += sum;
      }),
      { seed: 2, numRuns: 60 },
    );
    expect(vacantMs).toBeGreaterThan(1000);
  });

  test('keeps the contracts of every run, with mitigations too', () => {
    let unavailable = 0;
    fc.assert(
      fc.property(clusteredScenarios(), (scenario) => {
        const { log } = watch(scenario);
        expect(broken(log, scenario.plans[1]!.levers)).toEqual([]);
        expect(() => run(scenario, GENERATED)).not.toThrow();
        unavailable += log.events.filter(({ kind, end }) => kind === 'ended' && end === UNAVAILABLE).length;
      }),
      { seed: 3, numRuns: 50, endOnFailure: true },
    );
    expect(unavailable).toBeGreaterThan(100);
  });
});
