/**
 * Reads that ask for a conversation's recent messages, held against what was acknowledged, message by message.
 *
 * A message is a user's write to a key that such a read may ask for; it lies under the key at which it was applied, which
 * may be a salt of the one that was asked for. A read returns what lies under the keys that it consulted. Whatever was
 * acknowledged before it was sent, was sent within the time that it asks for, and is not among that, is missing.
 */

import { flowOf } from '../codes.ts';
import type { HistoryConfig, ModelConfig } from '../config.ts';
import type { Universe } from '../keys/universe.ts';
import type { RequestPool } from '../request/pool.ts';
import { MessageLog } from './message-log.ts';
import type { Survivors } from './survivors.ts';

/** How long messages are kept beyond what reads ask for, where no deadline says how long a read may take. */
const LONGEST_READ_MS = 60_000;
const NOWHERE = -1;
const NOBODY: ReadonlySet<number> = new Set();
/** Reads that ask for all there is, however long ago. */
const ALL = Number.POSITIVE_INFINITY;

/** What one read was entitled to, and what came of it. */
export interface Recall {
  readonly asked: number;
  /** Not returned. */
  readonly missing: number;
  /** Returned more than once. */
  readonly repeated: number;
  /** Returned, and an earlier read had missed them. */
  readonly late: number;
  /** Returned, and acknowledged before one that was sent earlier, so that a reader saw the younger one first. */
  readonly reordered: number;
}

export class Histories {
  private readonly pool: RequestPool;
  /** What reads of a workload ask for; null: they are no such reads. */
  private readonly wanted: readonly (HistoryConfig | null)[];
  private readonly isRead: Uint8Array;
  /** Messages are kept so long, and so many of them beyond what reads under way may not have seen. */
  private readonly keptMs: number;
  private readonly keptCount: number;
  private readonly longestReadMs: number;
  private readonly log: MessageLog;
  /** Key at which a request's write was first applied, by row, and the others where there are several, as with copies. */
  private readonly placed: { readonly data: Int32Array };
  private readonly copies = new Map<number, number[]>();
  private readonly consulted = new Map<number, Set<number>>();

  constructor({ workload, clients }: Pick<ModelConfig, 'workload' | 'clients'>, pool: RequestPool, universe: Universe) {
    this.pool = pool;
    this.wanted = workload.map(({ history }) => history);
    const asked = this.wanted.filter((history) => history !== null);
    const longestRead = clients.deadlineMs ?? LONGEST_READ_MS;
    this.keptMs = Math.max(...asked.map(({ lastMs, newest }) => lastMs ?? (newest === null ? ALL : 0))) + longestRead;
    this.keptCount = Math.max(...asked.map(({ lastMs, newest }) => (lastMs === null ? (newest ?? 0) : 0)));
    this.longestReadMs = longestRead;
    this.isRead = new Uint8Array(universe.size);
    for (const { history, keys } of workload) {
      if (history === null || keys.kind === 'template') continue;
      const first = universe.first(keys);
      this.isRead.fill(1, first, first + (keys.kind === 'single' ? 1 : keys.count));
    }
    this.log = new MessageLog(universe.size);
    this.placed = pool.column((capacity) => new Int32Array(capacity));
  }

  /** Whether this row belongs to a read of a history. */
  asks(row: number): boolean {
    return (this.wanted[flowOf(this.pool.kind(row))] ?? null) !== null;
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
    if (first === NOWHERE || first === key) return;
    const others = this.copies.get(owner) ?? [];
    if (!others.includes(key)) this.copies.set(owner, [...others, key]);
  }

  /** A write has been acknowledged to its user. */
  acknowledged(r: number, now: number): void {
    const { pool } = this;
    const key = pool.key(r);
    if (this.isRead[key] !== 1) return;
    const { log } = this;
    const row = log.append(key, {
      sinceMs: now - this.keptMs,
      newest: this.keptCount,
      seenMs: now - this.longestReadMs,
    });
    log.acknowledgedAt[row] = now;
    log.sentAt[row] = pool.born(r);
    log.key[row] = this.placed.data[r]!;
    log.version[row] = pool.value(r);
    const copies = this.copies.get(r);
    if (copies !== undefined) log.copies.set(pool.value(r), copies);
  }

  /** The store has served a leg of such a read. */
  served(owner: number, key: number): void {
    const known = this.consulted.get(owner);
    if (known === undefined) this.consulted.set(owner, new Set([key]));
    else known.add(key);
  }

  /** Such a read is over, whatever its outcome. */
  forget(r: number): void {
    this.consulted.delete(r);
  }

  /** What the answer of such a read lacks; `survivors` where a failover may have taken messages back. */
  answered(r: number, survivors: Survivors | null): Recall {
    const { pool } = this;
    const { log } = this;
    const { lastMs, newest } = this.wanted[flowOf(pool.kind(r))]!;
    const keys = this.consulted.get(r) ?? NOBODY;
    const sentMs = pool.born(r);
    const since = sentMs - (lastMs ?? ALL);
    const most = newest ?? ALL;
    let asked = 0;
    let missing = 0;
    let repeated = 0;
    let late = 0;
    let reordered = 0;
    let earliestSent = ALL;
    for (let row = log.first(pool.key(r)); row >= 0 && asked < most; row = log.next(row)) {
      if (log.acknowledgedAt[row]! <= since) break;
      if (log.acknowledgedAt[row]! > sentMs || log.sentAt[row]! <= since) continue;
      asked++;
      const times = survivors === null || survivors.stands(log.version[row]!) ? this.timesUnder(row, keys) : 0;
      if (times === 0) missing++;
      if (times > 1) repeated++;
      if (times > 0 && log.missed[row] === 1) late++;
      log.missed[row] = times === 0 ? 1 : 0;
      if (times === 0) continue;
      if (log.sentAt[row]! > earliestSent) reordered++;
      else earliestSent = log.sentAt[row]!;
    }
    return { asked, missing, repeated, late, reordered };
  }

  /** Under how many of `keys` a message lies. */
  private timesUnder(row: number, keys: ReadonlySet<number>): number {
    const { log } = this;
    const first = keys.has(log.key[row]!) ? 1 : 0;
    if (log.copies.size === 0) return first;
    return first + (log.copies.get(log.version[row]!)?.filter((key) => keys.has(key)).length ?? 0);
  }
}
