/**
 * The partitions: limit, then a bounded queue, then c servers. Some may join while the store runs, split off from others, and leave again.
 *
 * The queue is first in, first out unless a mitigation has lined it up otherwise.
 */
import type { Engine } from '../../engine/engine.ts';
import { flowOf, LAPSED, opOf, QUEUE_FULL, READ, SERVED, THROTTLED, WRITE } from '../codes.ts';
import type { PartitionConfig } from '../config.ts';
import type { WaitingLine } from '../mitigation.ts';
import type { Observer } from '../observer.ts';
import { IN_SERVICE } from '../request/flags.ts';
import { DEMAND, DOUBLES, ENTERED, FLAGS, INTS, KIND, PART } from '../request/layout.ts';
import type { RequestPool } from '../request/pool.ts';
import type { TableLimits } from '../table-limits.ts';
import { Limit } from './limit.ts';
import { Meter } from './meter.ts';
import { Partition } from './partition.ts';
import { Presence } from './presence.ts';

export interface StoreParts {
  readonly engine: Engine;
  readonly pool: RequestPool;
  /** At the start, and with all that may join. */
  readonly partitions: number;
  readonly most: number;
  readonly config: PartitionConfig;
  /** Units that a request takes, by kind. */
  readonly units: Float64Array;
  /** Size of an item, by flow, and what each partition holds at the start. */
  readonly bytes: Float64Array;
  readonly filledBytes: number;
  /** What limits the table as a whole; null: nothing. */
  readonly table: TableLimits | null;
  readonly observer: Observer;
  /** Whether the caller of an attempt has too little patience left by now; null: work is done all the same. */
  readonly isExpired: ((row: number) => boolean) | null;
  /** An attempt was dropped for that reason when its turn came. */
  readonly lapse: (row: number) => void;
}

export class Store {
  /** Those there are, then those that may join. */
  readonly partitions: readonly Partition[];
  /** Which of them there are. */
  readonly presence: Presence;
  /** Null: nobody looks at it. */
  private meter: Meter | null = null;
  /** Whether somebody meters it, or cares who comes too late. */
  private isAttended: boolean;
  private readonly started: number;
  private readonly engine: Engine;
  private readonly pool: RequestPool;
  private readonly observer: Observer;
  readonly servers: number;
  private readonly capacity: number;
  private readonly meanMs: number;
  private readonly reads: Limit | null;
  private readonly writes: Limit | null;
  private readonly isLimited: boolean;
  private readonly units: Float64Array;
  private readonly bytes: Float64Array;
  private readonly filledBytes: number;
  private readonly table: TableLimits | null;
  private readonly isExpired: StoreParts['isExpired'];
  private readonly lapse: StoreParts['lapse'];
  /** Attempts dropped because their time was up, who have not been told yet. */
  private readonly late: number[] = [];
  /** What the attempts in service at paused partitions still need, ms. */
  private readonly frozen = new Map<number, number>();

  constructor({
    engine,
    pool,
    partitions,
    most,
    config,
    units,
    bytes,
    filledBytes,
    table,
    observer,
    isExpired,
    lapse,
  }: StoreParts) {
    this.engine = engine;
    this.pool = pool;
    this.observer = observer;
    this.partitions = Array.from({ length: most }, () => new Partition(engine, config.serviceMeanMs));
    this.presence = new Presence(partitions, most);
    this.started = partitions;
    this.servers = config.servers;
    this.capacity = config.queueCapacity ?? Number.MAX_SAFE_INTEGER;
    this.meanMs = config.serviceMeanMs;
    this.units = units;
    this.bytes = bytes;
    this.filledBytes = filledBytes;
    this.table = table;
    this.isExpired = isExpired;
    this.isAttended = isExpired !== null;
    this.lapse = lapse;
    this.reads = limitOn('reads', most, config);
    this.writes = limitOn('writes', most, config);
    this.isLimited = this.reads !== null || this.writes !== null;
  }

  /** Has those who are to wait at each partition do so in a line of another kind. */
  lineUp(open: (p: number) => WaitingLine): void {
    for (const [p, partition] of this.partitions.entries()) partition.line = open(p);
  }

  /** Lets an attempt in: SERVED means that its completion will come; else why it was turned away. */
  enter(row: number): number {
    return this.table === null ? this.enterPartition(row) : this.enterTable(row, this.table);
  }

  private enterTable(row: number, table: TableLimits): number {
    const kind = this.pool.kind(row);
    if (!table.admits(row, kind, this.engine.now)) return THROTTLED;
    const end = this.enterPartition(row);
    if (end !== THROTTLED) table.passed(kind, end === SERVED);
    return end;
  }

  private enterPartition(row: number): number {
    const { ints, doubles } = this.pool;
    const { now } = this.engine;
    const p = ints[(row << INTS) + PART]!;
    const kind = ints[(row << INTS) + KIND]!;
    if (this.isLimited && this.isThrottled(p, kind)) return THROTTLED;
    if (this.isAttended && this.isLate(row, p, kind)) return LAPSED;
    const partition = this.partitions[p]!;
    const idle = partition.busy < this.servers && partition.pauses === 0;
    if (!idle && partition.inside - partition.busy >= this.capacity) return QUEUE_FULL;
    partition.enter();
    doubles[(row << DOUBLES) + ENTERED] = now;
    if (idle) {
      partition.occupy();
      this.start(row, partition);
    } else if (partition.line === null) {
      partition.queue.push(row);
    } else {
      partition.line.push(row);
    }
    return SERVED;
  }

  /** Takes a finished attempt out of service and starts the next in line. */
  complete(row: number): void {
    const { ints, doubles } = this.pool;
    const { now } = this.engine;
    const at = row << INTS;
    const partition = this.partitions[ints[at + PART]!]!;
    if (this.meter !== null) this.noteWrite(row, this.meter);
    partition.leave();
    partition.stayedMs += now - doubles[(row << DOUBLES) + ENTERED]!;
    ints[at + FLAGS]! &= ~IN_SERVICE;
    if (partition.inside < partition.busy || !this.startNext(partition)) partition.free();
    if (this.late.length > 0) this.tellLate();
  }

  /** The servers of `p` are gone with all that waits and is in service, `served` being the latter; returns them all. */
  fail(p: number, served: readonly number[]): number[] {
    const { pool } = this;
    const { events } = this.engine;
    const partition = this.partitions[p]!;
    const rows = [...partition.waiting.ids(), ...served];
    partition.waiting.clear();
    for (const row of served) {
      pool.lower(row, IN_SERVICE);
      events.cancel(row);
      this.frozen.delete(row);
      partition.free();
    }
    for (const row of rows) this.drop(partition, row);
    partition.pauses = 0;
    return rows;
  }

  /** Stops the servers of `p`: what is in service keeps the time that it still needs. */
  pause(p: number): void {
    const { pool } = this;
    const { events, now } = this.engine;
    if (this.partitions[p]!.pauses++ > 0) return;
    pool.forEachLive((row) => {
      if (pool.part(row) !== p || !(pool.flags(row) & IN_SERVICE)) return;
      this.frozen.set(row, events.at[row]! - now);
      events.cancel(row);
    });
  }

  /** Lets the servers of `p` go on, those that stood idle too. */
  resume(p: number): void {
    const { pool } = this;
    const { events, now } = this.engine;
    const partition = this.partitions[p]!;
    if (--partition.pauses > 0) return;
    for (const [row, leftMs] of this.frozen) {
      if (pool.part(row) !== p) continue;
      this.frozen.delete(row);
      events.at[row] = now + leftMs;
      events.push(row);
    }
    while (partition.busy < this.servers && partition.inside > partition.busy) {
      partition.occupy();
      if (!this.startNext(partition)) partition.free();
    }
    this.tellLate();
  }

  /** How many wait at `p`, those in service excluded. */
  queueLength(p: number): number {
    const { inside, busy } = this.partitions[p]!;
    return inside - busy;
  }

  /** How long the one who is next at `p` has waited, ms; 0 when nobody waits. */
  headWaitMs(p: number): number {
    if (this.queueLength(p) === 0) return 0;
    return this.engine.now - this.pool.entered(this.partitions[p]!.waiting.peek());
  }

  /** The counts of monitoring, which begin when they are first asked for. */
  metered(): Meter {
    this.meter ??= new Meter(this.partitions.length, this.started, this.filledBytes);
    this.isAttended = true;
    return this.meter;
  }

  /** Whether partitions have had their limits changed, or may be joined by others. */
  get changes(): boolean {
    return this.partitions.length > this.started || this.reads?.changes === true || this.writes?.changes === true;
  }

  /** How many there have been. */
  get count(): number {
    return this.presence.count;
  }

  /** For how long partition `p` was not there, up to now or some other moment, ms. */
  absentMs(p: number, untilMs: number = this.engine.now): number {
    return this.presence.absentMs(p, untilMs);
  }

  /** The limit of one operation; null: there is none. */
  limitOf(op: number): Limit | null {
    return op === READ ? this.reads : this.writes;
  }

  /** One more partition, the half of `p`; returns its number. */
  join(p: number): number {
    const { now } = this.engine;
    const q = this.presence.join(now);
    this.reads?.split(p, q, now);
    this.writes?.split(p, q, now);
    this.meter?.split(p, q);
    return q;
  }

  /** `p` takes over the limits of `q` and what it holds, as it has its keys. */
  unite(p: number, q: number): void {
    const { now } = this.engine;
    this.reads?.unite(p, q, now);
    this.writes?.unite(p, q, now);
    this.meter?.unite(p, q);
  }

  /** From now on the servers of `p` take so many times as long for what they begin. */
  slow(p: number, times: number): void {
    this.partitions[p]!.serviceMs = this.meanMs * times;
  }

  /** The next in line goes to a server that is kept for it; false: nobody does. */
  private startNext(partition: Partition): boolean {
    const isWhoeverCame = partition.line === null && this.isExpired === null;
    const next = isWhoeverCame ? partition.queue.shift() : this.nextWanted(partition);
    if (next < 0) return false;
    partition.waitedMs += this.engine.now - this.pool.doubles[(next << DOUBLES) + ENTERED]!;
    this.start(next, partition);
    return true;
  }

  /** Who is next at `partition` once those are dropped whose time is up, or whom its line drops; negative: nobody. */
  private nextWanted(partition: Partition): number {
    const { line, queue } = partition;
    let next = line === null ? queue.shift() : line.shift();
    while (next >= 0 && (this.isExpired?.(next) || line?.drops?.(next))) {
      this.drop(partition, next);
      this.late.push(next);
      next = line === null ? queue.shift() : line.shift();
    }
    return next;
  }

  /** Whether the limit of `p` turns an attempt away. */
  private isThrottled(p: number, kind: number): boolean {
    const units = this.units[kind]!;
    const limit = opOf(kind) === READ ? this.reads : this.writes;
    if (limit === null || limit.admits(p, units, this.engine.now)) return false;
    this.meter?.turnedAway(p, opOf(kind), units);
    return true;
  }

  private noteWrite(row: number, meter: Meter): void {
    const kind = this.pool.kind(row);
    if (opOf(kind) === WRITE) meter.wrote(this.pool.part(row), this.bytes[flowOf(kind)]!);
  }

  /** Notes an attempt that the limit has let in; true: its caller has too little patience left. */
  private isLate(row: number, p: number, kind: number): boolean {
    this.meter?.letIn(p, opOf(kind), this.units[kind]!, this.pool.key(row));
    return this.isExpired?.(row) === true;
  }

  /** Takes an attempt out unserved. */
  private drop(partition: Partition, row: number): void {
    partition.drop();
    partition.stayedMs += this.engine.now - this.pool.entered(row);
  }

  /** Once servers and queue are in order, as whoever hears of it may send the next attempt at once. */
  private tellLate(): void {
    for (const row of this.late.splice(0)) this.lapse(row);
  }

  private start(row: number, { serviceMs }: Partition): void {
    const { ints, doubles } = this.pool;
    const { events, now } = this.engine;
    ints[(row << INTS) + FLAGS]! |= IN_SERVICE;
    this.observer.started(row);
    events.at[row] = now + doubles[(row << DOUBLES) + DEMAND]! * serviceMs;
    events.push(row);
  }
}

function limitOn(op: 'reads' | 'writes', partitions: number, { limit }: PartitionConfig): Limit | null {
  return limit.ceiling[op] === null && limit.share[op] === null ? null : new Limit(partitions, limit, op);
}
