/**
 * The life of a request, from the user who sends it to the outcome, and the dispatch of events to its stages.
 *
 *   arrive → admit → answer early? → expand into calls → attempt → network → partition → network → answered
 *                                                          ▲                                       │
 *                                                          └────────── back-off ◄──────────────────┘
 *
 * A row's one pending event is its completion while it is in service, the answer of its followers while it waits for them,
 * its user's deadline where nobody will answer it, the moment of a second attempt beside the one under way, and the end of a
 * back-off otherwise. Whoever is abandoned stays where it is: work is not cancelled, only its answer is ignored.
 */
import type { DelayLine } from '../engine/delay-line.ts';
import { Engine } from '../engine/engine.ts';
import type { Distribution } from '../random/distributions/distribution.ts';
import { mix } from '../random/jitter.ts';
import type { Stream } from '../random/stream.ts';
import type { Streams } from '../random/streams.ts';
import { Agenda } from './agenda.ts';
import { Fleet } from './client/fleet.ts';
import { Hedges, NOBODY, unwantedOf } from './client/hedges.ts';
import { patienceOf } from './client/patience.ts';
import { Retries } from './client/retries.ts';
import { RetryHints } from './client/retry-hints.ts';
import { Cluster } from './cluster/cluster.ts';
import {
  CLIENT,
  DONE,
  EDGE,
  FAIL,
  GO,
  IGNORE,
  LAPSED,
  NODE,
  OUTCOME_DROPPED,
  OUTCOME_EXPIRED,
  OUTCOME_REFUSED,
  OUTCOME_SERVED,
  opOf,
  PARK,
  READ,
  SERVED,
  TIMED_OUT,
  TURNED_AWAY,
  UNAVAILABLE,
} from './codes.ts';
import type { ClusterConfig, FanoutConfig, KeyConfig, ModelConfig, WorkersConfig } from './config.ts';
import { FanOut } from './fanout/fan-out.ts';
import { planFaults } from './faults/faults.ts';
import { Flows } from './flows.ts';
import type { Incident } from './incidents.ts';
import { Universe } from './keys/universe.ts';
import { Lanes } from './lanes.ts';
import { Ledger } from './ledger/ledger.ts';
import { LegBuffer } from './legs.ts';
import { ANYWHERE, type Lever, NO_OTHER } from './mitigation.ts';
import type { Observer } from './observer.ts';
import { Splitting } from './partition/splitting.ts';
import { Store } from './partition/store.ts';
import { WriteTokens } from './partition/tokens.ts';
import { createPlacement } from './placement/placement.ts';
import { SplitPlacement } from './placement/split.ts';
import {
  ABANDONED,
  BACKGROUND,
  CALLED_OFF,
  DEMAND_SPENT,
  FANNED,
  HEDGING,
  IN_SERVICE,
  OUTRUN,
  REPEAT,
  REPLICATING,
  SENT,
  SETTLED,
  UNANSWERED,
} from './request/flags.ts';
import { BORN, DEMAND, DOUBLES, FLAGS, INTS, JITTER, KEY, PART, RETURNED } from './request/layout.ts';
import { RequestPool } from './request/pool.ts';
import { Slots } from './slots.ts';
import { Attributes } from './workload/attributes.ts';
import { sampleKeys } from './workload/key-sample.ts';
import { createService } from './workload/service.ts';
import { Workload } from './workload/workload.ts';
import { LeverWorld } from './world.ts';

const EVENTS_PER_SLICE = 32_768;

export class Simulation {
  readonly config: ModelConfig;
  readonly engine: Engine;
  readonly pool = new RequestPool();
  readonly universe: Universe;
  readonly store: Store;
  readonly ledger: Ledger;
  readonly flows: Flows;
  readonly workloads: readonly Workload[];
  readonly levers: readonly Lever[];
  readonly observer: Observer;
  readonly streams: Streams;
  readonly slots: Slots;
  readonly lanes: Lanes;
  readonly agenda: Agenda;
  readonly fleet: Fleet;
  /** What happened to the services beside the store. */
  readonly incidents: Incident[] = [];
  /** Null: requests carry nothing beside their keys. */
  readonly attributes: Attributes | null;
  /** Null: partitions are never split. */
  readonly splitting: Splitting | null;
  /** Null: partitions never fail. */
  readonly cluster: Cluster | null;
  /** Null: every write is applied, however often it comes. */
  readonly tokens: WriteTokens | null;
  private readonly deadlines: DelayLine | null;
  private readonly timeouts: DelayLine | null;
  private readonly outbound: DelayLine | null;
  private readonly inbound: DelayLine | null;
  /** From a client that calls an attempt off to its partition. */
  private readonly recalls: DelayLine | null;
  /** A simple run in which nobody writes: nothing can be stale or missing, and reads need not be held against anything. */
  private readonly readsOnly: boolean;
  /** Nothing can abandon, park, split or charge a request: its row is its one call and attempt, and needs no count. */
  private readonly simple: boolean;
  private readonly fanOut: FanOut | null;
  private readonly retries: Retries;
  /** Null: nobody sends a second attempt beside the first. */
  private readonly hedges: Hedges | null;
  /** Attempts have rows of their own, as several of one call may be somewhere. */
  private readonly apart: boolean;
  private readonly service: Distribution;
  private readonly extraDemands: Stream;
  private readonly hedgeDemands: Stream;
  private readonly durationMs: number;
  /** Workloads with arrivals of their own, and the lane of each. */
  private readonly sources: number[] = [];
  private readonly laneOf: number[] = [];
  private readonly buffers: LegBuffer[] = [];
  private depth = 0;
  private closing = false;

  constructor(config: ModelConfig, levers: readonly Lever[], streams: Streams, observer: Observer) {
    const { store, clients } = config;
    this.config = config;
    this.durationMs = config.durationMs;
    this.levers = levers;
    this.streams = streams;
    this.observer = observer;
    this.engine = new Engine(this.pool.capacity);
    this.lanes = new Lanes(this.engine);
    this.agenda = new Agenda(this.engine, this.lanes);
    this.pool.onGrow = (capacity) => this.engine.events.grow(capacity);
    const { sparePartitions: spare = 0 } = store;
    const base = createPlacement(store.placement, store.partitions, (requests) =>
      sampleKeys(config, requests, streams.stream('placement/sample')),
    );
    const splits = spare > 0 ? new SplitPlacement(base) : null;
    this.universe = new Universe(
      config.workload.flatMap(({ keys, fanout }) => (fanout === null ? [keys] : [keys, timelinesOf(fanout)])),
      splits ?? base,
    );
    this.flows = new Flows(config.workload, levers.length, store.idempotency?.units);
    this.slots = new Slots(levers);
    const patience = patienceOf(config, this.engine, this.pool);
    this.store = new Store({
      engine: this.engine,
      pool: this.pool,
      partitions: store.partitions,
      spare,
      config: store.partition,
      units: this.flows.units,
      observer,
      isExpired: this.slots.abandoners.length > 0 ? unwantedOf(patience, this.pool) : patience,
      lapse: (row) => this.turnBack(row, LAPSED),
    });
    this.fleet = new Fleet(clients);
    const isRead = config.workload.some(({ reads, history }) => reads > 0 && history === null);
    const remembered = {
      ages: isRead && (this.slots.answerers.length > 0 || store.cluster !== null || levers.some((l) => l.readsCopies)),
      sessions: isRead && (levers.length > 0 || store.cluster !== null),
    };
    this.ledger = new Ledger(this, remembered, (r, recall) => observer.history(r, recall));
    this.service = createService(store.partition.service);
    this.extraDemands = streams.stream('attempts/service');
    this.hedgeDemands = streams.stream('hedges/service');
    this.workloads = config.workload.map(
      (workload, flow) => new Workload(flow, workload, this.universe, createService(store.partition.service), streams),
    );
    this.attributes = this.openAttributes(config.workload);
    this.openSources();
    this.tokens = store.idempotency === undefined ? null : new WriteTokens(this, store.idempotency.ttlMs);
    this.splitting = splits === null ? null : new Splitting(this, splits);
    this.cluster = store.cluster === null ? null : this.openCluster(store.cluster);
    this.outbound = this.lanes.openLine(store.networkMs, (row) => this.reach(row));
    this.inbound = this.lanes.openLine(store.networkMs, (row) => this.answered(row, this.pool.end[row]!));
    this.timeouts = this.lanes.openGuard(clients.timeoutMs, this.pool, (row) => this.timedOut(row));
    this.deadlines = this.lanes.openGuard(clients.deadlineMs, this.pool, (r) => this.finishOnce(r, OUTCOME_EXPIRED));
    this.retries = new Retries(clients, this, (call) => this.processOf(call));
    this.hedges = this.slots.hedgers.length > 0 ? new Hedges(this) : null;
    this.apart = this.timeouts !== null || this.hedges !== null;
    const recallMs = this.slots.abandoners.length > 0 ? store.networkMs : 0;
    this.recalls = this.lanes.openGuard(recallMs, this.pool, (row) => this.pool.raise(row, CALLED_OFF));
    this.fanOut = config.workers === null ? null : this.openFanOut(config.workers);
    this.simple =
      this.fanOut === null &&
      !this.apart &&
      this.deadlines === null &&
      !this.retries.areCharged &&
      this.slots.answerers.length === 0 &&
      this.slots.expanders.length === 0;
    this.readsOnly = this.simple && config.workload.every(({ reads }) => reads === 1);
    for (const [index, lever] of levers.entries()) lever.bind?.(new LeverWorld(this, lever, index));
    const { orderer } = this.slots;
    if (orderer !== null) this.store.lineUp((part) => orderer.discipline(part));
    planFaults(config.faults, this);
    observer.attach(this);
  }

  get now(): number {
    return this.engine.now;
  }

  /** Whether nothing is left that could change an outcome: no request, and no election, which may take writes back. */
  private get isOver(): boolean {
    return this.pool.live === 0 && (this.cluster === null || this.cluster.planned === 0);
  }

  /** Client process that a request landed on. */
  processOf(r: number): number {
    const { pool } = this;
    const owner = pool.owner(r);
    return Math.floor(mix(pool.jitter(owner), 0) * this.fleet.at(pool.born(owner)));
  }

  /**
   * Runs to the end of the workload and through the drain, at most one more duration.
   *
   * @param onSlice called at every boundary of the observer, and every 32,768 events in between.
   */
  run(onSlice: () => void = () => {}): void {
    const { durationMs } = this.config;
    for (const w of this.sources) this.armSource(w);
    for (const [index, at] of this.observer.boundaries.entries()) {
      this.runUntil(at, onSlice);
      this.observer.boundary(index);
      onSlice();
    }
    this.runUntil(durationMs, onSlice);
    this.closing = true;
    if (!this.isOver) this.runUntil(2 * durationMs, onSlice);
  }

  /** Processes all events before `until`; the clock then stands there, unless the drain ran dry sooner. */
  private runUntil(until: number, onSlice: () => void): void {
    while (this.engine.run(this, EVENTS_PER_SLICE, until)) onSlice();
    if (!this.closing || !this.isOver) this.engine.advanceTo(until);
  }

  /** @internal Handler of the engine. */
  event(row: number): void {
    const flags = this.pool.ints[(row << INTS) + FLAGS]!;
    if (flags & IN_SERVICE) this.completed(row);
    else if (flags & REPLICATING) this.cluster!.heard(row);
    else if (flags & UNANSWERED) this.gaveUp(row);
    else this.wakeUp(row);
    if (this.closing) this.haltWhenEmpty();
  }

  /** @internal Handler of the engine. */
  lane(lane: number): void {
    if (lane < this.sources.length) this.arrive(this.sources[lane]!);
    else this.lanes.fire(lane);
    if (this.closing) this.haltWhenEmpty();
  }

  /** A background request of a lever, held until `send`. */
  issue(kind: number, key: number): number {
    const { pool } = this;
    const r = pool.open(kind, key);
    pool.setBorn(r, this.engine.now);
    pool.setFlags(r, BACKGROUND);
    this.ledger.issued(r);
    if (this.fanOut !== null) this.fanOut.note(r, 0);
    pool.setDemand(r, this.service.next(this.extraDemands));
    pool.setJitter(r, this.extraDemands.uint32() | 0);
    this.observer.issued(r);
    return r;
  }

  /** Sends a background request to the store. */
  send(r: number): void {
    if (this.pool.flags(r) & SENT) throw new Error('a background request was sent twice');
    this.pool.raise(r, SENT);
    this.startCalls(r);
  }

  /** The refusal of an attempt will tell its caller to wait at least so long before the next. */
  hint(attempt: number, ms: number): void {
    this.retries.hints ??= new RetryHints(this.pool);
    this.retries.hints.say(attempt, ms);
  }

  /** Ends a background request that was never sent, and never will be. */
  drop(r: number): void {
    if (this.pool.flags(r) & SENT) throw new Error('a background request was dropped after it had been sent');
    this.pool.raise(r, SETTLED);
    if (this.pool.flags(r) & REPEAT) this.ledger.parted(r);
    this.pool.release(r);
  }

  /** Ends a lever's hold on a request. */
  resume(r: number, verdict: number): void {
    if (!(this.pool.flags(r) & SETTLED)) this.proceed(r, verdict, this.pool.stage[r]! + 1);
    this.pool.release(r);
  }

  private openSources(): void {
    const { workload } = this.config;
    for (const [w, config] of workload.entries()) {
      if (config.only !== null) continue;
      if (config.follows === null) {
        this.sources.push(w);
        this.laneOf[w] = this.engine.openLane();
      } else {
        this.workloads[workload.findIndex((other) => other.name === config.follows)]!.joiners.push(w);
      }
    }
  }

  private openAttributes(workload: ModelConfig['workload']): Attributes | null {
    if (workload.every(({ attributes = [] }) => attributes.length === 0)) return null;
    const { pool, universe, streams, engine } = this;
    return new Attributes({ workload, pool, universe, streams, clock: engine });
  }

  private openCluster(config: ClusterConfig): Cluster {
    const { engine, agenda, pool, store, ledger, streams } = this;
    const { processes } = this.config.clients;
    const chance = streams.stream('cluster/seeds');
    return new Cluster({
      engine,
      agenda,
      pool,
      store,
      ledger,
      config,
      networkMs: this.config.store.networkMs,
      seeds: Int32Array.from(store.partitions, () => chance.uint32()),
      lookUpPhase: (row) => this.processOf(row) / processes,
      turnedAway: (row) => this.observer.bounced(row, UNAVAILABLE),
      fail: (row) => this.turnBack(row, UNAVAILABLE),
      acknowledge: (row) => this.turnBack(row, SERVED),
    });
  }

  private openFanOut(workers: WorkersConfig): FanOut {
    const { config, pool, universe, lanes } = this;
    return new FanOut({
      pool,
      workers,
      timelines: config.workload.map(
        ({ fanout }) => fanout && { first: universe.first(timelinesOf(fanout)), count: fanout.timelines },
      ),
      work: lanes.openLine(workers.workMs, (leg) => this.attempt(leg))!,
      newLeg: (post, key, index) => this.newLeg(post, key, index),
      halfway: (post) => this.observer.halfway(post),
      finish: (post, outcome) => this.finishOnce(post, outcome),
    });
  }

  private armSource(w: number): void {
    const { engine } = this;
    const arrivals = this.workloads[w]!.arrivals!;
    const lane = this.laneOf[w]!;
    arrivals.advance();
    if (arrivals.at >= this.durationMs) return;
    engine.laneAt[lane] = arrivals.at;
    engine.armLane(lane, engine.events.nextSequence());
  }

  private arrive(w: number): void {
    this.armSource(w);
    this.newRequest(w);
    const { joiners } = this.workloads[w]!;
    for (let k = 0; k < joiners.length; k++) this.arriveJoiner(joiners[k]!);
  }

  private arriveJoiner(w: number): void {
    this.newRequest(w);
    for (const joiner of this.workloads[w]!.joiners) this.arriveJoiner(joiner);
  }

  private newRequest(w: number): void {
    const { pool } = this;
    const workload = this.workloads[w]!;
    const draw = workload.draw();
    const r = pool.open(workload.kinds[draw]!, workload.keys[draw]!);
    const at = r << DOUBLES;
    pool.doubles[at + BORN] = this.engine.now;
    pool.doubles[at + DEMAND] = workload.demands[draw]!;
    pool.ints[(r << INTS) + JITTER] = workload.jitters[draw]!;
    if (this.attributes !== null) this.attributes.note(r, w);
    if (this.fanOut !== null) this.fanOut.note(r, workload.followers[draw]!);
    if (!this.readsOnly) this.ledger.sent(r);
    this.observer.offered(r);
    if (this.deadlines !== null) this.deadlines.push(r, pool.generation(r));
    const verdict = this.slots.admitters.length > 0 ? this.slots.admit(r, EDGE) : GO;
    if (verdict === IGNORE) return;
    if (verdict !== GO) this.finish(r, OUTCOME_REFUSED);
    else if (this.slots.answerers.length > 0) this.consult(r, 0);
    else this.startCalls(r);
  }

  /** Asks the answer slots from the `from`-th on. */
  private consult(r: number, from: number): void {
    const { answerers } = this.slots;
    for (let k = from; k < answerers.length; k++) {
      const verdict = answerers[k]!.answer(r);
      if (verdict === GO) continue;
      this.slots.note(answerers[k]!);
      this.pool.stage[r] = k;
      this.proceed(r, verdict, k + 1);
      return;
    }
    this.startCalls(r);
  }

  private proceed(r: number, verdict: number, next: number): void {
    if (verdict === GO) this.consult(r, next);
    else if (verdict === PARK) this.pool.hold(r, 1);
    else if (verdict === DONE) this.finish(r, OUTCOME_SERVED);
    else this.finish(r, verdict === FAIL ? OUTCOME_DROPPED : OUTCOME_REFUSED);
  }

  private startCalls(r: number): void {
    this.pool.ints[(r << INTS) + RETURNED] = 0;
    if (this.fanOut?.take(r)) return;
    if (this.slots.expanders.length > 0) this.expand(r);
    else this.attempt(r);
  }

  private expand(r: number): void {
    const legs = (this.buffers[this.depth] ??= new LegBuffer());
    legs.count = 0;
    const needed = this.slots.expand(r, legs);
    if (needed === 0) {
      this.attempt(r);
      return;
    }
    const { pool } = this;
    const { count } = legs;
    pool.needed[r] = needed;
    pool.spare[r] = count - needed;
    for (let k = 0; k < count; k++) legs.rows[k] = this.newLeg(r, legs.keys[k]!, k);
    this.depth++;
    for (let k = 0; k < count; k++) this.attempt(legs.rows[k]!);
    this.depth--;
  }

  private newLeg(r: number, key: number, index: number): number {
    const { pool } = this;
    const leg = pool.open(pool.kind(r), key);
    pool.setBorn(leg, this.engine.now);
    pool.setOwner(leg, r);
    pool.hold(r, 1);
    pool.setFlags(leg, pool.flags(r) & BACKGROUND);
    pool.setCell(leg, pool.cell(r));
    pool.setDemand(leg, index === 0 ? pool.demand(r) : this.service.next(this.extraDemands));
    pool.setJitter(leg, pool.jitter(r) + index);
    return leg;
  }

  private attempt(call: number): void {
    const row = this.apart ? this.newAttempt(call) : this.ownAttempt(call);
    if (this.hedges !== null) this.hedges.begin(call, row);
    this.dispatch(row);
  }

  /** The wait for a second attempt beside the one under way is over. */
  private hedge(call: number): void {
    const { pool } = this;
    pool.lower(call, HEDGING);
    const first = this.isWanted(pool.owner(call)) ? this.hedges!.due(call) : NOBODY;
    if (first !== NOBODY) {
      const second = this.secondAttempt(call);
      this.hedges!.pair(first, second);
      this.dispatch(second);
    }
    pool.release(call);
  }

  private dispatch(row: number): void {
    const { pool } = this;
    this.observer.attempted(row);
    this.retries.hints?.clear(row);
    if (this.slots.admitters.length > 0 && this.slots.admit(row, CLIENT) !== GO) {
      this.answered(row, TURNED_AWAY);
      return;
    }
    const part = this.slots.placers.length > 0 ? this.slots.place(row) : ANYWHERE;
    const { ints } = pool;
    const at = row << INTS;
    ints[at + PART] = part === ANYWHERE ? this.universe.partitionOf(ints[at + KEY]!) : part;
    if (this.timeouts !== null) this.timeouts.push(row, pool.generation(row));
    if (this.hedges !== null) this.hedges.sent(row);
    if (this.outbound !== null) this.outbound.push(row, 0);
    else this.reach(row);
  }

  /** The call's own row serves as its attempt: nobody can abandon it and try again. */
  private ownAttempt(call: number): number {
    if (!this.simple) this.pool.hold(call, 1);
    this.pool.countAttempt(call);
    return call;
  }

  private newAttempt(call: number): number {
    const { pool } = this;
    const row = this.openAttempt(call);
    pool.setAttempts(row, pool.countAttempt(call));
    pool.setDemand(row, pool.flags(call) & DEMAND_SPENT ? this.service.next(this.extraDemands) : pool.demand(call));
    return row;
  }

  /** Not among the tries that the retry policy counts; no first try either. */
  private secondAttempt(call: number): number {
    const { pool } = this;
    const row = this.openAttempt(call);
    pool.setAttempts(row, pool.attempts(call) + 1);
    pool.setDemand(row, this.service.next(this.hedgeDemands));
    const key = opOf(pool.kind(row)) === READ ? this.slots.another(row) : NO_OTHER;
    if (key !== NO_OTHER) pool.setKey(row, key);
    return row;
  }

  private openAttempt(call: number): number {
    const { pool } = this;
    const row = pool.open(pool.kind(call), pool.key(call));
    pool.setBorn(row, this.engine.now);
    const owner = pool.owner(call);
    pool.setOwner(row, owner);
    pool.setCall(row, call);
    pool.setFlags(row, pool.flags(call) & BACKGROUND);
    pool.setCell(row, pool.cell(call));
    pool.hold(call, 1);
    if (owner !== call) pool.hold(owner, 1);
    return row;
  }

  private reach(row: number): void {
    this.observer.reached(row);
    if (this.cluster !== null && !this.cluster.reaches(row)) return;
    const verdict = this.slots.admitters.length > 0 ? this.slots.admit(row, NODE) : GO;
    if (verdict !== GO) {
      this.turnedAway(row, verdict);
      return;
    }
    const end = this.store.enter(row);
    if (end === SERVED) return;
    this.observer.bounced(row, end);
    this.turnBack(row, end);
  }

  /** A lever at the node has turned an attempt away. */
  private turnedAway(row: number, verdict: number): void {
    this.observer.bounced(row, TURNED_AWAY);
    if (verdict === IGNORE) this.leaveUnanswered(row);
    else this.turnBack(row, TURNED_AWAY);
  }

  /** Nothing comes back for an attempt: it ends by its time-out, without one at its user's deadline, and otherwise never. */
  private leaveUnanswered(row: number): void {
    const { pool, engine } = this;
    if (pool.flags(row) & ABANDONED) {
      pool.release(row);
      return;
    }
    pool.raise(row, UNANSWERED);
    const { deadlineMs } = this.config.clients;
    const owner = pool.owner(row);
    if (this.timeouts !== null || deadlineMs === null || pool.flags(owner) & (BACKGROUND | FANNED)) return;
    engine.events.at[row] = Math.max(engine.now, pool.born(owner) + deadlineMs);
    engine.events.push(row);
  }

  /** Whoever sent an attempt waits for its answer no longer. */
  private gaveUp(row: number): void {
    this.attemptEnded(row, TIMED_OUT);
    this.pool.release(row);
  }

  private completed(row: number): void {
    this.store.complete(row);
    if (!this.readsOnly && !this.tokens?.knows(row)) this.ledger.served(row);
    if (this.cluster?.keeps(row)) return;
    this.turnBack(row, SERVED);
  }

  private turnBack(row: number, end: number): void {
    if (this.inbound === null) {
      this.answered(row, end);
      return;
    }
    this.pool.end[row] = end;
    this.inbound.push(row, 0);
  }

  private answered(row: number, end: number): void {
    const { pool } = this;
    if (this.simple) {
      this.answeredSimply(row, end);
      return;
    }
    if (pool.flags(row) & ABANDONED) {
      if (end === SERVED) this.observer.wasted(row);
    } else {
      this.attemptEnded(row, end);
    }
    pool.release(row);
  }

  private answeredSimply(r: number, end: number): void {
    this.observer.ended(r, end);
    if (this.slots.settlers.length > 0) this.slots.settle(r, end);
    if (end === SERVED) this.finish(r, OUTCOME_SERVED);
    else if (!this.retries.schedule(r, end)) this.finish(r, OUTCOME_DROPPED);
  }

  private timedOut(row: number): void {
    const { pool } = this;
    if (pool.flags(row) & ABANDONED) return;
    pool.raise(row, ABANDONED);
    pool.raise(pool.call(row), DEMAND_SPENT);
    this.attemptEnded(row, TIMED_OUT);
    if (pool.flags(row) & UNANSWERED) pool.release(row);
  }

  private attemptEnded(row: number, end: number): void {
    const { pool } = this;
    const call = pool.call(row);
    const owner = pool.owner(row);
    this.observer.ended(row, end);
    if (this.slots.settlers.length > 0) this.slots.settle(row, end);
    if (this.hedges !== null && !this.concludes(this.hedges, row, end)) return;
    if (end !== SERVED) {
      this.retries.hints?.hear(call, row, end);
      this.callFailed(call, owner, end);
      return;
    }
    if (!this.isWanted(owner)) this.observer.wasted(row);
    this.retries.succeeded(call);
    this.callServed(row, call, owner);
  }

  /** Whether the end of an attempt is the end of its call: it was served before the other one, or it was the last. */
  private concludes(hedges: Hedges, row: number, end: number): boolean {
    if (this.pool.flags(row) & OUTRUN) {
      if (end === SERVED) this.observer.wasted(row);
      return false;
    }
    const other = hedges.ended(row);
    if (other === NOBODY) return true;
    if (end !== SERVED) return false;
    if (this.slots.callOff(other)) this.callOff(other);
    else this.pool.raise(other, OUTRUN);
    return true;
  }

  /** Its client waits for it no longer, and tells the partition, which leaves it out if its turn has not come by then. */
  private callOff(row: number): void {
    const { pool } = this;
    pool.raise(row, ABANDONED);
    this.observer.ended(row, TURNED_AWAY);
    if (this.slots.settlers.length > 0) this.slots.settle(row, TURNED_AWAY);
    if (pool.flags(row) & UNANSWERED) {
      this.engine.events.cancel(row);
      pool.release(row);
    } else if (this.recalls === null) {
      pool.raise(row, CALLED_OFF);
    } else {
      this.recalls.push(row, pool.generation(row));
    }
  }

  private callServed(row: number, call: number, owner: number): void {
    const { pool } = this;
    if (opOf(pool.kind(row)) === READ) {
      if (pool.value(row) > pool.value(owner)) pool.setValue(owner, pool.value(row));
      if (row !== owner) pool.setReturned(owner, pool.returned(owner) + pool.returned(row));
    }
    if (call === owner) this.finishOnce(owner, OUTCOME_SERVED);
    else this.legEnded(call, owner, true);
  }

  /** Whether its calls still serve a purpose: followers get a post however late, others have no use for it once it has ended. */
  private isWanted(owner: number): boolean {
    return (this.pool.flags(owner) & (SETTLED | FANNED)) !== SETTLED;
  }

  private legEnded(leg: number, owner: number, served: boolean): void {
    const { pool } = this;
    const flags = pool.flags(owner);
    if (flags & FANNED) this.deliveryEnded(leg, owner, served);
    else if (served && --pool.needed[owner]! === 0) this.finishOnce(owner, OUTCOME_SERVED);
    else if (!served && !(flags & SETTLED) && --pool.spare[owner]! < 0) this.finish(owner, OUTCOME_DROPPED);
    pool.release(leg);
  }

  private deliveryEnded(leg: number, post: number, served: boolean): void {
    if (served) this.ledger.delivered(leg);
    this.fanOut!.ended(post, served);
  }

  private callFailed(call: number, owner: number, end: number): void {
    const { pool } = this;
    if (this.isWanted(owner)) {
      if (this.retries.schedule(call, end)) {
        pool.hold(call, 1);
        return;
      }
      if (call === owner) this.finish(owner, OUTCOME_DROPPED);
    }
    if (call !== owner) this.legEnded(call, owner, false);
  }

  private wakeUp(call: number): void {
    const { pool } = this;
    if (this.simple) {
      this.attempt(call);
      return;
    }
    if (pool.flags(call) & HEDGING) {
      this.hedge(call);
      return;
    }
    const owner = pool.owner(call);
    if (this.isWanted(owner)) this.attempt(call);
    else if (call !== owner) this.legEnded(call, owner, false);
    pool.release(call);
  }

  private finishOnce(r: number, outcome: number): void {
    if (!(this.pool.flags(r) & SETTLED)) this.finish(r, outcome);
  }

  private finish(r: number, outcome: number): void {
    const { pool } = this;
    const flags = (pool.ints[(r << INTS) + FLAGS]! |= SETTLED);
    if (!(flags & BACKGROUND)) {
      if (!this.readsOnly) this.ledger.settled(r, outcome);
      else if (outcome === OUTCOME_SERVED) this.ledger.readsChecked++;
      this.observer.settled(r, outcome);
    }
    if (this.slots.finishers.length > 0) this.slots.done(r, outcome);
    if (flags & REPEAT) this.ledger.parted(r);
    pool.release(r);
  }

  private haltWhenEmpty(): void {
    if (this.isOver) this.engine.halt();
  }
}

/** The keys that posts are delivered to. */
function timelinesOf({ prefix, timelines }: FanoutConfig): KeyConfig {
  return { kind: 'uniform', prefix, count: timelines };
}
