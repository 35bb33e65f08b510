/**
 * The observer that counts: every request, attempt and partition, by stretch of the run, flow and operation.
 *
 * It only adds to typed arrays, one place an event; names, windows, percentiles and rates are made afterwards from what
 * it holds. Requests are counted where they were born, rates where they happened.
 */
import { ATTEMPT_ENDS, OUTCOME_SERVED, OUTCOMES, THROTTLED } from '../model/codes.ts';
import type { Observer } from '../model/observer.ts';
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
  /** By cell of birth = (stretch · flows + flow) · 2 + operation; the last two times outcomes and ends of attempts. */
  offeredBy!: Float64Array;
  attemptsBy!: Float64Array;
  outcomesBy!: Float64Array;
  endsBy!: Float64Array;
  /** Latency of served requests by cell of birth; made when first needed. */
  latencies: (Histogram | null)[] = [];
  /** By cell of the moment it happened. */
  attemptsAt!: Float64Array;
  throttledAt!: Float64Array;
  servedAt!: Float64Array;
  /** Requests answered by each answering lever, by stretch of birth. */
  answeredBy!: Float64Array;
  /** Waits of attempts that went into service, by stretch of going: of those that waited, and how many did not. */
  waits: Histogram[] = [];
  unwaited!: Float64Array;
  wastedAttempts = 0;
  private flows = 0;
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
    this.flows = flows;
    this.offeredBy = new Float64Array(cells);
    this.attemptsBy = new Float64Array(cells);
    this.outcomesBy = new Float64Array(cells * OUTCOMES);
    this.endsBy = new Float64Array(cells * ATTEMPT_ENDS);
    this.latencies = new Array<Histogram | null>(cells).fill(null);
    this.attemptsAt = new Float64Array(cells);
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
    const { pool } = this.simulation;
    pool.stretch[r] = this.stretch;
    this.offeredBy[this.cell(this.stretch, r)]!++;
  }

  issued(r: number): void {
    this.simulation.pool.stretch[r] = this.stretch;
  }

  attempted(row: number): void {
    const { pool } = this.simulation;
    this.attemptsBy[this.cell(pool.stretch[row]!, row)]!++;
    this.attemptsAt[this.cell(this.stretch, row)]!++;
  }

  reached(row: number): void {
    this.partitions.reached(row);
  }

  bounced(row: number, end: number): void {
    if (end === THROTTLED) this.throttledAt[this.cell(this.stretch, row)]!++;
  }

  started(row: number): void {
    const { engine, pool } = this.simulation;
    const waitMs = engine.now - pool.entered[row]!;
    if (waitMs > 0) this.waits[this.stretch]!.record(waitMs);
    else this.unwaited[this.stretch]!++;
  }

  ended(row: number, end: number): void {
    this.endsBy[this.cell(this.simulation.pool.stretch[row]!, row) * ATTEMPT_ENDS + end]!++;
  }

  wasted(): void {
    this.wastedAttempts++;
  }

  settled(r: number, outcome: number): void {
    const { engine, pool } = this.simulation;
    const cell = this.cell(pool.stretch[r]!, r);
    this.outcomesBy[cell * OUTCOMES + outcome]!++;
    if (outcome !== OUTCOME_SERVED) return;
    this.servedAt[this.cell(this.stretch, r)]!++;
    const latency = this.latencies[cell] ?? this.openLatency(cell);
    latency.record(engine.now - pool.born[r]!);
    if (pool.returned[r] === -1) this.answeredEarly(r);
  }

  boundary(index: number): void {
    const atMs = this.boundaries[index]!;
    if (this.timeline.isSliceEdge(atMs)) this.heat.roll(this.partitions.offered());
    if (this.timeline.isWindowEdge(atMs)) this.partitions.snapshot(atMs);
    this.stretch = index + 1;
  }

  private openLatency(cell: number): Histogram {
    const latency = new Histogram();
    this.latencies[cell] = latency;
    return latency;
  }

  private answeredEarly(r: number): void {
    const { pool, slots } = this.simulation;
    if (slots.answerers.length === 0) return;
    this.answeredBy[pool.stretch[r]! * slots.answerers.length + pool.stage[r]!]!++;
  }

  private cell(stretch: number, row: number): number {
    const { pool } = this.simulation;
    return (stretch * this.flows + pool.flow[row]!) * 2 + pool.op[row]!;
  }
}
