/*
 * Slots in the order of how often they were used since they came, and of those used equally often, of their last use. The order behind
 * "least frequently used", O(1) a touch: all slots are one linked list, and of every count that occurs the last slot is known, so a
 * slot moves behind the last one of the next count (after Shah, Mitra and Matani, 2010, with one list instead of two).
 */
import { grownTo } from './grown.ts';

const NONE = -1;
const FIRST_CAPACITY = 16;

/** An order of small integers, each in it or not; its head was used least often. */
export class FrequencyOrder {
  private head = NONE;
  private before = new Int32Array(FIRST_CAPACITY);
  private after = new Int32Array(FIRST_CAPACITY);
  /** The group of a slot: of all that were used as often. There are never more groups than slots, plus one for a moment. */
  private groups = new Int32Array(FIRST_CAPACITY);
  private counts = new Float64Array(FIRST_CAPACITY);
  private lasts = new Int32Array(FIRST_CAPACITY);
  private freeGroups = new Int32Array(FIRST_CAPACITY);
  private freed = 0;
  private opened = 0;

  /** The slot to part with first, −1 where there is none. */
  get first(): number {
    return this.head;
  }

  /** Takes in a slot that is not in it, as used once. */
  add(slot: number): void {
    this.before = grownTo(this.before, slot + 1);
    this.after = grownTo(this.after, slot + 1);
    this.groups = grownTo(this.groups, slot + 1);
    this.insert(slot, NONE, 1);
  }

  /** It has been used once more. */
  touch(slot: number): void {
    const group = this.groups[slot]!;
    const last = this.lasts[group]!;
    const count = this.counts[group]! + 1;
    const behind = slot === last ? this.before[slot]! : last;
    this.remove(slot);
    this.insert(slot, behind, count);
  }

  remove(slot: number): void {
    const before = this.before[slot]!;
    const after = this.after[slot]!;
    const group = this.groups[slot]!;
    if (this.lasts[group] === slot) {
      if (before !== NONE && this.groups[before] === group) this.lasts[group] = before;
      else this.freeGroups[this.freed++] = group;
    }
    if (before === NONE) this.head = after;
    else this.after[before] = after;
    if (after !== NONE) this.before[after] = before;
  }

  clear(): void {
    this.head = NONE;
    this.freed = 0;
    this.opened = 0;
  }

  /** Puts a slot behind all of its count, which begin, if there are any, right after `behind`. */
  private insert(slot: number, behind: number, count: number): void {
    const follower = behind === NONE ? this.head : this.after[behind]!;
    const known = follower === NONE ? NONE : this.groups[follower]!;
    const joins = known !== NONE && this.counts[known] === count;
    const group = joins ? known : this.openGroup(count);
    this.link(slot, joins ? this.lasts[group]! : behind);
    this.groups[slot] = group;
    this.lasts[group] = slot;
  }

  private link(slot: number, behind: number): void {
    const after = behind === NONE ? this.head : this.after[behind]!;
    this.before[slot] = behind;
    this.after[slot] = after;
    if (behind === NONE) this.head = slot;
    else this.after[behind] = slot;
    if (after !== NONE) this.before[after] = slot;
  }

  private openGroup(count: number): number {
    const group = this.freed > 0 ? this.freeGroups[--this.freed]! : this.opened++;
    this.counts = grownTo(this.counts, group + 1);
    this.lasts = grownTo(this.lasts, group + 1);
    this.freeGroups = grownTo(this.freeGroups, group + 1);
    this.counts[group] = count;
    return group;
  }
}
