/**
 * What every partition was offered and did, as running totals, with a snapshot at each edge of a window.
 *
 * One counter an attempt, by partition, flow and operation; units and bytes are worked out at the snapshots. The figure
 * of a window is the difference of two snapshots.
 */
import { flowOf, kindOf, READ, WRITE } from '../model/codes.ts';
import { INTS, KIND, PART } from '../model/request/layout.ts';
import type { RequestPool } from '../model/request/pool.ts';
import type { Simulation } from '../model/simulation.ts';
import { type Room, roomBetween, roomOf } from './room.ts';

/** Totals per partition at one moment. */
export interface PartitionTotals {
  readonly readUnits: Float64Array;
  readonly writeUnits: Float64Array;
  readonly requests: Float64Array;
  readonly bytes: Float64Array;
  /** Of writes alone. */
  readonly writtenBytes: Float64Array;
  readonly busyMs: Float64Array;
  readonly insideMs: Float64Array;
  readonly waitedMs: Float64Array;
  readonly served: Float64Array;
  /** Null: all were there all the time, with their configured limits. */
  readonly room: Room | null;
}

/** What reached the partitions, turned away or not. */
export type Offered = Pick<
  PartitionTotals,
  'readUnits' | 'writeUnits' | 'requests' | 'bytes' | 'writtenBytes' | 'room'
>;

export class PartitionLog {
  /** Partitions there were, and attempts inside each of them, when the last snapshot was taken. */
  countAtEnd = 0;
  insideAtEnd = new Float64Array(0);
  private readonly snapshots = new Map<number, { readonly totals: PartitionTotals; readonly count: number }>();
  private readonly simulation: Simulation;
  private readonly pool: RequestPool;
  private readonly kinds: number;
  /** Attempts that reached it, by partition · kinds + kind. */
  private readonly counts: Float64Array;

  constructor(simulation: Simulation) {
    this.simulation = simulation;
    this.pool = simulation.pool;
    this.kinds = 2 * simulation.flows.count;
    this.counts = new Float64Array(simulation.store.partitions.length * this.kinds);
  }

  reached(row: number): void {
    const { ints } = this.pool;
    const at = row << INTS;
    this.counts[ints[at + PART]! * this.kinds + ints[at + KIND]!]!++;
  }

  /** Attempts that have reached the partitions so far, by flow. */
  reachedByFlow(): Float64Array {
    const totals = new Float64Array(this.kinds / 2);
    for (let k = 0; k < this.counts.length; k++) totals[flowOf(k % this.kinds)]! += this.counts[k]!;
    return totals;
  }

  /** Keeps the totals at this moment, `atMs`. */
  snapshot(atMs: number): void {
    const { store } = this.simulation;
    this.countAtEnd = store.count;
    this.insideAtEnd = Float64Array.from(store.partitions, (partition) => partition.inside);
    const totals = {
      ...this.offered(),
      busyMs: Float64Array.from(store.partitions, (partition) => partition.busyMs),
      insideMs: Float64Array.from(store.partitions, (partition) => partition.insideMs),
      waitedMs: Float64Array.from(store.partitions, (partition) => partition.waitedMs),
      served: Float64Array.from(store.partitions, (partition) => partition.served),
    };
    this.snapshots.set(atMs, { totals, count: store.count });
  }

  /** Totals gained between two moments that have a snapshot, by the partitions there were at the second. */
  between(fromMs: number, toMs: number): PartitionTotals {
    const { totals: before } = this.snapshots.get(fromMs)!;
    const { totals: after, count } = this.snapshots.get(toMs)!;
    const gained = (name: Exclude<keyof PartitionTotals, 'room'>): Float64Array =>
      after[name].subarray(0, count).map((value, p) => value - before[name][p]!);
    return {
      readUnits: gained('readUnits'),
      writeUnits: gained('writeUnits'),
      requests: gained('requests'),
      bytes: gained('bytes'),
      writtenBytes: gained('writtenBytes'),
      busyMs: gained('busyMs'),
      insideMs: gained('insideMs'),
      waitedMs: gained('waitedMs'),
      served: gained('served'),
      room: roomBetween(before.room, after.room),
    };
  }

  /** What has reached the partitions so far. */
  offered(): Offered {
    const { store, flows, now } = this.simulation;
    const partitions = store.partitions.length;
    const readUnits = new Float64Array(partitions);
    const writeUnits = new Float64Array(partitions);
    const requests = new Float64Array(partitions);
    const bytes = new Float64Array(partitions);
    const writtenBytes = new Float64Array(partitions);
    for (let p = 0; p < partitions; p++) {
      for (let flow = 0; flow < flows.count; flow++) {
        const reads = this.counts[p * this.kinds + kindOf(flow, READ)]!;
        const writes = this.counts[p * this.kinds + kindOf(flow, WRITE)]!;
        readUnits[p]! += reads * flows.units[kindOf(flow, READ)]!;
        writeUnits[p]! += writes * flows.units[kindOf(flow, WRITE)]!;
        requests[p]! += reads + writes;
        bytes[p]! += (reads + writes) * flows.bytes[flow]!;
        writtenBytes[p]! += writes * flows.bytes[flow]!;
      }
    }
    return { readUnits, writeUnits, requests, bytes, writtenBytes, room: roomOf(store, now) };
  }
}
