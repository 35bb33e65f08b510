/**
 * Who leads next, and when: the first of the freshest replicas to lose patience with a silent leader.
 *
 * A follower stands when no heartbeat has come for as long as it drew for this term, or when a health check tells it to. Voters refuse whoever lacks what
 * they have, so the freshest of those that are up win (Raft, section 5.4.1), the first of them to stand; who stands in vain
 * stands again after as long. With `quorum`
 * a majority of the replicas must be up to vote; otherwise one that is up suffices, as others decide (the masters of a
 * Redis cluster, a controller). Votes take one round trip, and an old lease has to run out first.
 */
import { mix } from '../../random/jitter.ts';
import type { ClusterConfig, RangeMs } from '../config.ts';
import type { Group } from './group.ts';

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
  next(group: Group, now: number): Succession | null {
    const electable = group.others();
    if (group.nodes.length === 1) {
      return electable.length === 0 ? null : { replica: 0, standsMs: now, electedMs: now };
    }
    const possibleMs = this.possibleMs(group, electable);
    if (possibleMs === Number.POSITIVE_INFINITY) return null;
    const freshest = Math.max(...electable.map((replica) => group.has(replica, now)));
    let first: Succession | null = null;
    for (const replica of electable) {
      if (group.has(replica, now) < freshest) continue;
      const standsMs = this.standsMs(group, replica, possibleMs);
      const votedMs = standsMs + this.draw(group, replica, 1, this.config.candidacyMs) + this.votesMs;
      const electedMs = Math.max(now, votedMs, group.heardMs + this.config.leaseMs);
      if (first === null || electedMs < first.electedMs) first = { replica, standsMs, electedMs };
    }
    return first;
  }

  /** Since when enough of the electable, who are all that vote, have been up; Infinity while there are too few. */
  private possibleMs(group: Group, electable: readonly number[]): number {
    const voters = this.config.ack === 'quorum' ? Math.floor(group.nodes.length / 2) + 1 : 1;
    const since = electable.map((replica) => group.upSince[replica]!);
    return since.sort((a, b) => a - b)[voters - 1] ?? Number.POSITIVE_INFINITY;
  }

  /** The first time that it stands with enough voters up: when its patience ends, or it is told, and each time-out after that. */
  private standsMs(group: Group, replica: number, possibleMs: number): number {
    const { heardMs, toldMs, upSince } = group;
    const patienceMs = this.draw(group, replica, 0, this.config.patienceMs);
    const firstMs = Math.max(toldMs ?? heardMs, upSince[replica]!) + (toldMs === null ? patienceMs : 0);
    return firstMs + Math.max(0, Math.ceil((possibleMs - firstMs) / patienceMs)) * patienceMs;
  }

  private draw(group: Group, replica: number, purpose: number, { minMs, maxMs }: RangeMs): number {
    const nth = 2 * (group.term * group.nodes.length + replica) + purpose;
    return minMs + (maxMs - minMs) * mix(this.seeds[group.partition]!, nth);
  }
}
