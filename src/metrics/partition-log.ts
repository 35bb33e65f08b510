/**
 * What every partition was offered and did, as running totals, with a snapshot at each edge of a stretch.
 *
 * Totals grow for ever; a window's figure is the difference of two snapshots.
 */
import type { Simulation } from '../model/simulation.ts';

/** Totals per partition at one moment. */
export interface PartitionTotals {
  readonly readUnits: Float64Array;
  readonly writeUnits: Float64Array;
  readonly requests: Float64Array;
  readonly bytes: Float64Array;
  readonly busyMs: Float64Array;
  readonly insideMs: Float64Array;
  readonly waitedMs: Float64Array;
  readonly served: Float64Array;
}

export class PartitionLog {
  readonly readUnits: Float64Array;
  readonly writeUnits: Float64Array;
  readonly requests: Float64Array;
  readonly bytes: Float64Array;
  readonly snapshots: PartitionTotals[] = [];
  private readonly simulation: Simulation;

  constructor(simulation: Simulation) {
    const { partitions } = simulation.store;
    this.simulation = simulation;
    this.readUnits = new Float64Array(partitions);
    this.writeUnits = new Float64Array(partitions);
    this.requests = new Float64Array(partitions);
    this.bytes = new Float64Array(partitions);
    this.snapshot();
  }

  snapshot(): void {
    const { store } = this.simulation;
    store.closeAccounts();
    this.snapshots.push({
      readUnits: this.readUnits.slice(),
      writeUnits: this.writeUnits.slice(),
      requests: this.requests.slice(),
      bytes: this.bytes.slice(),
      busyMs: store.busyMs.slice(),
      insideMs: store.insideMs.slice(),
      waitedMs: store.waitedMs.slice(),
      served: store.served.slice(),
    });
  }
}
