/**
 * How partitions of a store that changes while it runs differ from those of one that does not: they may have come late, and
 * have been let take more or less than they were configured for.
 */
import { READ, WRITE } from '../model/codes.ts';
import type { Store } from '../model/partition/store.ts';

/** Running totals by partition. */
export interface Room {
  /** Time that a partition was not there, ms. */
  readonly absentMs: Float64Array;
  /** Units that it could take beyond its configured limits. */
  readonly readUnits: Float64Array;
  readonly writeUnits: Float64Array;
}

/** The totals at `now`; null: nothing has changed so far, nor will partitions join. */
export function roomOf(store: Store, now: number): Room | null {
  if (!store.changes) return null;
  const gained = (op: number): Float64Array =>
    Float64Array.from(store.partitions, (_, p) => store.limitOf(op)?.gainedUnits(p, now) ?? 0);
  return {
    absentMs: Float64Array.from(store.partitions, (_, p) => store.absentMs(p)),
    readUnits: gained(READ),
    writeUnits: gained(WRITE),
  };
}

/** What came to the totals between two moments. */
export function roomBetween(before: Room | null, after: Room | null): Room | null {
  if (after === null) return null;
  const gained = (name: keyof Room): Float64Array => after[name].map((value, p) => value - (before?.[name][p] ?? 0));
  return { absentMs: gained('absentMs'), readUnits: gained('readUnits'), writeUnits: gained('writeUnits') };
}

/** For how much of `spanMs` partition `p` was there. */
export function livedMs(room: Room | null, p: number, spanMs: number): number {
  return room === null ? spanMs : spanMs - room.absentMs[p]!;
}
