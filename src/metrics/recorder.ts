/**
 * The observer that counts: every request, attempt and partition, by stretch of the run, flow and operation.
 *
 * It only adds to typed arrays, one place an event; names, windows, percentiles and rates are made afterwards from what
 * it holds. Requests are counted where they were born, rates where they happened.
 */

import type { Engine } from '../engine/engine.ts';
import { OUTCOME_SERVED, THROTTLED, TURNED_AWAY, UNAVAILABLE } from '../model/codes.ts';
import type { Recall } from '../model/ledger/histories.ts';
import type { Observer } from '../model/observer.ts';
import { BORN, CELL, DOUBLES, ENTERED, INTS, KIND, RETURNED } from '../model/request/layout.ts';
import type { RequestPool } from '../model/request/pool.ts';
import type { Simulation } from '../model/simulation.ts';
import { HistogramSet } from '../sketch/histogram-set.ts';
import { CellCounts, END, OFFERED, OUTCOME, REFUSED_NOW, THROTTLED_NOW } from './cell-counts.ts';
import { HeatLog } from './heat.ts';
import { PartitionLog } from './partition-log.ts';
import { Span } from './span.ts';
import { TableLog } from './table-log.ts';
import type { Timeline } from './timeline.ts';

export class Recorder implements Observer {
  readonly boundaries: readonly number[];
  readonly timeline: Timeline;
  simulation!: Simulation;
  partitions!: PartitionLog;
  table!: TableLog;
  heat!: HeatLog;
  /** Attempts that had reached the store by the end of each slice, by flow. */
  readonly reachedUpTo: Float64Array[] = [];
  counts!: CellCounts;
  /** Latency of served requests by cell of birth. */
  latencies!: HistogramSet;
  /** From a post to half of its followers, by cell of birth. */
  halfways!: HistogramSet;
  /** Requests answered by each answering lever, by stretch of birth. */
  answeredBy!: Float64Array;
  /** Waits of attempts that went into service, by stretch of going: of those that waited, and how many did not. */
  waits!: HistogramSet;
  unwaited!: Float64Array;
  /** Messages that reads of histories were entitled to and those they did not get, by stretch of the read's birth. */
  asked!: Float64Array;
  missing!: Float64Array;
  /** Messages that such reads got more than once, after an earlier one had missed them, or in another order than sent. */
  repeated!: Float64Array;
  late!: Float64Array;
  reordered!: Float64Array;
  /** When reads missed messages, and when attempts were throttled. */
  readonly wrongReads = new Span();
  readonly throttles = new Span();
  wastedAttempts = 0;
  /** Attempts sent. */
  attempts = 0;
  private pool!: RequestPool;
  private engine!: Engine;
  private answerers = 0;
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
    this.counts = new CellCounts(cells);
    this.latencies = new HistogramSet(cells);
    this.halfways = new HistogramSet(cells);
    this.answerers = simulation.slots.answerers.length;
    this.answeredBy = new Float64Array(timeline.count * Math.max(1, this.answerers));
    this.waits = new HistogramSet(timeline.count);
    this.unwaited = new Float64Array(timeline.count);
    this.asked = new Float64Array(timeline.count);
    this.missing = new Float64Array(timeline.count);
    this.repeated = new Float64Array(timeline.count);
    this.late = new Float64Array(timeline.count);
    this.reordered = new Float64Array(timeline.count);
    this.partitions = new PartitionLog(simulation);
    this.table = new TableLog(simulation);
    if (timeline.isWindowEdge(0)) this.snapshot(0);
    this.heat = new HeatLog(simulation.config.store, timeline.sliceMs, this.partitions.offered());
  }

  offered(r: number): void {
    const { ints } = this.pool;
    const at = r << INTS;
    const cell = this.firstCell + ints[at + KIND]!;
    ints[at + CELL] = cell;
    this.counts.count(cell, OFFERED);
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
    if (end === THROTTLED) {
      this.counts.count(this.cellNow(row), THROTTLED_NOW);
      this.throttles.add(this.engine.now);
    } else if (end === UNAVAILABLE || end === TURNED_AWAY) this.counts.count(this.cellNow(row), REFUSED_NOW);
  }

  started(row: number): void {
    const waitMs = this.engine.now - this.pool.doubles[(row << DOUBLES) + ENTERED]!;
    if (waitMs > 0) this.waits.record(this.stretch, waitMs);
    else this.unwaited[this.stretch]!++;
  }

  ended(row: number, end: number): void {
    this.counts.count(this.pool.ints[(row << INTS) + CELL]!, END + end);
  }

  wasted(): void {
    this.wastedAttempts++;
  }

  settled(r: number, outcome: number): void {
    const { ints, doubles } = this.pool;
    const at = r << INTS;
    const cell = ints[at + CELL]!;
    if (outcome !== OUTCOME_SERVED) {
      this.counts.count(cell, OUTCOME + outcome);
      return;
    }
    this.counts.countServed(cell, this.firstCell + ints[at + KIND]!);
    this.latencies.record(cell, this.engine.now - doubles[(r << DOUBLES) + BORN]!);
    if (this.answerers > 0 && ints[at + RETURNED] === -1) this.answeredEarly(r);
  }

  halfway(post: number): void {
    this.halfways.record(this.pool.cell(post), this.engine.now - this.pool.born(post));
  }

  history(r: number, { asked, missing, repeated, late, reordered }: Recall): void {
    const stretch = Math.floor(this.pool.cell(r) / this.cellsPerStretch);
    this.asked[stretch]! += asked;
    this.missing[stretch]! += missing;
    this.repeated[stretch]! += repeated;
    this.late[stretch]! += late;
    this.reordered[stretch]! += reordered;
    if (missing > 0) this.wrongReads.add(this.engine.now);
  }

  boundary(index: number): void {
    const atMs = this.boundaries[index]!;
    if (this.timeline.isSliceEdge(atMs)) {
      this.heat.roll(this.partitions.offered());
      this.reachedUpTo.push(this.partitions.reachedByFlow());
    }
    if (this.timeline.isWindowEdge(atMs)) this.snapshot(atMs);
    this.stretch = index + 1;
    this.firstCell = this.stretch * this.cellsPerStretch;
  }

  private snapshot(atMs: number): void {
    this.partitions.snapshot(atMs);
    this.table.snapshot(atMs);
  }

  private answeredEarly(r: number): void {
    const stretch = Math.floor(this.pool.cell(r) / this.cellsPerStretch);
    this.answeredBy[stretch * this.answerers + this.pool.stage[r]!]!++;
  }

  /** Cell of something that happens to a row now. */
  private cellNow(row: number): number {
    return this.firstCell + this.pool.kind(row);
  }
}
