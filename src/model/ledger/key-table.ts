/**
 * What is true of every key, in a table that follows the growth of the universe.
 *
 * A key's values lie in one half of a cache line: with a million keys, every line touched is a wait for memory.
 */
import type { Universe } from '../keys/universe.ts';

const ITEMS = 0;
const APPLIED = 1;
const ACKNOWLEDGED = 2;
const NEWEST = 3;
/** Of the doubles: bytes 24 to 31 of the row. */
const YOUNGEST = 3;
const ROW_BYTES = 32;

export class KeyTable {
  private ints: Int32Array = new Int32Array(0);
  private doubles: Float64Array = new Float64Array(0);

  constructor(universe: Universe) {
    universe.register(this);
  }

  /** Distinct user writes applied. */
  items(key: number): number {
    return this.ints[(key << 3) + ITEMS]!;
  }

  addItems(key: number, count: number): void {
    this.ints[(key << 3) + ITEMS]! += count;
  }

  /** Newest version applied. */
  applied(key: number): number {
    return this.ints[(key << 3) + APPLIED]!;
  }

  setApplied(key: number, version: number): void {
    this.ints[(key << 3) + APPLIED] = version;
  }

  /** User writes acknowledged. */
  acknowledged(key: number): number {
    return this.ints[(key << 3) + ACKNOWLEDGED]!;
  }

  addAcknowledged(key: number): void {
    this.ints[(key << 3) + ACKNOWLEDGED]!++;
  }

  /** Newest version acknowledged. */
  newest(key: number): number {
    return this.ints[(key << 3) + NEWEST]!;
  }

  setNewest(key: number, version: number): void {
    this.ints[(key << 3) + NEWEST] = version;
  }

  /** Birth of the youngest write applied, ms. */
  youngest(key: number): number {
    return this.doubles[(key << 2) + YOUNGEST]!;
  }

  setYoungest(key: number, born: number): void {
    this.doubles[(key << 2) + YOUNGEST] = born;
  }

  grow(size: number): void {
    const old = this.ints;
    const rows = new ArrayBuffer(size * ROW_BYTES);
    this.ints = new Int32Array(rows);
    this.doubles = new Float64Array(rows);
    this.ints.set(old);
  }
}
