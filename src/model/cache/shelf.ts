/**
 * What one cache holds: an answer by key, until when it is good, and for how long after that it is kept.
 *
 * Bounded, it makes room by parting with what was used least recently or least often; without a bound an entry's place is
 * never given back, and what it holds is every key it was ever given.
 */
import { FrequencyOrder } from '../../sketch/frequency-order.ts';
import { grownTo } from '../../sketch/grown.ts';
import { RecencyOrder } from '../../sketch/recency-order.ts';
import { SlotTable } from '../../sketch/slot-table.ts';
import type { Key, Ms } from '../mitigation.ts';

/** No entry. */
export const NOTHING = -1;

export type Eviction = 'lru' | 'lfu';

export class Shelf {
  /** By entry: until when it is good. */
  expiresAt = new Float64Array(0);
  /** Until when it may be given out old. */
  keptUntil = new Float64Array(0);
  values = new Float64Array(0);
  /** How long its last fetch took; 0 where it has had none. */
  tookMs = new Float64Array(0);
  /** Whether somebody is fetching it anew behind its readers' backs. */
  isRefreshing = new Int32Array(0);
  private readonly table = new SlotTable();
  private readonly bound: number;
  /** Null: without a bound nobody asks who was used when. */
  private readonly order: RecencyOrder | FrequencyOrder | null;
  private most = 0;

  /** @param bound most entries that it holds; undefined: as many as there are keys. */
  constructor(bound: number | undefined, eviction: Eviction) {
    this.bound = bound ?? Number.POSITIVE_INFINITY;
    if (bound === undefined) this.order = null;
    else this.order = eviction === 'lru' ? new RecencyOrder() : new FrequencyOrder();
  }

  /** Highest number of entries it held. */
  get footprint(): number {
    return Math.max(this.most, this.table.size);
  }

  /** The entry of a key, good or not. */
  find(key: Key): number {
    return this.table.find(key);
  }

  /** It has answered a reader. */
  touch(entry: number): void {
    if (this.order !== null) this.order.touch(entry);
  }

  /** The entry of a key, a new one where it has none; what it holds is for the caller to write. */
  put(key: Key): number {
    const known = this.table.find(key);
    if (known !== NOTHING) {
      this.touch(known);
      return known;
    }
    if (this.table.size === this.bound) this.remove(this.order!.first);
    const entry = this.table.add(key);
    if (this.order !== null) this.order.add(entry);
    if (entry >= this.values.length) this.grow();
    this.tookMs[entry] = 0;
    this.isRefreshing[entry] = 0;
    return entry;
  }

  /** It is gone. */
  remove(entry: number): void {
    if (this.order === null) {
      this.expire(entry, 0);
      return;
    }
    this.most = this.footprint;
    this.order.remove(entry);
    this.table.remove(entry);
  }

  /** It is good no longer, and kept until then at the most. */
  expire(entry: number, keptUntil: Ms): void {
    this.expiresAt[entry] = 0;
    this.keptUntil[entry] = keptUntil;
  }

  /** All is gone. */
  clear(): void {
    this.expiresAt.fill(0);
    this.keptUntil.fill(0);
    this.isRefreshing.fill(0);
    if (this.order === null) return;
    this.most = this.footprint;
    this.order.clear();
    this.table.clear();
  }

  private grow(): void {
    const room = this.table.capacity;
    this.expiresAt = grownTo(this.expiresAt, room);
    this.keptUntil = grownTo(this.keptUntil, room);
    this.values = grownTo(this.values, room);
    this.tookMs = grownTo(this.tookMs, room);
    this.isRefreshing = grownTo(this.isRefreshing, room);
  }
}
