/**
 * Who leads next, and when: the first of the freshest replicas to lose patience with a silent leader.
 *
 * A follower stands when no heartbeat has come for as long as it drew for this term. Voters refuse whoever lacks what
 * they have, so the freshest of those that are up win (Raft, section 5.4.1), the first of them to stand. With `quorum`
 * a majority of the replicas must be up to vote; otherwise one that is up suffices, as others decide (the masters of a
 * Redis cluster, a controller). Votes take one round trip, and an old lease has to run out first.
 */
import { mix } from '../../random/jitter.ts';
import type { ClusterConfig, RangeMs } from '../config.ts';
import { type Group, NOBODY } from './group.ts';

/** What a group knows of its silent leader. */
export interface Silence {
  /** Its last heartbeat. */
  readonly heardMs: number;
  /** When a health check told the followers that it is gone; null: they find out. */
  readonly toldMs: number | null;
}

export interface Succession {
  readonly replica: number;
  /** When it stands, and when it is elected. */
  readonly standsMs: number;
  readonly electedMs: number;
}

export class Elections {
  private readonly config: ClusterConfig;
  private readonly votesMs: number;
  private readonly seeds: Int32Array;

  /** @param votesMs round trip between two nodes; @param seeds of the chance of each partition. */
  constructor(config: ClusterConfig, votesMs: number, seeds: Int32Array) {
    this.config = config;
    this.votesMs = votesMs;
    this.seeds = seeds;
  }

  /** The next leader as things stand at `now`; null where none can be elected. */
  next(group: Group, { heardMs, toldMs }: Silence, now: number): Succession | null {
    const electable = group.up().filter((replica) => replica !== group.leader);
    if (group.nodes.length === 1) {
      return electable.length === 0 ? null : { replica: 0, standsMs: now, electedMs: now };
    }
    const possibleMs = this.possibleMs(group);
    if (possibleMs === Number.POSITIVE_INFINITY) return null;
    const freshest = Math.max(...electable.map((replica) => group.has(replica, now)));
    let first: Succession | null = null;
    for (const replica of electable) {
      if (group.has(replica, now) < freshest) continue;
      const standsMs =
        toldMs ?? Math.max(heardMs, possibleMs, group.upSince[replica]!) + this.patienceMs(group, replica);
      const votedMs = standsMs + this.draw(group, replica, 1, this.config.candidacyMs) + this.votesMs;
      const electedMs = Math.max(now, votedMs, heardMs + this.config.leaseMs);
      if (first === null || electedMs < first.electedMs) first = { replica, standsMs, electedMs };
    }
    return first;
  }

  /** Since when enough replicas to vote have been up; Infinity while there are too few. */
  private possibleMs(group: Group): number {
    const voters = this.config.ack === 'quorum' ? Math.floor(group.nodes.length / 2) + 1 : 1;
    const since = group.up().map((replica) => group.upSince[replica]!);
    return since.sort((a, b) => a - b)[voters - 1] ?? Number.POSITIVE_INFINITY;
  }

  private patienceMs(group: Group, replica: number): number {
    return this.draw(group, replica, 0, this.config.patienceMs);
  }

  private draw(group: Group, replica: number, purpose: number, { minMs, maxMs }: RangeMs): number {
    const nth = 2 * (group.term * group.nodes.length + replica) + purpose;
    return minMs + (maxMs - minMs) * mix(this.seeds[group.partition]!, nth);
  }
}

/** Whether somebody is in office. */
export function isLed(group: Group): boolean {
  return group.leader !== NOBODY;
}
