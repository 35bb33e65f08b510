/*
 * A map from non-negative integers to slots 0, 1, 2, … in the order of their coming, for columns of one's own: open addressing in
 * one Float64Array, linear probing, at most half full. A Map costs twice as much a look-up and leaves garbage.
 */

const FIRST_CAPACITY = 1024;
const EMPTY = -1;

/** Slots by key, an integer from 0 to 2^53. */
export class SlotMap {
  /** Keys held; slots run up to it. */
  size = 0;
  /** Pairs of key and slot. */
  private table = new Float64Array(2 * FIRST_CAPACITY).fill(EMPTY);

  /** Slot of a key, a new one where it has none. */
  slot(key: number): number {
    const { table } = this;
    const mask = table.length - 1;
    let at = placeOf(key, mask);
    for (; table[at] !== EMPTY; at = (at + 2) & mask) if (table[at] === key) return table[at + 1]!;
    table[at] = key;
    table[at + 1] = this.size++;
    if (4 * this.size > table.length) this.grow();
    return this.size - 1;
  }

  /** Forgets all keys and keeps the room. */
  clear(): void {
    this.table.fill(EMPTY);
    this.size = 0;
  }

  private grow(): void {
    const old = this.table;
    const table = new Float64Array(2 * old.length).fill(EMPTY);
    const mask = table.length - 1;
    for (let from = 0; from < old.length; from += 2) {
      if (old[from] === EMPTY) continue;
      let at = placeOf(old[from]!, mask);
      while (table[at] !== EMPTY) at = (at + 2) & mask;
      table[at] = old[from]!;
      table[at + 1] = old[from + 1]!;
    }
    this.table = table;
  }
}

/** Even place where the search for a key begins. */
function placeOf(key: number, mask: number): number {
  const h = Math.imul(key, 0x9e3779b1);
  return ((h ^ (h >>> 15)) << 1) & mask;
}
