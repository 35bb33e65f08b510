/** Nodes, replicas and patience agree with one another. */
import type { ClusterConfig, RangeMs } from '../../model/config.ts';
import { formatDuration } from '../../units/duration.ts';
import type { Problem } from '../issue.ts';
import type { Scenario } from '../scenario.ts';

const PATH = ['store', 'cluster'] as const;

export function clusterProblems({ model: { store, workload } }: Scenario): Problem[] {
  const { cluster } = store;
  if (cluster === null) return [];
  const problems: Problem[] = [
    ...hosting(cluster),
    ...descending(cluster.patienceMs, 'electionTimeout'),
    ...descending(cluster.candidacyMs, 'candidacy'),
    ...hasty(cluster),
    ...healthProblems(cluster),
  ];
  const posts = workload.findIndex(({ fanout }) => fanout !== null);
  if (posts >= 0) {
    const message = 'posts that fan out and leaders that fail are not modelled together';
    const allowed = 'a store without cluster, or a workload without fanout';
    problems.push({ code: 'wrong-value', path: ['workload', posts, 'fanout'], onName: true, message, allowed });
  }
  return problems;
}

function hosting({ nodes, replicas, replicationMs }: ClusterConfig): Problem[] {
  const problems: Problem[] = [];
  if (replicationMs.length > Math.max(1, replicas - 1)) {
    const message = `${replicationMs.length} replication delays for ${replicas - 1} followers`;
    const allowed = `at most ${Math.max(1, replicas - 1)}`;
    problems.push({ code: 'wrong-value', path: [...PATH, 'replication'], message, allowed });
  }
  if (nodes < replicas) {
    const message = `${nodes} nodes for ${replicas} replicas of a partition, each on a node of its own`;
    problems.push({ code: 'wrong-value', path: [...PATH, 'nodes'], message, allowed: `at least ${replicas}` });
  }
  const fallen = replicationMs.findIndex((delayMs, k) => k > 0 && delayMs < replicationMs[k - 1]!);
  if (fallen > 0) {
    const message = 'the replication delays do not ascend';
    const allowed = `at least ${formatDuration(replicationMs[fallen - 1]!)}: the nearest follower comes first`;
    problems.push({ code: 'wrong-value', path: [...PATH, 'replication', fallen], message, allowed });
  }
  return problems;
}

function descending({ minMs, maxMs }: RangeMs, name: string): Problem[] {
  if (minMs <= maxMs) return [];
  const message = `${name} from ${formatDuration(minMs)} to ${formatDuration(maxMs)}`;
  return [{ code: 'wrong-value', path: [...PATH, name, 1], message, allowed: `at least ${formatDuration(minMs)}` }];
}

/** Whoever waits less than a heartbeat stands against every leader. */
function hasty({ heartbeatMs, patienceMs }: ClusterConfig): Problem[] {
  if (patienceMs.minMs > heartbeatMs) return [];
  const message = `electionTimeout: followers stand after ${formatDuration(patienceMs.minMs)}, and a heartbeat comes every ${formatDuration(heartbeatMs)}`;
  const allowed = `an electionTimeout above ${formatDuration(heartbeatMs)}`;
  return [{ code: 'wrong-value', path: [...PATH, 'electionTimeout'], message, allowed }];
}

function healthProblems({ health }: ClusterConfig): Problem[] {
  if (health === null) return [];
  const path = [...PATH, 'health'];
  if (health.signal === 'probe' && health.timeoutMs >= health.everyMs) {
    const message = `a probe may take ${formatDuration(health.timeoutMs)}, and the next is sent after ${formatDuration(health.everyMs)}`;
    const allowed = `below ${formatDuration(health.everyMs)}`;
    return [{ code: 'wrong-value', path: [...path, 'timeout'], message, allowed }];
  }
  if (health.signal === 'depth' && health.above === null) {
    const message = 'the depth of a queue has no limit to be held against';
    return [{ code: 'missing', path: [...path, 'above'], message, allowed: 'above: 500' }];
  }
  return [];
}
