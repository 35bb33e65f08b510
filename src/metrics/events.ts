/**
 * What happened, for annotations: to nodes and the leader of one partition, to the services beside the store, to partitions that
 * changed while it ran, and when reads first and last missed messages.
 */
import type { ClusterEvent } from '../model/cluster/cluster.ts';
import type { Incident, IncidentKind } from '../model/incidents.ts';
import type { Recorder } from './recorder.ts';
import type { Span } from './span.ts';

/** Something that happened to a node, or to the leader of the busiest partition that lost one. */
export interface LeaderEvent extends Omit<ClusterEvent, 'partition'> {
  /** null: the whole node. */
  readonly partition: number | null;
}

/**
 * Something that happened to the services that salts are looked up in, or to a partition; `count` numbers an instance or the partition,
 * or counts salts, and `to` is the partition's new share, or the one that half of its keys moved to.
 */
export interface ServiceEvent extends Omit<Incident, 'key'> {
  readonly key: string | null;
}

/** What readers and writers saw of it. */
interface SeenEvent {
  readonly atMs: number;
  readonly kind: 'first wrong read' | 'last wrong read' | 'first throttle' | 'last throttle';
}

export type RunEvent = LeaderEvent | ServiceEvent | SeenEvent;

/** A failover loop has hundreds of events, and so may a fleet that finds hot keys, or a loop that sets shares: of the frequent kinds, the first so many. */
const LEADER_EVENTS_MOST = 200;
const OFTEN_MOST: Readonly<Partial<Record<IncidentKind, number>>> = {
  reported: 20,
  salted: 80,
  boosted: 40,
  lowered: 40,
  merging: 100,
  merged: 100,
  'scaled out': 40,
  'scaled in': 40,
};

/** Events up to the end of the load. */
export function runEvents(recorder: Recorder): RunEvent[] {
  const { config } = recorder.simulation;
  return [...leaderEvents(recorder), ...serviceEvents(recorder), ...seenEvents(recorder)]
    .filter(({ atMs }) => atMs < config.durationMs)
    .sort((a, b) => a.atMs - b.atMs);
}

/** Those of all nodes, and of the partition with most attempts among those that elected. */
function leaderEvents({ simulation, partitions }: Recorder): LeaderEvent[] {
  const { cluster } = simulation;
  if (cluster === null) return [];
  const { requests } = partitions.offered();
  const elected = new Set(cluster.events.flatMap(({ kind, partition }) => (kind === 'elected' ? [partition] : [])));
  const busiest = [...elected].reduce((best, p) => (best < 0 || requests[p]! > requests[best]! ? p : best), -1);
  return cluster.events
    .filter(({ partition }) => partition < 0 || partition === busiest)
    .sort((a, b) => a.atMs - b.atMs)
    .slice(0, LEADER_EVENTS_MOST)
    .map(({ atMs, kind, node, partition }) => ({ atMs, kind, node, partition: partition < 0 ? null : partition }));
}

function serviceEvents({ simulation: { incidents, universe } }: Recorder): ServiceEvent[] {
  const counts = new Map<IncidentKind, number>();
  const shown = incidents.filter(({ kind }) => {
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    return count <= (OFTEN_MOST[kind] ?? Number.POSITIVE_INFINITY);
  });
  return shown.map((incident) => ({
    ...incident,
    key: incident.key === null ? null : universe.nameOf(incident.key),
  }));
}

/** Of plans with such services, and of readers of histories. */
function seenEvents({ simulation, wrongReads, throttles }: Recorder): SeenEvent[] {
  const ends = (span: Span, first: SeenEvent['kind'], last: SeenEvent['kind']): SeenEvent[] =>
    span.ends === null
      ? []
      : [
          { atMs: span.ends[0], kind: first },
          { atMs: span.ends[1], kind: last },
        ];
  return [
    ...ends(wrongReads, 'first wrong read', 'last wrong read'),
    ...(simulation.incidents.length > 0 ? ends(throttles, 'first throttle', 'last throttle') : []),
  ];
}
