/** What is true of every key, in columns that follow the growth of the universe. */
import type { Universe } from '../keys/universe.ts';

export class KeyTable {
  /** Distinct user writes applied. */
  items: Int32Array = new Int32Array(0);
  /** Newest version applied. */
  applied: Int32Array = new Int32Array(0);
  /** Birth of the youngest write applied, ms. */
  youngest: Float64Array = new Float64Array(0);
  /** User writes acknowledged, and the newest version among them. */
  acknowledged: Int32Array = new Int32Array(0);
  newest: Int32Array = new Int32Array(0);

  constructor(universe: Universe) {
    universe.register(this);
  }

  grow(size: number): void {
    this.items = longer(this.items, new Int32Array(size));
    this.applied = longer(this.applied, new Int32Array(size));
    this.youngest = longer(this.youngest, new Float64Array(size));
    this.acknowledged = longer(this.acknowledged, new Int32Array(size));
    this.newest = longer(this.newest, new Int32Array(size));
  }
}

function longer<A extends Int32Array | Float64Array>(old: A, fresh: A): A {
  fresh.set(old);
  return fresh;
}
