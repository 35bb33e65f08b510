/**
 * What an attempt has to pass before its partition: what limits the table as a whole.
 *
 * Asked first, and charged only once the partition has let the attempt in, so that one turned away takes nothing of either.
 */
import { opOf, READ } from './codes.ts';
import type { StoreConfig } from './config.ts';
import type { Flows } from './flows.ts';
import type { EntryKeyParts } from './indexes/entry-keys.ts';
import { Indexes } from './indexes/indexes.ts';

export class TableLimits {
  /** Attempts to write, and those of them that were turned away because an index was behind. */
  writes = 0;
  throttledByIndex = 0;
  readonly indexes: Indexes;

  constructor(indexes: Indexes) {
    this.indexes = indexes;
  }

  /** Whether an attempt may go on to its partition. */
  admits(row: number, kind: number, now: number): boolean {
    if (opOf(kind) === READ) return true;
    this.writes++;
    if (this.indexes.haveRoom(row, kind, now)) return true;
    this.throttledByIndex++;
    return false;
  }

  /** The attempt that was last admitted has passed the limits of its partition, and `isIn`. */
  passed(kind: number, isIn: boolean): void {
    if (isIn && opOf(kind) !== READ) this.indexes.take(kind);
  }
}

/** The limits of a table; null: its partitions alone limit it. */
export function tableLimitsOf(
  store: StoreConfig,
  parts: EntryKeyParts & { readonly flows: Flows },
): TableLimits | null {
  return store.indexes === undefined ? null : new TableLimits(new Indexes(store.indexes, store, parts));
}
