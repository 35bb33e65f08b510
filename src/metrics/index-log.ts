/** What the indexes of the store were asked for, as running totals with a snapshot at each edge of a window. */
import type { Simulation } from '../model/simulation.ts';

/** Totals of one index. */
interface IndexTotals {
  /** Writes whose entry it had no room for. */
  readonly throttled: number;
  /** Units of the entries of writes that reached the table, by partition of the index, and of those that were let in. */
  readonly offeredUnits: Float64Array;
  readonly takenUnits: Float64Array;
}

/** Totals of all. */
interface Snapshot {
  /** Attempts to write that reached the table, and those of them that an index turned away. */
  readonly writes: number;
  readonly throttled: number;
  readonly indexes: readonly IndexTotals[];
}

export class IndexLog {
  private readonly snapshots = new Map<number, Snapshot>();
  private readonly simulation: Simulation;

  constructor(simulation: Simulation) {
    this.simulation = simulation;
  }

  /** Keeps the totals at this moment, `atMs`. */
  snapshot(atMs: number): void {
    const { table } = this.simulation;
    if (table === null) return;
    const { writes, throttledByIndex: throttled, indexes } = table;
    this.snapshots.set(atMs, {
      writes,
      throttled,
      indexes: indexes.all.map(({ throttled, offeredUnits, takenUnits }) => ({
        throttled,
        offeredUnits: offeredUnits.slice(),
        takenUnits: takenUnits.slice(),
      })),
    });
  }

  /** Totals gained between two moments that have a snapshot; null where the store has no indexes. */
  between(fromMs: number, toMs: number): Snapshot | null {
    const [before, after] = [this.snapshots.get(fromMs), this.snapshots.get(toMs)];
    if (before === undefined || after === undefined) return null;
    return {
      writes: after.writes - before.writes,
      throttled: after.throttled - before.throttled,
      indexes: after.indexes.map((totals, k) => gained(before.indexes[k]!, totals)),
    };
  }
}

function gained(before: IndexTotals, after: IndexTotals): IndexTotals {
  return {
    throttled: after.throttled - before.throttled,
    offeredUnits: after.offeredUnits.map((units, p) => units - before.offeredUnits[p]!),
    takenUnits: after.takenUnits.map((units, p) => units - before.takenUnits[p]!),
  };
}
