/**
 * Health checks of leaders, and what they take for sickness.
 *
 * `probe`: a question that costs nothing but waits its turn in the partition's queue, and no answer within its patience
 * is a miss; a long queue looks like death. `depth`: more waiting than a limit is a miss. `progress`: work waiting and
 * none gone since the last look is a miss; a leader that stands still fails it, or one that takes longer over a request
 * than between looks. Some misses in a row, and the leader is taken down and restarted.
 */
import type { Agenda } from '../agenda.ts';
import type { HealthConfig } from '../config.ts';
import type { Partition } from '../partition/partition.ts';
import type { Store } from '../partition/store.ts';
import type { Group } from './group.ts';

const UNTOLD = -1;

export class HealthChecks {
  private readonly config: HealthConfig;
  private readonly groups: readonly Group[];
  private readonly store: Store;
  private readonly condemn: (group: Group) => void;
  /** By partition: misses in a row, the term they belong to, and what was noted at the last look. */
  private readonly misses: Int32Array;
  private readonly terms: Int32Array;
  private readonly notes: Float64Array;

  /** @param condemn is told of every leader that failed its checks, again at each further miss. */
  constructor(
    config: HealthConfig,
    { agenda, groups, store }: { readonly agenda: Agenda; readonly groups: readonly Group[]; readonly store: Store },
    condemn: (group: Group) => void,
  ) {
    this.config = config;
    this.groups = groups;
    this.store = store;
    this.condemn = condemn;
    this.misses = new Int32Array(groups.length);
    this.terms = new Int32Array(groups.length);
    this.notes = new Float64Array(groups.length).fill(UNTOLD);
    if (config.signal === 'probe') {
      agenda.repeat(config.everyMs, 0, () => this.ask());
      agenda.repeat(config.everyMs, config.timeoutMs, () => this.look());
    } else {
      agenda.repeat(config.everyMs, 0, () => this.look());
    }
  }

  /** Sends a probe to the end of every queue. */
  private ask(): void {
    for (const { partition, term } of this.groups) {
      this.renew(partition, term);
      const { inside } = this.store.partitions[partition]!;
      this.notes[partition] = left(this.store.partitions[partition]!) + inside;
    }
  }

  private look(): void {
    for (const group of this.groups) {
      if (!group.isLed) continue;
      const p = group.partition;
      this.renew(p, group.term);
      this.misses[p] = this.isSick(p, this.store.partitions[p]!) ? this.misses[p]! + 1 : 0;
      if (this.misses[p]! >= this.config.misses) this.condemn(group);
    }
  }

  /** A new leader begins with a clean record. */
  private renew(p: number, term: number): void {
    if (this.terms[p] === term) return;
    this.terms[p] = term;
    this.misses[p] = 0;
    this.notes[p] = UNTOLD;
  }

  private isSick(p: number, partition: Partition): boolean {
    const note = this.notes[p]!;
    switch (this.config.signal) {
      case 'probe': {
        // The probe has been answered if a server is free now, or if one has turned to somebody who came after it.
        const isIdle = partition.busy < this.store.servers && partition.pauses === 0;
        const isPassed = left(partition) + partition.busy > note;
        return note !== UNTOLD && !isIdle && !isPassed;
      }
      case 'depth':
        return this.store.queueLength(p) > this.config.above!;
      case 'progress':
        this.notes[p] = left(partition);
        return partition.inside > 0 && note === left(partition);
    }
  }
}

/** Attempts that have left a partition, served or not. */
function left({ served, dropped }: Partition): number {
  return served + dropped;
}
