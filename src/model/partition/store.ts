/**
 * The partitions: limit, then a bounded FIFO queue, then c servers.
 *
 * Keeps two accounts of the same traffic that do not share a number: the integral of how many are inside over time,
 * and the sum of how long each one stayed. Little's law says that they agree, and every run is held to it.
 */
import type { Engine } from '../../engine/engine.ts';
import { Ring } from '../../sketch/ring.ts';
import { QUEUE_FULL, READ, SERVED, THROTTLED } from '../codes.ts';
import type { PartitionConfig } from '../config.ts';
import type { Observer } from '../observer.ts';
import { IN_SERVICE, INSIDE } from '../request/flags.ts';
import type { RequestPool } from '../request/pool.ts';
import { Limit } from './limit.ts';

export interface StoreParts {
  readonly engine: Engine;
  readonly pool: RequestPool;
  readonly partitions: number;
  readonly config: PartitionConfig;
  /** Units that a request takes, by operation and flow. */
  readonly units: readonly Float64Array[];
  readonly observer: Observer;
}

export class Store {
  readonly partitions: number;
  /** Attempts waiting and in service, per partition. */
  readonly inside: Int32Array;
  readonly busy: Int32Array;
  /** ∫ inside dt and ∫ busy dt, ms, up to `changedAt`. */
  readonly insideMs: Float64Array;
  readonly busyMs: Float64Array;
  readonly changedAt: Float64Array;
  /** Sum of the stays of those that left, ms, and of their waits in the queue. */
  readonly stayedMs: Float64Array;
  readonly waitedMs: Float64Array;
  readonly served: Float64Array;
  private readonly queues: Ring[];
  private readonly engine: Engine;
  private readonly pool: RequestPool;
  private readonly observer: Observer;
  private readonly servers: number;
  private readonly capacity: number;
  private readonly meanMs: number;
  private readonly reads: Limit | null;
  private readonly writes: Limit | null;
  private readonly units: readonly Float64Array[];

  constructor({ engine, pool, partitions, config, units, observer }: StoreParts) {
    this.engine = engine;
    this.pool = pool;
    this.observer = observer;
    this.partitions = partitions;
    this.servers = config.servers;
    this.capacity = config.queueCapacity ?? Number.MAX_SAFE_INTEGER;
    this.meanMs = config.serviceMeanMs;
    this.units = units;
    const { ceiling, share } = config.limit;
    this.reads = ceiling.reads === null && share.reads === null ? null : new Limit(partitions, config.limit, 'reads');
    this.writes =
      ceiling.writes === null && share.writes === null ? null : new Limit(partitions, config.limit, 'writes');
    this.inside = new Int32Array(partitions);
    this.busy = new Int32Array(partitions);
    this.insideMs = new Float64Array(partitions);
    this.busyMs = new Float64Array(partitions);
    this.changedAt = new Float64Array(partitions);
    this.stayedMs = new Float64Array(partitions);
    this.waitedMs = new Float64Array(partitions);
    this.served = new Float64Array(partitions);
    this.queues = Array.from({ length: partitions }, () => new Ring());
  }

  /** Lets an attempt in at its partition: SERVED means that its completion will come; else why it was turned away. */
  enter(row: number): number {
    const p = this.pool.part[row]!;
    const now = this.engine.now;
    const op = this.pool.op[row]!;
    const limit = op === READ ? this.reads : this.writes;
    if (limit !== null && !limit.admits(p, this.units[op]![this.pool.flow[row]!]!, now)) return THROTTLED;
    const idle = this.busy[p]! < this.servers;
    if (!idle && this.inside[p]! - this.busy[p]! >= this.capacity) return QUEUE_FULL;
    this.account(p);
    this.inside[p]!++;
    this.pool.entered[row] = now;
    this.pool.flags[row]! |= INSIDE;
    if (idle) this.start(row, p);
    else this.queues[p]!.push(row);
    return SERVED;
  }

  /** Takes a finished attempt out of service and starts the next in line. */
  complete(row: number): void {
    const p = this.pool.part[row]!;
    const now = this.engine.now;
    this.account(p);
    this.inside[p]!--;
    this.busy[p]!--;
    this.served[p]!++;
    this.stayedMs[p]! += now - this.pool.entered[row]!;
    this.pool.flags[row]! &= ~(IN_SERVICE | INSIDE);
    if (this.inside[p]! > this.busy[p]!) {
      const next = this.queues[p]!.shift();
      this.waitedMs[p]! += now - this.pool.entered[next]!;
      this.start(next, p);
    }
  }

  /** How many wait at `p`, those in service excluded. */
  queueLength(p: number): number {
    return this.inside[p]! - this.busy[p]!;
  }

  /** How long the one at the head of the queue of `p` has waited, ms; 0 when nobody waits. */
  headWaitMs(p: number): number {
    if (this.queueLength(p) === 0) return 0;
    return this.engine.now - this.pool.entered[this.queues[p]!.peek()]!;
  }

  /** Brings the time integrals of all partitions up to now. */
  closeAccounts(): void {
    for (let p = 0; p < this.partitions; p++) this.account(p);
  }

  private start(row: number, p: number): void {
    this.busy[p]!++;
    this.pool.flags[row]! |= IN_SERVICE;
    this.observer.started(row);
    const { events, now } = this.engine;
    events.at[row] = now + this.pool.demand[row]! * this.meanMs;
    events.push(row);
  }

  private account(p: number): void {
    const { now } = this.engine;
    const elapsed = now - this.changedAt[p]!;
    this.insideMs[p]! += this.inside[p]! * elapsed;
    this.busyMs[p]! += this.busy[p]! * elapsed;
    this.changedAt[p] = now;
  }
}
