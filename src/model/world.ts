/**
 * What one lever sees and may do: the simulation behind the narrow window of the contract.
 *
 * Each lever has a window of its own, so that its columns, streams, timers and background requests are its own.
 */
import type { DelayLine } from '../engine/delay-line.ts';
import type { Stream } from '../random/stream.ts';
import { flowOf, kindOf, opOf } from './codes.ts';
import type { ModelConfig } from './config.ts';
import type { IncidentKind } from './incidents.ts';
import { DerivedBlocks } from './keys/derived-blocks.ts';
import { ALL_KEYS, PatternKeySet } from './keys/key-set.ts';
import type { TemplatePart } from './keys/template.ts';
import { TemplateKeys } from './keys/template-keys.ts';
import { UniverseColumn } from './keys/universe-column.ts';
import {
  type Batches,
  type Column,
  type CopySpec,
  type Key,
  type KeyColumn,
  type KeySet,
  type Lever,
  type Line,
  type Ms,
  NOBODY,
  type Part,
  type QueueSignal,
  type Req,
  type RequestView,
  type SignalKind,
  type SplitSpec,
  type World,
} from './mitigation.ts';
import { IDENTIFIED } from './request/flags.ts';
import { PoolView } from './request/view.ts';
import { queueSignal, Signal } from './signals.ts';
import type { Simulation } from './simulation.ts';
import { NO_VALUE } from './workload/attributes.ts';

export class LeverWorld implements World {
  readonly config: ModelConfig;
  readonly req: RequestView;
  private readonly simulation: Simulation;
  private readonly lever: Lever;
  private readonly index: number;
  private readonly blocks = new Map<number, DerivedBlocks>();
  private readonly delays: (DelayLine | null)[] = [];
  private readonly timers: number[] = [];
  private readonly signals: Signal[] = [];

  /** @param index position of the lever in its plan. */
  constructor(simulation: Simulation, lever: Lever, index: number) {
    this.simulation = simulation;
    this.lever = lever;
    this.index = index;
    this.config = simulation.config;
    this.req = new PoolView(simulation);
  }

  now(): Ms {
    return this.simulation.engine.now;
  }

  i32(): Column<Int32Array> {
    return this.simulation.pool.column((capacity) => new Int32Array(capacity));
  }

  f64(): Column<Float64Array> {
    return this.simulation.pool.column((capacity) => new Float64Array(capacity));
  }

  keyColumn(): KeyColumn {
    const column = new UniverseColumn();
    this.simulation.universe.register(column);
    return column;
  }

  keys(patterns: readonly string[] | null): KeySet {
    return patterns === null ? ALL_KEYS : new PatternKeySet(this.simulation.universe, patterns);
  }

  stream(purpose: string): Stream {
    return this.simulation.streams.stream(`mitigation/${this.lever.kind}/${purpose}`);
  }

  derive(key: Key, count: number): Key {
    let blocks = this.blocks.get(count);
    if (blocks === undefined) {
      blocks = new DerivedBlocks(this.simulation.universe, count);
      this.blocks.set(count, blocks);
    }
    return blocks.firstOf(key);
  }

  attribute(name: string): number {
    return this.simulation.attributes?.indexOf(name) ?? NO_VALUE;
  }

  templateKeys(parts: readonly TemplatePart[]): TemplateKeys {
    const { universe, attributes } = this.simulation;
    return new TemplateKeys(parts, {
      nameOf: (key) => universe.nameOf(key),
      textOf: (attribute, value) => attributes?.textOf(attribute, value) ?? String(value),
      make: (key, name) => universe.keep(key, name),
    });
  }

  partitionOf(key: Key): Part {
    return this.simulation.universe.partitionOf(key);
  }

  resume(r: Req, verdict: number): void {
    this.simulation.requests.resume(r, verdict);
  }

  suffice(r: Req): void {
    this.simulation.requests.calls.suffice(r);
  }

  delay(ms: Ms): number {
    return (
      this.delays.push(
        this.simulation.lanes.openLine(ms, (r, verdict) => this.simulation.requests.resume(r, verdict)),
      ) - 1
    );
  }

  resumeAfter(delay: number, r: Req, verdict: number): void {
    const line = this.delays[delay]!;
    if (line === null) throw new Error('a request cannot be resumed after no delay: return the verdict instead');
    line.push(r, verdict);
  }

  issue(like: Req): Req {
    const { pool } = this.simulation;
    const r = this.open(this.req.workload(like), opOf(pool.kind(like)), pool.key(like));
    this.simulation.attributes?.copy(r, pool.owner(like));
    return r;
  }

  issueFor(workload: number, op: number, key: Key): Req {
    const r = this.open(workload, op, key);
    this.simulation.attributes?.clear(r);
    return r;
  }

  private open(workload: number, op: number, key: Key): Req {
    const own = this.simulation.flows.ofLever(this.index, workload);
    return this.simulation.requests.issue(kindOf(own, op), key);
  }

  repeat(r: Req): Req {
    const again = this.issue(r);
    this.simulation.ledger.repeat(again, r);
    return again;
  }

  identify(r: Req): void {
    this.simulation.pool.raise(r, IDENTIFIED);
  }

  total(r: Req, sum: Req): void {
    this.simulation.ledger.total(r, sum);
  }

  drop(r: Req): void {
    this.simulation.requests.drop(r);
  }

  line(ms: Ms, then: (r: Req) => void): Line {
    const { lanes, pool } = this.simulation;
    const line = lanes.openGuard(ms, pool, then);
    if (line === null) throw new Error('a line that takes no time');
    return { push: (r) => line.push(r, pool.generation(r)) };
  }

  batches(commonWork: number): Batches {
    return this.simulation.requests.calls.attempts.openBatches(commonWork);
  }

  carry(into: Req, from: Req): void {
    this.simulation.ledger.carry(into, from);
  }

  send(r: Req): void {
    this.simulation.requests.send(r);
  }

  owns(r: Req): boolean {
    const { pool, flows } = this.simulation;
    return flows.leverOf(flowOf(pool.kind(r))) === this.index;
  }

  timer(): number {
    const tag = this.timers.length;
    this.timers.push(this.simulation.lanes.open(() => this.lever.wake!(tag)));
    return tag;
  }

  wake(tag: number, after: Ms): void {
    const { engine } = this.simulation;
    engine.moveLane(this.timers[tag]!, engine.now + after);
  }

  servers(): number {
    return this.simulation.fleet.at(this.simulation.engine.now);
  }

  acted(): void {
    this.simulation.slots.acted[this.index]!++;
  }

  note(kind: IncidentKind, key: Key | null, count: number | null): void {
    this.simulation.incidents.push({ atMs: this.simulation.engine.now, kind, key, count });
  }

  signal(kind: SignalKind, everyMs: Ms): number {
    return this.signals.push(new Signal(this.simulation, kind, everyMs)) - 1;
  }

  sample(signal: number, part: Part): number {
    return this.signals[signal]!.sample(part);
  }

  here(kind: QueueSignal, attempt: Req): number {
    const { store, pool } = this.simulation;
    return queueSignal(store, kind, pool.part(attempt));
  }

  retryAfter(attempt: Req, ms: Ms): void {
    this.simulation.retries.hint(attempt, ms);
  }

  partitions(): number {
    return this.simulation.store.count;
  }

  shareOf(part: Part, op: number): number | null {
    return this.simulation.store.limitOf(op)?.shareOf(part) ?? null;
  }

  setShare(part: Part, op: number, ratePerSecond: number): void {
    const { store, slots, incidents, engine } = this.simulation;
    const before = this.shareOf(part, op);
    if (before === null || before === ratePerSecond || !store.presence.has(part)) return;
    store.limitOf(op)!.setShare(part, ratePerSecond, engine.now);
    slots.note(this.lever);
    const kind = ratePerSecond > before ? 'boosted' : 'lowered';
    incidents.push({ atMs: engine.now, kind, key: null, count: part, to: ratePerSecond });
  }

  throughput(op: number): number | null {
    return this.simulation.table?.throughput?.rateOf(op) ?? null;
  }

  setThroughput(op: number, ratePerSecond: number): void {
    const { table, slots, incidents, engine } = this.simulation;
    const before = this.throughput(op);
    if (before === null || before === ratePerSecond) return;
    table!.throughput!.setRate(op, ratePerSecond, engine.now);
    slots.note(this.lever);
    const kind = ratePerSecond > before ? 'scaled out' : 'scaled in';
    incidents.push({ atMs: engine.now, kind, key: null, count: op, to: ratePerSecond });
  }

  watchKeys(part: Part, isOn: boolean): void {
    this.simulation.store.metered().watch(part, this.index, isOn);
  }

  split(part: Part, spec: SplitSpec): boolean {
    const { splitting, slots } = this.simulation;
    if (splitting === null || !splitting.begin(part, spec)) return false;
    slots.note(this.lever);
    return true;
  }

  after(part: Part): Part {
    return this.simulation.splitting?.after(part) ?? NOBODY;
  }

  merge(part: Part, spec: CopySpec): boolean {
    return this.simulation.splitting?.merge(part, spec) === true;
  }
}
