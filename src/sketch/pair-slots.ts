/*
 * A map from pairs of 32-bit integers to slots 0, 1, 2, … in the order of their coming: open addressing in one Int32Array, linear
 * probing, at most half full. Chained, it numbers tuples of any length without making a key of them.
 */

const FIRST_CAPACITY = 256;
const FIELDS = 3;
const EMPTY = -1;

/** Slots by pair. */
export class PairSlots {
  /** Pairs held; slots run up to it. */
  size = 0;
  private capacity = FIRST_CAPACITY;
  /** Slot, first and second of a pair, side by side. */
  private table = new Int32Array(FIELDS * FIRST_CAPACITY).fill(EMPTY);

  /** Slot of a pair, a new one where it has none. */
  slot(first: number, second: number): number {
    const { table } = this;
    const at = FIELDS * this.find(first, second);
    if (table[at] !== EMPTY) return table[at]!;
    table[at] = this.size;
    table[at + 1] = first;
    table[at + 2] = second;
    if (2 * ++this.size > this.capacity) this.grow();
    return this.size - 1;
  }

  /** Where a pair is, or would be put. */
  private find(first: number, second: number): number {
    const { table } = this;
    const mask = this.capacity - 1;
    let place = placeOf(first, second, mask);
    for (let at = FIELDS * place; table[at] !== EMPTY; at = FIELDS * place) {
      if (table[at + 1] === first && table[at + 2] === second) return place;
      place = (place + 1) & mask;
    }
    return place;
  }

  private grow(): void {
    const old = this.table;
    this.capacity *= 2;
    this.table = new Int32Array(FIELDS * this.capacity).fill(EMPTY);
    for (let from = 0; from < old.length; from += FIELDS) {
      if (old[from] !== EMPTY)
        this.table.set(old.subarray(from, from + FIELDS), FIELDS * this.find(old[from + 1]!, old[from + 2]!));
    }
  }
}

/** Where the search for a pair begins: both numbers mixed as MurmurHash3 finishes. */
function placeOf(first: number, second: number, mask: number): number {
  let h = Math.imul(first, 0x9e3779b1) ^ second;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) & mask;
}
