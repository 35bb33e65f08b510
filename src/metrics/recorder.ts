/**
 * The observer that counts: every request, attempt and partition, by stretch of the run, flow and operation.
 *
 * It only adds to typed arrays, one place an event; names, windows, percentiles and rates are made afterwards from what
 * it holds. Requests are counted where they were born, rates where they happened.
 */

import type { Engine } from '../engine/engine.ts';
import { ATTEMPT_ENDS, OUTCOME_SERVED, OUTCOMES, THROTTLED } from '../model/codes.ts';
import type { Observer } from '../model/observer.ts';
import type { RequestPool } from '../model/request/pool.ts';
import type { Simulation } from '../model/simulation.ts';
import { Histogram } from '../sketch/histogram.ts';
import { HeatLog } from './heat.ts';
import { PartitionLog } from './partition-log.ts';
import type { Timeline } from './timeline.ts';

export class Recorder implements Observer {
  readonly boundaries: readonly number[];
  readonly timeline: Timeline;
  simulation!: Simulation;
  partitions!: PartitionLog;
  heat!: HeatLog;
  /** Attempts that had reached the store by the end of each slice, by flow. */
  readonly reachedUpTo: Float64Array[] = [];
  /**
   * By cell of birth = (stretch · flows + flow) · 2 + operation, which a row carries; the last two times outcomes and
   * ends of attempts.
   */
  offeredBy!: Float64Array;
  outcomesBy!: Float64Array;
  endsBy!: Float64Array;
  /** Latency of served requests by cell of birth; made when first needed. */
  latencies: (Histogram | null)[] = [];
  /** By cell of the moment it happened. */
  throttledAt!: Float64Array;
  servedAt!: Float64Array;
  /** Requests answered by each answering lever, by stretch of birth. */
  answeredBy!: Float64Array;
  /** Waits of attempts that went into service, by stretch of going: of those that waited, and how many did not. */
  waits: Histogram[] = [];
  unwaited!: Float64Array;
  wastedAttempts = 0;
  /** Attempts sent. */
  attempts = 0;
  private pool!: RequestPool;
  private engine!: Engine;
  private cellsPerStretch = 0;
  private firstCell = 0;
  private stretch = 0;

  constructor(timeline: Timeline) {
    this.timeline = timeline;
    this.boundaries = timeline.edges.slice(1);
  }

  attach(simulation: Simulation): void {
    const { timeline } = this;
    const flows = simulation.flows.count;
    const cells = timeline.count * flows * 2;
    this.simulation = simulation;
    this.pool = simulation.pool;
    this.engine = simulation.engine;
    this.cellsPerStretch = flows * 2;
    this.offeredBy = new Float64Array(cells);
    this.outcomesBy = new Float64Array(cells * OUTCOMES);
    this.endsBy = new Float64Array(cells * ATTEMPT_ENDS);
    this.latencies = new Array<Histogram | null>(cells).fill(null);
    this.throttledAt = new Float64Array(cells);
    this.servedAt = new Float64Array(cells);
    this.answeredBy = new Float64Array(timeline.count * Math.max(1, simulation.slots.answerers.length));
    this.waits = Array.from({ length: timeline.count }, () => new Histogram());
    this.unwaited = new Float64Array(timeline.count);
    this.partitions = new PartitionLog(simulation);
    if (timeline.isWindowEdge(0)) this.partitions.snapshot(0);
    this.heat = new HeatLog(simulation.config.store, timeline.sliceMs, this.partitions.offered());
  }

  offered(r: number): void {
    const cell = this.cellNow(r);
    this.pool.setCell(r, cell);
    this.offeredBy[cell]!++;
  }

  issued(r: number): void {
    this.pool.setCell(r, this.cellNow(r));
  }

  attempted(): void {
    this.attempts++;
  }

  reached(row: number): void {
    this.partitions.reached(row);
  }

  bounced(row: number, end: number): void {
    if (end === THROTTLED) this.throttledAt[this.cellNow(row)]!++;
  }

  started(row: number): void {
    const waitMs = this.engine.now - this.pool.entered(row);
    if (waitMs > 0) this.waits[this.stretch]!.record(waitMs);
    else this.unwaited[this.stretch]!++;
  }

  ended(row: number, end: number): void {
    this.endsBy[this.pool.cell(row) * ATTEMPT_ENDS + end]!++;
  }

  wasted(): void {
    this.wastedAttempts++;
  }

  settled(r: number, outcome: number): void {
    const { pool } = this;
    const cell = pool.cell(r);
    this.outcomesBy[cell * OUTCOMES + outcome]!++;
    if (outcome !== OUTCOME_SERVED) return;
    this.servedAt[this.cellNow(r)]!++;
    const latency = this.latencies[cell] ?? this.openLatency(cell);
    latency.record(this.engine.now - pool.born(r));
    if (pool.returned(r) === -1) this.answeredEarly(r);
  }

  boundary(index: number): void {
    const atMs = this.boundaries[index]!;
    if (this.timeline.isSliceEdge(atMs)) {
      this.heat.roll(this.partitions.offered());
      this.reachedUpTo.push(this.partitions.reachedByFlow());
    }
    if (this.timeline.isWindowEdge(atMs)) this.partitions.snapshot(atMs);
    this.stretch = index + 1;
    this.firstCell = this.stretch * this.cellsPerStretch;
  }

  private openLatency(cell: number): Histogram {
    const latency = new Histogram();
    this.latencies[cell] = latency;
    return latency;
  }

  private answeredEarly(r: number): void {
    const { answerers } = this.simulation.slots;
    if (answerers.length === 0) return;
    const stretch = Math.floor(this.pool.cell(r) / this.cellsPerStretch);
    this.answeredBy[stretch * answerers.length + this.pool.stage[r]!]!++;
  }

  /** Cell of something that happens to a row now. */
  private cellNow(row: number): number {
    return this.firstCell + this.pool.kind(row);
  }
}
