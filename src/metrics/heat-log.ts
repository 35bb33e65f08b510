/**
 * Heat: offered load over capacity, per partition and slice; above 1 a partition is asked for more than it can give.
 *
 * Capacity is the nearest of three walls: the ceiling on reads, the ceiling on writes and the servers, c·μ. Offered is
 * what reached the partition, turned away or not.
 */
import type { StoreConfig } from '../model/config.ts';
import type { PartitionLog } from './partition-log.ts';

export class HeatLog {
  /** Row per slice, column per partition. */
  readonly rows: Float32Array[] = [];
  private readonly log: PartitionLog;
  private readonly readsPerSlice: number;
  private readonly writesPerSlice: number;
  private readonly requestsPerSlice: number;
  private readUnits: Float64Array;
  private writeUnits: Float64Array;
  private requests: Float64Array;

  constructor(log: PartitionLog, store: StoreConfig, sliceMs: number) {
    const { limit, servers, serviceMeanMs } = store.partition;
    const seconds = sliceMs / 1000;
    this.log = log;
    this.readsPerSlice = (limit.ceiling.reads ?? Number.POSITIVE_INFINITY) * seconds;
    this.writesPerSlice = (limit.ceiling.writes ?? Number.POSITIVE_INFINITY) * seconds;
    this.requestsPerSlice = (servers / serviceMeanMs) * sliceMs;
    this.readUnits = log.readUnits.slice();
    this.writeUnits = log.writeUnits.slice();
    this.requests = log.requests.slice();
  }

  /** Closes the current slice. */
  roll(): void {
    const { log } = this;
    const row = new Float32Array(log.requests.length);
    for (let p = 0; p < row.length; p++) {
      row[p] = Math.max(
        (log.readUnits[p]! - this.readUnits[p]!) / this.readsPerSlice,
        (log.writeUnits[p]! - this.writeUnits[p]!) / this.writesPerSlice,
        (log.requests[p]! - this.requests[p]!) / this.requestsPerSlice,
      );
    }
    this.rows.push(row);
    this.readUnits.set(log.readUnits);
    this.writeUnits.set(log.writeUnits);
    this.requests.set(log.requests);
  }
}
