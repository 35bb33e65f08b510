/**
 * The writes of one partition that some replica may still lack, in the order of their application at the leader.
 *
 * An entry is what one application did to its key, so that a leader that never had it can take it back. Entries are
 * counted from the start of the run. They lie in a ring of rows that doubles when full; those that every replica has are
 * forgotten.
 */

/** `slot << INTS` is where an entry's integers begin. */
export const INTS = 3;
/** Row of the call, and its generation, by which one tells whether that row still is this call. */
export const CALL = 0;
export const GENERATION = 1;
export const KEY = 2;
export const VERSION = 3;
/** Items that the application added; 0: it was not the first. */
export const ITEMS = 4;
/** Version that the key held before. */
export const BEFORE = 5;
/** Sum of the marks below; above them, how many of the writes that count as applied by it were promised. */
export const MARKS = 6;
/** Key that its order is kept on. */
export const ASKED = 7;

/** It is the application by which writes that a lever had taken over count as applied. */
export const COUNTED = 1;
export const REORDERED = 2;
/** It set its key to a total. */
export const SET = 4;
export const MARK_BITS = 3;

/** `slot << DOUBLES` is where an entry's doubles begin. */
export const DOUBLES = 1;
export const AT = 0;
/** Birth of the youngest write that the key held before. */
export const YOUNGEST = 1;

const FIRST_ROOM = 64;

export class Journal {
  /** Number of entries so far: of the next one to come. */
  end = 0;
  ints: Int32Array = new Int32Array(FIRST_ROOM << INTS);
  doubles: Float64Array = new Float64Array(FIRST_ROOM << DOUBLES);
  private start = 0;
  private mask = FIRST_ROOM - 1;

  /** The slot of a new entry, which the caller fills. */
  append(): number {
    if (this.end - this.start > this.mask) this.grow();
    return this.end++ & this.mask;
  }

  /** How many entries had been applied at the leader by `time`. */
  countAt(time: number): number {
    let low = this.start;
    let high = this.end;
    while (low < high) {
      const middle = low + ((high - low) >> 1);
      if (this.doubles[((middle & this.mask) << DOUBLES) + AT]! <= time) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Takes the entries from `kept` on back, the newest first. */
  truncate(kept: number, undo: (slot: number) => void): void {
    while (this.end > kept) undo(--this.end & this.mask);
  }

  /** Every replica has the entries before `shared`. */
  forget(shared: number): void {
    if (shared > this.start) this.start = shared;
  }

  private grow(): void {
    const room = 2 * (this.mask + 1);
    const ints = new Int32Array(room << INTS);
    const doubles = new Float64Array(room << DOUBLES);
    for (let k = this.start; k < this.end; k++) {
      const from = k & this.mask;
      const to = k & (room - 1);
      ints.set(this.ints.subarray(from << INTS, (from + 1) << INTS), to << INTS);
      doubles.set(this.doubles.subarray(from << DOUBLES, (from + 1) << DOUBLES), to << DOUBLES);
    }
    this.ints = ints;
    this.doubles = doubles;
    this.mask = room - 1;
  }
}
