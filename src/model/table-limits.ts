/**
 * What an attempt has to pass before its partition: what the table as a whole is provisioned for, and for a write the table's indexes.
 *
 * Asked first, and charged only once the partition has let the attempt in, so that one turned away takes nothing of either.
 */
import { opOf, READ } from './codes.ts';
import type { ModelConfig } from './config.ts';
import type { Flows } from './flows.ts';
import type { EntryKeyParts } from './indexes/entry-keys.ts';
import { Indexes } from './indexes/indexes.ts';
import { Throughput } from './partition/throughput.ts';

interface Limits {
  /** Null: its partitions alone limit it. */
  readonly throughput: Throughput | null;
  readonly indexes: Indexes | null;
  /** Units that a request takes, by kind. */
  readonly units: Float64Array;
}

export class TableLimits {
  /** Attempts, and those of them that were turned away because the table was spent. */
  attempts = 0;
  throttledByTable = 0;
  /** Attempts to write that the table had units for, and those of them that were turned away because an index was behind. */
  writes = 0;
  throttledByIndex = 0;
  readonly throughput: Throughput | null;
  readonly indexes: Indexes | null;
  private readonly units: Float64Array;

  constructor({ throughput, indexes, units }: Limits) {
    this.throughput = throughput;
    this.indexes = indexes;
    this.units = units;
  }

  /** Whether an attempt may go on to its partition. */
  admits(row: number, kind: number, now: number): boolean {
    const { throughput, indexes } = this;
    this.attempts++;
    if (throughput !== null && !throughput.holds(opOf(kind), this.units[kind]!, now)) {
      this.throttledByTable++;
      return false;
    }
    if (indexes === null || opOf(kind) === READ) return true;
    this.writes++;
    if (indexes.haveRoom(row, kind, now)) return true;
    this.throttledByIndex++;
    return false;
  }

  /** The attempt that was last admitted has passed the limits of its partition, and `isIn`. */
  passed(kind: number, isIn: boolean): void {
    this.throughput?.spend(opOf(kind), this.units[kind]!);
    if (isIn && opOf(kind) !== READ) this.indexes?.take(kind);
  }
}

/** The limits of a table; null: its partitions alone limit it. */
export function tableLimitsOf(
  { store, durationMs }: ModelConfig,
  parts: EntryKeyParts & { readonly flows: Flows },
): TableLimits | null {
  const { throughput, indexes } = store;
  if (throughput === undefined && indexes === undefined) return null;
  return new TableLimits({
    throughput: throughput === undefined ? null : new Throughput(throughput, durationMs),
    indexes: indexes === undefined ? null : new Indexes(indexes, store, parts),
    units: parts.flows.units,
  });
}
