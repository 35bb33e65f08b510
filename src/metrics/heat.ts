/**
 * Heat: offered load over capacity; above 1 a partition is asked for more than it can give.
 *
 * Capacity is the nearest of three walls: what reads may take for long, what writes may, and the servers, c·μ. For long
 * means the ceiling, or the provisioned share where that is less: a bank only puts it off. A share that changes counts as it
 * was at each moment. Offered is what reached the partition, turned away or not.
 */
import type { StoreConfig } from '../model/config.ts';
import type { Offered } from './partition-log.ts';
import { livedMs, roomBetween } from './room.ts';

type Load = Pick<Offered, 'readUnits' | 'writeUnits' | 'requests' | 'room'>;

/** Heat of every partition that was offered `load` within `spanMs`. */
export function heatOf(load: Load, { partition }: StoreConfig, spanMs: number): Float64Array {
  const { ceiling, share } = partition.limit;
  const { room } = load;
  const readsPerSecond = lower(ceiling.reads, share.reads);
  const writesPerSecond = lower(ceiling.writes, share.writes);
  const perMs = partition.servers / partition.serviceMeanMs;
  return load.requests.map((n, p) => {
    if (n === 0) return 0;
    const ms = livedMs(room, p, spanMs);
    const reads = (readsPerSecond * ms) / 1000 + (room?.readUnits[p] ?? 0);
    const writes = (writesPerSecond * ms) / 1000 + (room?.writeUnits[p] ?? 0);
    return Math.max(n / (perMs * ms), load.readUnits[p]! / reads, load.writeUnits[p]! / writes);
  });
}

function lower(a: number | null, b: number | null): number {
  return Math.min(a ?? Number.POSITIVE_INFINITY, b ?? Number.POSITIVE_INFINITY);
}

/** Heat of every slice, closed one after the other. */
export class HeatLog {
  /** Row per slice, column per partition. */
  readonly rows: Float32Array[] = [];
  private readonly store: StoreConfig;
  private readonly sliceMs: number;
  private last: Offered;

  constructor(store: StoreConfig, sliceMs: number, offered: Offered) {
    this.store = store;
    this.sliceMs = sliceMs;
    this.last = offered;
  }

  /** Closes the current slice, in which the totals grew to `offered`. */
  roll(offered: Offered): void {
    const gained = (name: 'readUnits' | 'writeUnits' | 'requests'): Float64Array =>
      offered[name].map((value, p) => value - this.last[name][p]!);
    const load = {
      readUnits: gained('readUnits'),
      writeUnits: gained('writeUnits'),
      requests: gained('requests'),
      room: roomBetween(this.last.room, offered.room),
    };
    this.rows.push(Float32Array.from(heatOf(load, this.store, this.sliceMs)));
    this.last = offered;
  }
}
