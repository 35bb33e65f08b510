/** What happened to the leaders, for annotations: crashes of nodes, and the elections of one partition. */
import type { ClusterEvent } from '../model/cluster/cluster.ts';
import type { Recorder } from './recorder.ts';

/** Something that happened to a node, or to the leader of the busiest partition that lost one. */
export interface RunEvent extends Omit<ClusterEvent, 'partition'> {
  /** null: the whole node. */
  readonly partition: number | null;
}

/** A failover loop has hundreds. */
const EVENTS_MOST = 200;

/** Events up to the end of the load: of all nodes, and of the partition with most attempts among those that elected. */
export function runEvents({ simulation, partitions }: Recorder): RunEvent[] {
  const { cluster, config } = simulation;
  if (cluster === null) return [];
  const { requests } = partitions.offered();
  const elected = new Set(cluster.events.flatMap(({ kind, partition }) => (kind === 'elected' ? [partition] : [])));
  const busiest = [...elected].reduce((best, p) => (best < 0 || requests[p]! > requests[best]! ? p : best), -1);
  return cluster.events
    .filter(({ atMs, partition }) => atMs < config.durationMs && (partition < 0 || partition === busiest))
    .sort((a, b) => a.atMs - b.atMs)
    .slice(0, EVENTS_MOST)
    .map(({ atMs, kind, node, partition }) => ({ atMs, kind, node, partition: partition < 0 ? null : partition }));
}
