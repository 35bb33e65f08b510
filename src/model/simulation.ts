/**
 * One run: the parts of a model and how they hang together, and the loop.
 *
 *   sources → requests → calls → attempts → store
 *
 * Each stage hands down what it wants and hears up what came of it. A row has one pending event, whatever it waits for.
 */
import { Engine, type Handler } from '../engine/engine.ts';
import { mix } from '../random/jitter.ts';
import type { Streams } from '../random/streams.ts';
import { Agenda } from './agenda.ts';
import { Fleet } from './client/fleet.ts';
import { unwantedOf } from './client/hedges.ts';
import { patienceOf } from './client/patience.ts';
import { Retries } from './client/retries.ts';
import { Cluster } from './cluster/cluster.ts';
import { LAPSED, SERVED, UNAVAILABLE } from './codes.ts';
import type { ClusterConfig, FanoutConfig, KeyConfig, ModelConfig, WorkersConfig } from './config.ts';
import { mostPartitions } from './config.ts';
import { FanOut } from './fanout/fan-out.ts';
import { planFaults } from './faults/faults.ts';
import { Flows } from './flows.ts';
import type { Incident } from './incidents.ts';
import { Absences } from './keys/absences.ts';
import { Universe } from './keys/universe.ts';
import { Lanes } from './lanes.ts';
import { Ledger } from './ledger/ledger.ts';
import type { Lever } from './mitigation.ts';
import type { Observer } from './observer.ts';
import { Splitting } from './partition/splitting.ts';
import { Store } from './partition/store.ts';
import { WriteTokens } from './partition/tokens.ts';
import { createPlacement } from './placement/placement.ts';
import { SplitPlacement } from './placement/split.ts';
import { Births } from './request/births.ts';
import { RequestPool } from './request/pool.ts';
import { Requests } from './request/requests.ts';
import { StraightRequests } from './request/straight.ts';
import { type Shortcuts, shortcutsOf } from './shortcuts.ts';
import { Slots } from './slots.ts';
import { type TableLimits, tableLimitsOf } from './table-limits.ts';
import { Attributes } from './workload/attributes.ts';
import { sampleKeys } from './workload/key-sample.ts';
import { createService } from './workload/service.ts';
import { Sources } from './workload/sources.ts';
import { Workload } from './workload/workload.ts';
import { LeverWorld } from './world.ts';

/** Slices grow from one to the other: V8 has seen the loop to its end a few times before it optimises it. */
const FIRST_SLICE = 256;
const LARGEST_SLICE = 32_768;

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
  readonly shortcuts: Shortcuts;
  readonly lanes: Lanes;
  readonly agenda: Agenda;
  readonly fleet: Fleet;
  readonly births: Births;
  readonly retries: Retries;
  /** What happened to the services beside the store. */
  readonly incidents: Incident[] = [];
  /** Null: every key has an item at the start. */
  readonly absences: Absences | null;
  /** Null: requests carry nothing beside their keys. */
  readonly attributes: Attributes | null;
  /** Null: nothing limits the table but its partitions. */
  readonly table: TableLimits | null;
  /** Null: partitions are never split. */
  readonly splitting: Splitting | null;
  /** Null: partitions never fail. */
  readonly cluster: Cluster | null;
  /** Null: every write is applied, however often it comes. */
  readonly tokens: WriteTokens | null;
  /** Null: nothing fans out on write. */
  readonly fanOut: FanOut | null;
  private readonly desk: Requests | StraightRequests;
  private readonly general: Requests | null;
  private readonly sources: Sources;
  /** Closures over this run, whose parts V8 may then take for the constants that they are as long as it is the first in its process. */
  private readonly running: Handler = {
    event: (row) => this.desk.event(row),
    lane: (lane) => this.fire(lane),
  };
  /** The same once no more requests come: it ends with the last of them. */
  private readonly draining: Handler = {
    event: (row) => {
      this.desk.event(row);
      this.haltWhenEmpty();
    },
    lane: (lane) => {
      this.fire(lane);
      this.haltWhenEmpty();
    },
  };
  private handler = this.running;
  private eventsPerSlice = FIRST_SLICE;

  constructor(config: ModelConfig, levers: readonly Lever[], streams: Streams, observer: Observer) {
    const { store, clients } = config;
    this.config = config;
    this.levers = levers;
    this.streams = streams;
    this.observer = observer;
    this.engine = new Engine(this.pool.capacity);
    this.lanes = new Lanes(this.engine);
    this.agenda = new Agenda(this.engine, this.lanes);
    this.pool.onGrow = (capacity) => this.engine.events.grow(capacity);
    this.slots = new Slots(levers);
    this.shortcuts = shortcutsOf(config, this.slots);
    const base = createPlacement(store.placement, store.partitions, (requests) =>
      sampleKeys(config, requests, streams.stream('placement/sample')),
    );
    const splits = mostPartitions(store) > store.partitions ? new SplitPlacement(base) : null;
    this.universe = new Universe(
      config.workload.flatMap(({ keys, fanout }) => (fanout === null ? [keys] : [keys, timelinesOf(fanout)])),
      splits ?? base,
    );
    this.absences = config.workload.every(({ exist = 1 }) => exist === 1)
      ? null
      : new Absences(config.workload, this.universe);
    this.flows = new Flows(config.workload, levers.length, store.idempotency?.units);
    this.workloads = config.workload.map(
      (workload, flow) => new Workload(flow, workload, this.universe, createService(store.partition.service), streams),
    );
    this.sources = new Sources(this, { arrive: (w) => this.desk.arrive(w) });
    this.attributes = attributesOf(this);
    this.table = tableLimitsOf(config, this);
    this.fleet = new Fleet(clients);
    this.store = this.openStore();
    this.ledger = new Ledger(this, this.shortcuts, (r, recall) => observer.history(r, recall));
    this.tokens = store.idempotency === undefined ? null : new WriteTokens(this, store.idempotency.ttlMs);
    this.splitting = splits === null ? null : new Splitting(this, splits);
    this.cluster = store.cluster === null ? null : this.openCluster(store.cluster);
    this.fanOut = config.workers === null ? null : this.openFanOut(config.workers);
    this.births = new Births(this);
    this.retries = new Retries(clients, this, (call) => this.processOf(call));
    this.general = this.shortcuts.straight ? null : new Requests(this);
    this.desk = this.general ?? new StraightRequests(this);
    for (const [index, lever] of levers.entries()) lever.bind?.(new LeverWorld(this, lever, index));
    const { orderer } = this.slots;
    if (orderer !== null) this.store.lineUp((part) => orderer.discipline(part));
    planFaults(config.faults, this);
    observer.attach(this);
  }

  get now(): number {
    return this.engine.now;
  }

  /** Where levers, time-outs and failovers take requests; there is none of them where all go straight. */
  get requests(): Requests {
    return this.general!;
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
   * @param onSlice called at every boundary of the observer, and every 32,768 events in between, more often at the start.
   */
  run(onSlice: () => void = () => {}): void {
    const { durationMs } = this.config;
    this.sources.start();
    for (const [index, at] of this.observer.boundaries.entries()) {
      this.runUntil(at, onSlice);
      this.observer.boundary(index);
      onSlice();
    }
    this.runUntil(durationMs, onSlice);
    this.handler = this.draining;
    if (!this.isOver) this.runUntil(2 * durationMs, onSlice);
  }

  /** Processes all events before `until`; the clock then stands there, unless the drain ran dry sooner. */
  private runUntil(until: number, onSlice: () => void): void {
    while (this.engine.run(this.handler, this.eventsPerSlice, until)) {
      this.eventsPerSlice = Math.min(2 * this.eventsPerSlice, LARGEST_SLICE);
      onSlice();
    }
    if (this.handler !== this.draining || !this.isOver) this.engine.advanceTo(until);
  }

  private fire(lane: number): void {
    if (lane < this.sources.lanes) this.sources.fire(lane);
    else this.lanes.fire(lane);
  }

  private haltWhenEmpty(): void {
    if (this.isOver) this.engine.halt();
  }

  private openStore(): Store {
    const { config, engine, pool, flows, observer, slots } = this;
    const { store } = config;
    const patience = patienceOf(config, engine, pool);
    return new Store({
      engine,
      pool,
      partitions: store.partitions,
      most: mostPartitions(store),
      config: store.partition,
      units: flows.units,
      bytes: flows.bytes,
      filledBytes: store.filledBytes ?? 0,
      table: this.table,
      observer,
      isExpired: slots.abandoners.length > 0 ? unwantedOf(patience, pool) : patience,
      lapse: (row) => this.requests.calls.attempts.turnBack(row, LAPSED),
    });
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
      fail: (row) => this.requests.calls.attempts.turnBack(row, UNAVAILABLE),
      acknowledge: (row) => this.requests.calls.attempts.turnBack(row, SERVED),
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
      work: lanes.openLine(workers.workMs, (leg) => this.requests.calls.attempts.begin(leg))!,
      newLeg: (post, key, index) => this.births.leg(post, key, index),
      halfway: (post) => this.observer.halfway(post),
      finish: (post, outcome) => this.requests.finishOnce(post, outcome),
    });
  }
}

/** The keys that posts are delivered to. */
function timelinesOf({ prefix, timelines }: FanoutConfig): KeyConfig {
  return { kind: 'uniform', prefix, count: timelines };
}

function attributesOf({ config, pool, universe, streams, engine }: Simulation): Attributes | null {
  const { workload } = config;
  if (workload.every(({ attributes = [] }) => attributes.length === 0)) return null;
  return new Attributes({ workload, pool, universe, streams, clock: engine });
}
