/**
 * The observer that counts: every request, attempt and partition, by stretch, flow, operation and slice of time.
 *
 * It only adds to typed arrays; names, windows, percentiles and rates are made afterwards from what it holds.
 * Requests are counted where they were born, rates where they happened.
 */
import { ATTEMPT_ENDS, OUTCOME_SERVED, OUTCOMES, READ, THROTTLED } from '../model/codes.ts';
import type { Observer } from '../model/observer.ts';
import type { Simulation } from '../model/simulation.ts';
import { Histogram } from '../sketch/histogram.ts';
import { HistogramGrid } from '../sketch/histogram-grid.ts';
import { HeatLog } from './heat-log.ts';
import { PartitionLog } from './partition-log.ts';
import type { Segments } from './segments.ts';

/** Slices of a run for everything drawn over time. */
export const SLICES = 240;

export class Recorder implements Observer {
  readonly boundaries: readonly number[];
  readonly segments: Segments;
  readonly sliceMs: number;
  /** By cell = (stretch · flows + flow) · 2 + operation. */
  offeredBy!: Float64Array;
  attemptsBy!: Float64Array;
  /** By cell and outcome, and by cell and end of attempt. */
  outcomesBy!: Float64Array;
  endsBy!: Float64Array;
  /** Latency of served requests, by cell. */
  readonly latencies: Histogram[] = [];
  /** Requests answered by each answering lever, by stretch. */
  answeredBy!: Float64Array;
  /** By the moment it happened, stretch and flow: requests served. */
  servedDuring!: Float64Array;
  /** By slice and flow: offered, attempts, throttled, served where they happened; failed where they were born. */
  offeredAt!: Float64Array;
  attemptsAt!: Float64Array;
  throttledAt!: Float64Array;
  servedAt!: Float64Array;
  failedFrom!: Float64Array;
  /** Latency of served requests by slice of birth, one grid per workload. */
  readonly grids: HistogramGrid[] = [];
  /** Wait in the queue of attempts that went into service, by stretch of going. */
  readonly waits: Histogram[] = [];
  wastedAttempts = 0;
  throttledReadUnits = 0;
  throttledWriteUnits = 0;
  partitions!: PartitionLog;
  heat!: HeatLog;
  simulation!: Simulation;
  private readonly edgeKinds: Uint8Array;
  private flows = 0;
  private segment = 0;
  private slice = 0;

  constructor(durationMs: number, segments: Segments) {
    this.segments = segments;
    this.sliceMs = durationMs / SLICES;
    const sliceEdges = Array.from({ length: SLICES }, (_, k) => (k + 1 === SLICES ? durationMs : (k + 1) * this.sliceMs));
    const segmentEdges = segments.edges.slice(1);
    this.boundaries = [...new Set([...sliceEdges, ...segmentEdges])].sort((a, b) => a - b);
    const isSlice = new Set(sliceEdges);
    const isSegment = new Set(segmentEdges);
    this.edgeKinds = Uint8Array.from(this.boundaries, (at) => (isSlice.has(at) ? 1 : 0) + (isSegment.has(at) ? 2 : 0));
  }

  attach(simulation: Simulation): void {
    const flows = simulation.flows.count;
    const stretches = this.segments.count + 1;
    const cells = stretches * flows * 2;
    this.simulation = simulation;
    this.flows = flows;
    this.offeredBy = new Float64Array(cells);
    this.attemptsBy = new Float64Array(cells);
    this.outcomesBy = new Float64Array(cells * OUTCOMES);
    this.endsBy = new Float64Array(cells * ATTEMPT_ENDS);
    for (let cell = 0; cell < cells; cell++) this.latencies.push(new Histogram());
    for (let s = 0; s < stretches; s++) this.waits.push(new Histogram());
    this.answeredBy = new Float64Array(stretches * Math.max(1, simulation.slots.answerers.length));
    this.servedDuring = new Float64Array(stretches * flows);
    this.offeredAt = new Float64Array((SLICES + 1) * flows);
    this.attemptsAt = new Float64Array((SLICES + 1) * flows);
    this.throttledAt = new Float64Array((SLICES + 1) * flows);
    this.servedAt = new Float64Array((SLICES + 1) * flows);
    this.failedFrom = new Float64Array((SLICES + 1) * flows);
    for (let w = 0; w < simulation.flows.workloads; w++) this.grids.push(new HistogramGrid(SLICES));
    this.partitions = new PartitionLog(simulation);
    this.heat = new HeatLog(this.partitions, simulation.config.store, this.sliceMs);
  }

  offered(r: number): void {
    const { pool } = this.simulation;
    const flow = pool.flow[r]!;
    pool.segment[r] = this.segment;
    this.offeredBy[(this.segment * this.flows + flow) * 2 + pool.op[r]!]!++;
    this.offeredAt[this.slice * this.flows + flow]!++;
  }

  issued(r: number): void {
    this.simulation.pool.segment[r] = this.segment;
  }

  attempted(row: number): void {
    const { pool } = this.simulation;
    this.attemptsBy[this.cellOf(row)]!++;
    this.attemptsAt[this.slice * this.flows + pool.flow[row]!]!++;
  }

  reached(row: number): void {
    const { pool, flows } = this.simulation;
    const part = pool.part[row]!;
    const flow = pool.flow[row]!;
    if (pool.op[row] === READ) this.partitions.readUnits[part]! += flows.units[0][flow]!;
    else this.partitions.writeUnits[part]! += flows.units[1][flow]!;
    this.partitions.requests[part]!++;
    this.partitions.bytes[part]! += flows.bytes[flow]!;
  }

  bounced(row: number, end: number): void {
    if (end !== THROTTLED) return;
    const { pool, flows } = this.simulation;
    const flow = pool.flow[row]!;
    this.throttledAt[this.slice * this.flows + flow]!++;
    if (pool.op[row] === READ) this.throttledReadUnits += flows.units[0][flow]!;
    else this.throttledWriteUnits += flows.units[1][flow]!;
  }

  started(row: number): void {
    const { engine, pool } = this.simulation;
    this.waits[this.segment]!.record(engine.now - pool.entered[row]!);
  }

  ended(row: number, end: number): void {
    this.endsBy[this.cellOf(row) * ATTEMPT_ENDS + end]!++;
  }

  wasted(): void {
    this.wastedAttempts++;
  }

  settled(r: number, outcome: number): void {
    const { engine, pool } = this.simulation;
    const flow = pool.flow[r]!;
    const cell = this.cellOf(r);
    const bornMs = pool.born[r]!;
    const slice = Math.min(SLICES - 1, Math.floor(bornMs / this.sliceMs));
    this.outcomesBy[cell * OUTCOMES + outcome]!++;
    if (outcome !== OUTCOME_SERVED) {
      this.failedFrom[slice * this.flows + flow]!++;
      return;
    }
    const latencyMs = engine.now - bornMs;
    this.latencies[cell]!.record(latencyMs);
    this.grids[flow]!.record(slice, latencyMs);
    this.servedDuring[this.segment * this.flows + flow]!++;
    this.servedAt[this.slice * this.flows + flow]!++;
    if (pool.returned[r] === -1) this.answeredEarly(r);
  }

  boundary(index: number): void {
    const kind = this.edgeKinds[index]!;
    if (kind & 1) {
      this.heat.roll();
      this.slice++;
    }
    if (kind & 2) {
      this.partitions.snapshot();
      this.segment++;
    }
  }

  private answeredEarly(r: number): void {
    const { pool, slots } = this.simulation;
    if (slots.answerers.length === 0) return;
    this.answeredBy[pool.segment[r]! * slots.answerers.length + pool.stage[r]!]!++;
  }

  private cellOf(row: number): number {
    const { pool } = this.simulation;
    return (pool.segment[row]! * this.flows + pool.flow[row]!) * 2 + pool.op[row]!;
  }
}
