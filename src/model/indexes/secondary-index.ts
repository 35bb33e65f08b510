/**
 * One global secondary index: a copy of the table under other keys, on partitions of its own, that follows the table's writes.
 *
 * Entries are written a moment later, in order, as fast as the limit of their partition lets them. What waits there is the
 * bucket of that limit overdrawn: a level of −n units is n units behind, and a partition that refills at c units a second has caught up
 * after n/c seconds. A write that would put its partition further behind than the index may be is turned away from the table.
 */
import { Buckets } from '../partition/bucket.ts';
import { type EntryKeys, NOT_INDEXED } from './entry-keys.ts';

export interface IndexParts {
  readonly keys: EntryKeys;
  readonly partitions: number;
  /** Units that an entry takes, by the kind of its write. */
  readonly units: Float64Array;
  /** Units per second that a partition takes, null: any; how many seconds of it an idle one saves up, and it may be behind. */
  readonly ratePerSecond: number | null;
  readonly depthSeconds: number;
  readonly lagSeconds: number;
}

export class SecondaryIndex {
  /** Units of entries whose writes reached the table, by partition, and of those that were let in. */
  readonly offeredUnits: Float64Array;
  readonly takenUnits: Float64Array;
  /** Writes whose entry it had no room for. */
  throttled = 0;
  /** Furthest that it was behind, ms. */
  mostLagMs = 0;
  private readonly keys: EntryKeys;
  private readonly units: Float64Array;
  /** Null: nothing limits it. */
  private readonly tokens: Buckets | null;
  private readonly ratePerSecond: number;
  /** Units that may wait at a partition. */
  private readonly room: number;
  /** Where the entry of the write at hand goes. */
  private part = NOT_INDEXED;

  constructor({ keys, partitions, units, ratePerSecond, depthSeconds, lagSeconds }: IndexParts) {
    this.keys = keys;
    this.units = units;
    this.offeredUnits = new Float64Array(partitions);
    this.takenUnits = new Float64Array(partitions);
    this.ratePerSecond = ratePerSecond ?? 0;
    this.room = this.ratePerSecond * lagSeconds;
    this.tokens = ratePerSecond === null ? null : new Buckets(partitions, ratePerSecond, ratePerSecond * depthSeconds);
  }

  /** Whether the entry of a write may come. */
  hasRoom(row: number, kind: number, now: number): boolean {
    const { tokens } = this;
    const part = this.keys.partitionOf(row);
    this.part = part;
    if (part === NOT_INDEXED) return true;
    const units = this.units[kind]!;
    this.offeredUnits[part]! += units;
    if (tokens === null) return true;
    tokens.refill(part, now);
    if (tokens.holds(part, units - this.room)) return true;
    this.throttled++;
    return false;
  }

  /** The write that `hasRoom` was last asked about was let in: its entry is on its way. */
  take(kind: number): void {
    const { part, tokens } = this;
    if (part === NOT_INDEXED) return;
    const units = this.units[kind]!;
    this.takenUnits[part]! += units;
    if (tokens === null) return;
    tokens.spend(part, units);
    const lagMs = (-1000 * tokens.level(part)) / this.ratePerSecond;
    if (lagMs > this.mostLagMs) this.mostLagMs = lagMs;
  }
}
