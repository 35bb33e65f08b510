/** A run that would take more requests or memory than allowed is refused before it is built. */
import { kindOf, READ, WRITE } from '../../model/codes.ts';
import { mostPartitions } from '../../model/config.ts';
import { Flows, writeUnitsOf } from '../../model/flows.ts';
import { requestsOf, stretchesOf } from '../../model/workload/stretches.ts';
import { formatSize } from '../../units/size.ts';
import type { Problem } from '../issue.ts';
import { followersOf } from '../load.ts';
import { estimateMemory, estimateMemoryBytes } from '../memory.ts';
import { patched } from '../patched.ts';
import type { Plan, Scenario } from '../scenario.ts';
import type { Registry } from '../shape/plan-shape.ts';
import { PARTITIONS_MOST } from '../shape/store-shape.ts';
import { clusterProblems } from './cluster.ts';
import { teamProblems } from './fanout.ts';
import { faultProblems } from './faults.ts';
import { placementProblems } from './store.ts';

/** At a few million events per second, about an hour for each replication. */
const REQUESTS_MOST = 2e9;

export function limitProblems(scenario: Scenario, registry: Registry): Problem[] {
  const own = [
    ...requestProblems(scenario),
    ...memoryProblems(scenario),
    ...unitProblems(scenario),
    ...entryProblems(scenario),
  ];
  return own.length > 0 ? own : scenario.plans.flatMap((plan) => planProblems(scenario, plan, registry));
}

/** What a plan's changes to the store make impossible. */
function planProblems(scenario: Scenario, plan: Plan, registry: Registry): Problem[] {
  const model = patched(scenario.model, plan, registry);
  const problems = [
    ...partitionProblems(model),
    ...placementProblems(model.store.partitions, model.store.placement),
    ...memoryProblems({ ...scenario, model }),
    ...unitProblems({ ...scenario, model }),
    ...faultProblems({ ...scenario, model }),
    ...clusterProblems({ ...scenario, model }),
    ...teamProblems({ ...scenario, model }),
    ...deferProblems(model, plan, registry),
    ...splitProblems(model),
  ];
  return problems.map((problem) => ({
    ...problem,
    path: ['plans', plan.name],
    message: `under this plan ${problem.message}`,
  }));
}

/** What mitigations add is held to what a store may have. */
function partitionProblems({ store }: Scenario['model']): Problem[] {
  const most = mostPartitions(store);
  if (most <= PARTITIONS_MOST) return [];
  const message = `there would be ${most.toLocaleString('en-US')} partitions`;
  return [{ code: 'too-large', path: [], message, allowed: `at most ${short(PARTITIONS_MOST)}` }];
}

/**
 * A buffer that gets no answer sends again what a replica may have: whether it arrives twice or not at all is decided by
 * the failover alone, which the account of lost writes does not follow.
 */
function deferProblems({ store }: Scenario['model'], { levers }: Plan, registry: Registry): Problem[] {
  if (store.cluster === null || store.cluster.ack === 'leader') return [];
  const kind = levers.find((lever) => registry[lever.kind]?.defersWrites)?.kind;
  if (kind === undefined) return [];
  const message = `${kind} and ack: ${store.cluster.ack} are not modelled together`;
  return [{ code: 'wrong-value', path: [], message, allowed: 'ack: leader' }];
}

/** What a failover takes back is kept by partition, and a split would have to take it along. */
function splitProblems({ store }: Scenario['model']): Problem[] {
  if (store.cluster === null || store.sparePartitions === undefined) return [];
  const message = 'partitions are split, which is not modelled together with leaders and followers';
  return [{ code: 'wrong-value', path: [], message, allowed: 'a store without cluster' }];
}

function requestProblems({ model: { workload, durationMs } }: Scenario): Problem[] {
  const requests = workload.map((entry) =>
    entry.only === null ? followersOf(entry) * requestsOf(stretchesOf(entry, workload, durationMs)) : 0,
  );
  const total = requests.reduce((sum, count) => sum + count, 0);
  if (total <= REQUESTS_MOST) return [];
  const most = requests.indexOf(Math.max(...requests));
  const origin = workload[most]!.arrivals ? 'arrivals' : 'follows';
  const posts = workload[most]!.fanout !== null;
  const message = `a run would have ${short(total)} ${posts ? 'writes and reads' : 'requests'}, ${short(requests[most]!)} of them from the workload ${workload[most]!.name}`;
  const allowed = `at most ${short(REQUESTS_MOST)}: lower the rates${posts ? ', the followers' : ''} or the duration`;
  return [{ code: 'too-large', path: ['workload', most, origin], message, allowed }];
}

function memoryProblems(scenario: Scenario): Problem[] {
  const total = estimateMemoryBytes(scenario);
  if (total <= scenario.memoryLimitBytes) return [];
  const [{ path, bytes, remedy }] = ownersOf(scenario).sort((a, b) => b.bytes - a.bytes) as [Owner];
  const message = `a run would need about ${inMiB(total)}, ${inMiB(bytes)} of it here`;
  const allowed = `at most ${formatSize(scenario.memoryLimitBytes)}: ${remedy}, or raise memory`;
  return [{ code: 'too-large', path, message, allowed }];
}

/** Items that take more units than a bucket can ever hold, which would be throttled for ever. */
function unitProblems({ model: { workload, store } }: Scenario): Problem[] {
  const { ceiling, ceilingDepthSeconds, share, bankSeconds } = store.partition.limit;
  const { units: unitsOf } = new Flows(workload, 0);
  const most = (op: 'reads' | 'writes'): number =>
    Math.min(
      (store.throughput?.[op] ?? Number.POSITIVE_INFINITY) * (1 + (store.throughput?.burstSeconds ?? 0)),
      (ceiling[op] ?? Number.POSITIVE_INFINITY) * ceilingDepthSeconds,
      (share[op] ?? Number.POSITIVE_INFINITY) * Math.max(1, bankSeconds),
    );
  return workload.flatMap(({ reads }, i) => {
    const takes = [
      { op: 'reads', units: reads > 0 ? unitsOf[kindOf(i, READ)]! : 0 },
      { op: 'writes', units: reads < 1 ? unitsOf[kindOf(i, WRITE)]! : 0 },
    ] as const;
    return takes.flatMap(({ op, units }) => {
      if (units <= most(op)) return [];
      const message = `an item of this size takes ${units} units to ${op === 'reads' ? 'read' : 'write'}, more than a partition or the table can save up: all would be throttled`;
      const allowed = `at most ${most(op)} units: a smaller size, a higher limit or a longer ceilingDepth`;
      return [{ code: 'too-large', path: ['workload', i, 'size'], message, allowed }];
    });
  });
}

/** Entries that an index could never take. */
function entryProblems({ model: { workload, store } }: Scenario): Problem[] {
  const { ceilingDepthSeconds } = store.partition.limit;
  const largest = Math.max(...workload.map(({ reads, sizeBytes }) => (reads < 1 ? sizeBytes : 0)));
  return (store.indexes ?? []).flatMap(({ writesPerSecond, entryBytes, lagMs }, i) => {
    const units = writeUnitsOf(entryBytes ?? largest);
    const most = (writesPerSecond ?? Number.POSITIVE_INFINITY) * (ceilingDepthSeconds + lagMs / 1000);
    if (units <= most) return [];
    const message = `an entry takes ${units} units, more than a partition of the index can save up and be behind: all would be throttled`;
    const allowed = `at most ${most} units: a smaller size, more writes or a longer lag`;
    return [{ code: 'too-large', path: ['store', 'indexes', i], message, allowed }];
  });
}

interface Owner {
  readonly path: Problem['path'];
  readonly bytes: number;
  readonly remedy: string;
}

function ownersOf(scenario: Scenario): Owner[] {
  const { base, partitions, indexes, keys, requests } = estimateMemory(scenario);
  return [
    { path: ['memory'], bytes: base, remedy: 'no scenario does with less' },
    { path: ['store', 'partitions'], bytes: partitions, remedy: 'have fewer partitions' },
    ...indexes.map((bytes, i) => ({ path: ['store', 'indexes', i], bytes, remedy: 'have fewer keys or partitions' })),
    ...keys.map((bytes, i) => ({ path: ['workload', i, 'keys', 'count'], bytes, remedy: 'have fewer keys' })),
    ...requests.map((bytes, i) => ({
      path: ['workload', i],
      bytes,
      remedy: 'lower the overload or its duration, or give the queue a capacity',
    })),
  ];
}

function short(count: number): string {
  return count.toLocaleString('en-US', { notation: 'compact', maximumFractionDigits: 1 });
}

function inMiB(bytes: number): string {
  return `${Math.round(bytes / 2 ** 20).toLocaleString('en-US')} MiB`;
}
