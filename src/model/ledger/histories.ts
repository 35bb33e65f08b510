/**
 * Reads that ask for a conversation's recent messages, held against what was acknowledged, message by message.
 *
 * A message is a user's write to a key that such a read may ask for; it lies under the key at which it was applied, which
 * may be a salt of the one that was asked for. A read returns what lies under the keys that it consulted. Whatever was
 * acknowledged before it was sent, was sent within the time that it asks for, and is not among that, is missing.
 */

import { flowOf } from '../codes.ts';
import type { ModelConfig } from '../config.ts';
import type { Universe } from '../keys/universe.ts';
import type { RequestPool } from '../request/pool.ts';
import type { Survivors } from './survivors.ts';

/** How long messages are kept beyond what reads ask for, where no deadline says how long a read may take. */
const LONGEST_READ_MS = 60_000;
const FIRST_ROOM = 256;
const NOWHERE = -1;

/** What one read was entitled to, and what of it it did not get. */
export interface Shortfall {
  readonly asked: number;
  readonly missing: number;
}

export class Histories {
  private readonly pool: RequestPool;
  /** What reads of a workload ask for, ms; 0: they are no such reads. */
  private readonly lastMs: Float64Array;
  private readonly isRead: Uint8Array;
  private readonly keptMs: number;
  private readonly logs = new Map<number, MessageLog>();
  /** Key at which a request's write was first applied, by row, and the others where there are several, as with copies. */
  private readonly placed: { readonly data: Int32Array };
  private readonly copies = new Map<number, number[]>();
  private readonly consulted = new Map<number, number[]>();

  constructor({ workload, clients }: Pick<ModelConfig, 'workload' | 'clients'>, pool: RequestPool, universe: Universe) {
    this.pool = pool;
    this.lastMs = Float64Array.from(workload, ({ history }) => history?.lastMs ?? 0);
    this.keptMs = Math.max(...this.lastMs) + (clients.deadlineMs ?? LONGEST_READ_MS);
    this.isRead = new Uint8Array(universe.size);
    for (const { history, keys } of workload) {
      if (history === null) continue;
      const first = universe.first(keys);
      this.isRead.fill(1, first, first + (keys.kind === 'single' ? 1 : keys.count));
    }
    this.placed = pool.column((capacity) => new Int32Array(capacity));
  }

  /** Whether this row belongs to a read of a history. */
  asks(row: number): boolean {
    return this.lastMs[flowOf(this.pool.kind(row))]! > 0;
  }

  /** A request is sent: it has been applied nowhere, and has consulted nobody, whatever late answers its row got before. */
  sent(r: number): void {
    this.placed.data[r] = NOWHERE;
    this.copies.delete(r);
    this.consulted.delete(r);
  }

  /** A write of `owner` has been applied under `key`. */
  applied(owner: number, key: number): void {
    const first = this.placed.data[owner]!;
    if (first === NOWHERE) this.placed.data[owner] = key;
    else if (first !== key) this.copies.set(owner, [...(this.copies.get(owner) ?? []), key]);
  }

  /** A write has been acknowledged to its user. */
  acknowledged(r: number, now: number): void {
    const { pool } = this;
    const key = pool.key(r);
    if (this.isRead[key] !== 1) return;
    let log = this.logs.get(key);
    if (log === undefined) {
      log = new MessageLog();
      this.logs.set(key, log);
    }
    log.forget(now - this.keptMs);
    log.append(now, pool.born(r), this.placed.data[r]!, pool.value(r));
    const copies = this.copies.get(r);
    if (copies !== undefined) log.copies.set(pool.value(r), copies);
  }

  /** The store has served a leg of such a read. */
  served(owner: number, key: number): void {
    const known = this.consulted.get(owner);
    if (known === undefined) this.consulted.set(owner, [key]);
    else known.push(key);
  }

  /** Such a read is over, whatever its outcome. */
  forget(r: number): void {
    this.consulted.delete(r);
  }

  /** What the answer of such a read lacks; `survivors` where a failover may have taken messages back. */
  answered(r: number, survivors: Survivors | null): Shortfall {
    const { pool } = this;
    const log = this.logs.get(pool.key(r));
    const keys = this.consulted.get(r) ?? [];
    if (log === undefined) return { asked: 0, missing: 0 };
    return log.compare(pool.born(r), this.lastMs[flowOf(pool.kind(r))]!, keys, survivors);
  }
}

/** Messages of one conversation in the order of their acknowledgement. */
class MessageLog {
  /** Further keys under which a message lies, by version. */
  readonly copies = new Map<number, readonly number[]>();
  private start = 0;
  private end = 0;
  private acknowledgedAt = new Float64Array(FIRST_ROOM);
  private sentAt = new Float64Array(FIRST_ROOM);
  private key = new Int32Array(FIRST_ROOM);
  private version = new Int32Array(FIRST_ROOM);

  append(acknowledgedAt: number, sentAt: number, key: number, version: number): void {
    if (this.end === this.key.length) this.compact();
    this.acknowledgedAt[this.end] = acknowledgedAt;
    this.sentAt[this.end] = sentAt;
    this.key[this.end] = key;
    this.version[this.end++] = version;
  }

  /** Messages acknowledged before `time` will not be asked for any more. */
  forget(time: number): void {
    while (this.start < this.end && this.acknowledgedAt[this.start]! < time) {
      if (this.copies.size > 0) this.copies.delete(this.version[this.start]!);
      this.start++;
    }
  }

  /** Compares, message by message, what lies under `keys` with what a read sent at `sentMs` is entitled to. */
  compare(sentMs: number, lastMs: number, keys: readonly number[], survivors: Survivors | null): Shortfall {
    let asked = 0;
    let missing = 0;
    for (let k = this.end - 1; k >= this.start && this.acknowledgedAt[k]! > sentMs - lastMs; k--) {
      if (this.acknowledgedAt[k]! > sentMs || this.sentAt[k]! <= sentMs - lastMs) continue;
      asked++;
      const isThere = this.lies(k, keys) && (survivors === null || survivors.stands(this.version[k]!));
      if (!isThere) missing++;
    }
    return { asked, missing };
  }

  /** Whether message `k` lies under one of `keys`. */
  private lies(k: number, keys: readonly number[]): boolean {
    if (keys.includes(this.key[k]!)) return true;
    return this.copies.size > 0 && (this.copies.get(this.version[k]!)?.some((key) => keys.includes(key)) ?? false);
  }

  /** Moves what is kept to the front, into twice the room if more than half of it is in use. */
  private compact(): void {
    const used = this.end - this.start;
    const room = used > this.key.length / 2 ? 2 * this.key.length : this.key.length;
    this.acknowledgedAt = moved(this.acknowledgedAt, new Float64Array(room), this.start, this.end);
    this.sentAt = moved(this.sentAt, new Float64Array(room), this.start, this.end);
    this.key = moved(this.key, new Int32Array(room), this.start, this.end);
    this.version = moved(this.version, new Int32Array(room), this.start, this.end);
    this.start = 0;
    this.end = used;
  }
}

function moved<A extends Float64Array | Int32Array>(from: A, into: A, start: number, end: number): A {
  into.set(from.subarray(start, end));
  return into;
}
