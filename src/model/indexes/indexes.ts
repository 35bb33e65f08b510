/** The secondary indexes of a store: a write is let in when each of them has room for its entry. */
import { kindOf, WRITE } from '../codes.ts';
import type { IndexConfig, StoreConfig } from '../config.ts';
import { type Flows, writeUnitsOf } from '../flows.ts';
import { partsOf } from '../keys/design-checks.ts';
import { type EntryKeyParts, EntryKeys } from './entry-keys.ts';
import { SecondaryIndex } from './secondary-index.ts';

export class Indexes {
  /** In the order of the configuration. */
  readonly all: readonly SecondaryIndex[];

  constructor(configs: readonly IndexConfig[], { partition }: StoreConfig, parts: EntryKeyParts & { flows: Flows }) {
    this.all = configs.map(
      ({ key, partitions, writesPerSecond, entryBytes, lagMs }) =>
        new SecondaryIndex({
          keys: new EntryKeys(partsOf(key), partitions, parts),
          partitions,
          units: entryUnits(parts.flows, entryBytes),
          ratePerSecond: writesPerSecond,
          depthSeconds: partition.limit.ceilingDepthSeconds,
          lagSeconds: lagMs / 1000,
        }),
    );
  }

  /** Whether a write may be let in; every index is asked, so that each knows what it would have got. */
  haveRoom(row: number, kind: number, now: number): boolean {
    const { all } = this;
    let isFree = true;
    for (let k = 0; k < all.length; k++) isFree = all[k]!.hasRoom(row, kind, now) && isFree;
    return isFree;
  }

  /** The write that `haveRoom` was last asked about was let in. */
  take(kind: number): void {
    for (const index of this.all) index.take(kind);
  }
}

/** By kind; an entry is as large as the item where `entryBytes` is null. */
function entryUnits({ count, bytes }: Flows, entryBytes: number | null): Float64Array {
  const units = new Float64Array(2 * count);
  for (let flow = 0; flow < count; flow++) units[kindOf(flow, WRITE)] = writeUnitsOf(entryBytes ?? bytes[flow]!);
  return units;
}
