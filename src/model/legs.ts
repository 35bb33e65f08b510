/** The keys of one expansion; kept and reused by the simulation, one per depth of nesting. */
import type { Legs } from './mitigation.ts';

export class LegBuffer implements Legs {
  count = 0;
  /** Whether all are waited for. */
  isWhole = false;
  keys = new Int32Array(16);
  /** Rows made for the keys, filled in by the simulation. */
  rows = new Int32Array(16);

  clear(): void {
    this.count = 0;
    this.isWhole = false;
  }

  waitForAll(): void {
    this.isWhole = true;
  }

  add(key: number): void {
    if (this.count === this.keys.length) this.grow();
    this.keys[this.count++] = key;
  }

  private grow(): void {
    const keys = new Int32Array(2 * this.count);
    keys.set(this.keys);
    this.keys = keys;
    this.rows = new Int32Array(2 * this.count);
  }
}
