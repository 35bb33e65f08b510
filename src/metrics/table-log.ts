/** What the table as a whole and its indexes were asked for, as running totals with a snapshot at each edge of a window. */
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
interface TableTotals {
  /** Attempts that reached the table, and those of them that it had no units left for. */
  readonly attempts: number;
  readonly throttledByTable: number;
  /** Attempts to write that came as far as the indexes, and those of them that one turned away. */
  readonly writes: number;
  readonly throttledByIndex: number;
  readonly indexes: readonly IndexTotals[];
}

export class TableLog {
  private readonly snapshots = new Map<number, TableTotals>();
  private readonly simulation: Simulation;

  constructor(simulation: Simulation) {
    this.simulation = simulation;
  }

  /** Keeps the totals at this moment, `atMs`. */
  snapshot(atMs: number): void {
    const { table } = this.simulation;
    if (table === null) return;
    const { attempts, throttledByTable, writes, throttledByIndex, indexes } = table;
    this.snapshots.set(atMs, {
      attempts,
      throttledByTable,
      writes,
      throttledByIndex,
      indexes: (indexes?.all ?? []).map(({ throttled, offeredUnits, takenUnits }) => ({
        throttled,
        offeredUnits: offeredUnits.slice(),
        takenUnits: takenUnits.slice(),
      })),
    });
  }

  /** Totals gained between two moments that have a snapshot; null where nothing limits the table. */
  between(fromMs: number, toMs: number): TableTotals | null {
    const [before, after] = [this.snapshots.get(fromMs), this.snapshots.get(toMs)];
    if (before === undefined || after === undefined) return null;
    return {
      attempts: after.attempts - before.attempts,
      throttledByTable: after.throttledByTable - before.throttledByTable,
      writes: after.writes - before.writes,
      throttledByIndex: after.throttledByIndex - before.throttledByIndex,
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
