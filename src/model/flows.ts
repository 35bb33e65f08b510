/**
 * Flows: the workloads, and behind them what each lever issues on behalf of each workload.
 *
 * A row's flow says what it is billed as and whom it is counted for; units per request follow F.D2 and F.D23.
 */
import { kindOf, READ, WRITE } from './codes.ts';
import type { WorkloadConfig } from './config.ts';

const WRITE_UNIT_BYTES = 1024;
const READ_UNIT_BYTES = 4096;
const READ_FACTOR = { strong: 1, eventual: 0.5, transactional: 2 } as const;
const WRITE_FACTOR = { strong: 1, eventual: 1, transactional: 2 } as const;

export class Flows {
  /** Flows of users: the workloads, by index. */
  readonly workloads: number;
  readonly count: number;
  /** Units that one request takes, by kind. */
  readonly units: Float64Array;
  /** Size of one item, by flow. */
  readonly bytes: Float64Array;

  /** @param tokenUnits what the token of a write takes besides. */
  constructor(workloads: readonly WorkloadConfig[], levers: number, tokenUnits = 0) {
    this.workloads = workloads.length;
    this.count = workloads.length * (1 + levers);
    this.units = new Float64Array(2 * this.count);
    for (let flow = 0; flow < this.count; flow++) {
      const { sizeBytes, consistency } = workloads[flow % this.workloads]!;
      this.units[kindOf(flow, READ)] = READ_FACTOR[consistency] * unitsOf(sizeBytes, READ_UNIT_BYTES);
      this.units[kindOf(flow, WRITE)] = tokenUnits + WRITE_FACTOR[consistency] * writeUnitsOf(sizeBytes);
    }
    this.bytes = Float64Array.from({ length: this.count }, (_, flow) => workloads[flow % this.workloads]!.sizeBytes);
  }

  /** The workload that a flow stands for. */
  workloadOf(flow: number): number {
    return flow % this.workloads;
  }

  /** The lever that issued a flow; −1 for users. */
  leverOf(flow: number): number {
    return Math.floor(flow / this.workloads) - 1;
  }

  /** The flow of what lever number `lever` issues for a flow. */
  ofLever(lever: number, flow: number): number {
    return this.workloads * (1 + lever) + this.workloadOf(flow);
  }
}

/** Units of one write of an item of this size. */
export function writeUnitsOf(bytes: number): number {
  return unitsOf(bytes, WRITE_UNIT_BYTES);
}

/** An item of no bytes is one unit, too. */
function unitsOf(bytes: number, unitBytes: number): number {
  return Math.max(1, Math.ceil(bytes / unitBytes));
}
