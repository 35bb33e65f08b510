/**
 * Leases: who may fetch a key that a cache does not hold. A key has one token per period, whatever becomes of it; an answer is stored
 * only with the token that was taken for it, which an invalidation in between makes void: what was read before a write cannot be stored
 * after it. Source: F.C10.
 */
import { grownTo } from '../../sketch/grown.ts';
import { SlotTable } from '../../sketch/slot-table.ts';
import type { Key, Ms } from '../mitigation.ts';

const NONE = -1;

/** No token. */
export const REFUSED = 0;

export class Leases {
  private readonly table = new SlotTable();
  private readonly periodMs: Ms;
  private takenAt = new Float64Array(0);
  private tokens = new Float64Array(0);
  private given = 0;

  constructor(periodMs: Ms) {
    this.periodMs = periodMs;
  }

  /** A token for the key, or REFUSED. */
  take(key: Key, now: Ms): number {
    let slot = this.table.find(key);
    if (slot === NONE) slot = this.add(key);
    else if (now < this.takenAt[slot]! + this.periodMs) return REFUSED;
    this.takenAt[slot] = now;
    this.tokens[slot] = ++this.given;
    return this.given;
  }

  /** Whether an answer may be stored with this token. */
  isValid(key: Key, token: number): boolean {
    const slot = this.table.find(key);
    return slot !== NONE && this.tokens[slot] === token;
  }

  /** The key has been written: whoever is fetching it may bring what was there before. */
  void(key: Key): void {
    const slot = this.table.find(key);
    if (slot !== NONE) this.tokens[slot] = REFUSED;
  }

  clear(): void {
    this.table.clear();
  }

  private add(key: Key): number {
    const slot = this.table.add(key);
    this.takenAt = grownTo(this.takenAt, this.table.capacity);
    this.tokens = grownTo(this.tokens, this.table.capacity);
    return slot;
  }
}
