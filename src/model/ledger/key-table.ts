/** What is true of every key, side by side, in a table that follows the growth of the universe. */
import type { Universe } from '../keys/universe.ts';

const ITEMS = 0;
const APPLIED = 1;
const ACKNOWLEDGED = 2;
const NEWEST = 3;

export class KeyTable {
  private ints: Int32Array = new Int32Array(0);
  private births: Float64Array = new Float64Array(0);

  constructor(universe: Universe) {
    universe.register(this);
  }

  /** Distinct user writes applied. */
  items(key: number): number {
    return this.ints[(key << 2) + ITEMS]!;
  }

  addItems(key: number, count: number): void {
    this.ints[(key << 2) + ITEMS]! += count;
  }

  /** Newest version applied. */
  applied(key: number): number {
    return this.ints[(key << 2) + APPLIED]!;
  }

  setApplied(key: number, version: number): void {
    this.ints[(key << 2) + APPLIED] = version;
  }

  /** User writes acknowledged. */
  acknowledged(key: number): number {
    return this.ints[(key << 2) + ACKNOWLEDGED]!;
  }

  addAcknowledged(key: number): void {
    this.ints[(key << 2) + ACKNOWLEDGED]!++;
  }

  /** Newest version acknowledged. */
  newest(key: number): number {
    return this.ints[(key << 2) + NEWEST]!;
  }

  setNewest(key: number, version: number): void {
    this.ints[(key << 2) + NEWEST] = version;
  }

  /** Birth of the youngest write applied, ms. */
  youngest(key: number): number {
    return this.births[key]!;
  }

  setYoungest(key: number, born: number): void {
    this.births[key] = born;
  }

  grow(size: number): void {
    const ints = new Int32Array(size << 2);
    ints.set(this.ints);
    this.ints = ints;
    const births = new Float64Array(size);
    births.set(this.births);
    this.births = births;
  }
}
