/**
 * How rows come to be: what a request, a leg and an attempt are born with, drawn for them or inherited.
 *
 * What belongs to a user's request was drawn ahead, in its order, on the streams of its workload. What a plan adds (legs, attempts
 * after a time-out, second attempts, background requests) draws from streams of its own, so that plans meet the same requests.
 */
import type { Engine } from '../../engine/engine.ts';
import type { Distribution } from '../../random/distributions/distribution.ts';
import type { Stream } from '../../random/stream.ts';
import type { Streams } from '../../random/streams.ts';
import { opOf, READ } from '../codes.ts';
import type { ModelConfig } from '../config.ts';
import type { FanOut } from '../fanout/fan-out.ts';
import { NO_OTHER } from '../mitigation.ts';
import type { Slots } from '../slots.ts';
import type { Attributes } from '../workload/attributes.ts';
import { createService } from '../workload/service.ts';
import type { Workload } from '../workload/workload.ts';
import { BACKGROUND, DEMAND_SPENT } from './flags.ts';
import { BORN, DEMAND, DOUBLES, INTS, JITTER } from './layout.ts';
import type { RequestPool } from './pool.ts';

interface BirthParts {
  readonly engine: Engine;
  readonly pool: RequestPool;
  readonly slots: Slots;
  readonly streams: Streams;
  readonly config: Pick<ModelConfig, 'store'>;
  readonly workloads: readonly Workload[];
  readonly attributes: Attributes | null;
  readonly fanOut: FanOut | null;
}

export class Births {
  private readonly engine: Engine;
  private readonly pool: RequestPool;
  private readonly slots: Slots;
  private readonly workloads: readonly Workload[];
  private readonly attributes: Attributes | null;
  private readonly fanOut: FanOut | null;
  private readonly service: Distribution;
  private readonly extraDemands: Stream;
  private readonly hedgeDemands: Stream;

  constructor({ engine, pool, slots, streams, config, workloads, attributes, fanOut }: BirthParts) {
    this.engine = engine;
    this.pool = pool;
    this.slots = slots;
    this.workloads = workloads;
    this.attributes = attributes;
    this.fanOut = fanOut;
    this.service = createService(config.store.partition.service);
    this.extraDemands = streams.stream('attempts/service');
    this.hedgeDemands = streams.stream('hedges/service');
  }

  /** A user's request of workload `w`. */
  request(w: number): number {
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
    return r;
  }

  /** A request of a lever's. */
  background(kind: number, key: number): number {
    const { pool } = this;
    const r = pool.open(kind, key);
    pool.setBorn(r, this.engine.now);
    pool.setFlags(r, BACKGROUND);
    pool.setDemand(r, this.service.next(this.extraDemands));
    pool.setJitter(r, this.extraDemands.uint32() | 0);
    if (this.fanOut !== null) this.fanOut.note(r, 0);
    return r;
  }

  /** The `index`-th leg of a request, which it holds. */
  leg(r: number, key: number, index: number): number {
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

  /** The next attempt of a call, in a row of its own. */
  attempt(call: number): number {
    const { pool } = this;
    const row = this.open(call);
    pool.setAttempts(row, pool.countAttempt(call));
    pool.setDemand(row, pool.flags(call) & DEMAND_SPENT ? this.service.next(this.extraDemands) : pool.demand(call));
    return row;
  }

  /** An attempt beside the one under way: not among the tries that the retry policy counts, and no first try either. */
  second(call: number): number {
    const { pool } = this;
    const row = this.open(call);
    pool.setAttempts(row, pool.attempts(call) + 1);
    pool.setDemand(row, this.service.next(this.hedgeDemands));
    const key = opOf(pool.kind(row)) === READ ? this.slots.another(row) : NO_OTHER;
    if (key !== NO_OTHER) pool.setKey(row, key);
    return row;
  }

  private open(call: number): number {
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
}
