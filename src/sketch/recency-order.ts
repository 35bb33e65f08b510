/*
 * Slots in the order of their last use: a doubly linked list in typed arrays, where a touch costs six writes and leaves no garbage. The
 * order behind "least recently used".
 */
import { grownTo } from './grown.ts';

const NONE = -1;
const FIRST_CAPACITY = 16;

/** An order of small integers, each in it or not; its head was used least recently. */
export class RecencyOrder {
  private head = NONE;
  private tail = NONE;
  private before = new Int32Array(FIRST_CAPACITY);
  private after = new Int32Array(FIRST_CAPACITY);

  /** The slot to part with first, −1 where there is none. */
  get first(): number {
    return this.head;
  }

  /** Takes in a slot that is not in it, as the most recently used. */
  add(slot: number): void {
    this.before = grownTo(this.before, slot + 1);
    this.after = grownTo(this.after, slot + 1);
    this.before[slot] = this.tail;
    this.after[slot] = NONE;
    if (this.tail === NONE) this.head = slot;
    else this.after[this.tail] = slot;
    this.tail = slot;
  }

  /** It has been used. */
  touch(slot: number): void {
    if (slot === this.tail) return;
    this.remove(slot);
    this.add(slot);
  }

  remove(slot: number): void {
    const before = this.before[slot]!;
    const after = this.after[slot]!;
    if (before === NONE) this.head = after;
    else this.after[before] = after;
    if (after === NONE) this.tail = before;
    else this.before[after] = before;
  }

  clear(): void {
    this.head = NONE;
    this.tail = NONE;
  }
}
