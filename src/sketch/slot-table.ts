/*
 * A map from non-negative integers to slots 0, 1, 2, … for columns of one's own, like SlotMap, but one that forgets single keys: a
 * slot given back is the next one given out. Chains in typed arrays: no garbage, and removal costs what a look-up does.
 */

const FIRST_CAPACITY = 16;
const NONE = -1;

/** Slots by key, an integer from 0 to 2^53. */
export class SlotTable {
  /** Keys held. */
  size = 0;
  /** Slots there is room for; columns run up to it. */
  capacity = FIRST_CAPACITY;
  private keys = new Float64Array(FIRST_CAPACITY);
  /** The next slot of the same bucket; of a free slot, the next free one. */
  private next = new Int32Array(FIRST_CAPACITY);
  private buckets = new Int32Array(2 * FIRST_CAPACITY).fill(NONE);
  private free = NONE;
  /** Slots ever given out. */
  private used = 0;

  /** Slot of a key, −1 where it has none. */
  find(key: number): number {
    let slot = this.buckets[bucketOf(key, this.buckets.length - 1)]!;
    while (slot !== NONE && this.keys[slot] !== key) slot = this.next[slot]!;
    return slot;
  }

  /** A slot for a key that has none. */
  add(key: number): number {
    if (this.free === NONE && this.used === this.capacity) this.grow();
    const slot = this.free === NONE ? this.used++ : this.free;
    if (slot === this.free) this.free = this.next[slot]!;
    this.keys[slot] = key;
    this.size++;
    this.link(slot);
    return slot;
  }

  /** Forgets the key of a slot, and gives the slot back. */
  remove(slot: number): void {
    const { next, buckets } = this;
    const bucket = bucketOf(this.keys[slot]!, buckets.length - 1);
    if (buckets[bucket] === slot) buckets[bucket] = next[slot]!;
    else {
      let before = buckets[bucket]!;
      while (next[before] !== slot) before = next[before]!;
      next[before] = next[slot]!;
    }
    next[slot] = this.free;
    this.free = slot;
    this.size--;
  }

  /** Forgets all keys and keeps the room. */
  clear(): void {
    this.buckets.fill(NONE);
    this.size = 0;
    this.used = 0;
    this.free = NONE;
  }

  private link(slot: number): void {
    const bucket = bucketOf(this.keys[slot]!, this.buckets.length - 1);
    this.next[slot] = this.buckets[bucket]!;
    this.buckets[bucket] = slot;
  }

  /** Only a full table grows: every slot holds a key. */
  private grow(): void {
    this.capacity *= 2;
    const keys = new Float64Array(this.capacity);
    keys.set(this.keys);
    this.keys = keys;
    this.next = new Int32Array(this.capacity);
    this.buckets = new Int32Array(2 * this.capacity).fill(NONE);
    for (let slot = 0; slot < this.used; slot++) this.link(slot);
  }
}

function bucketOf(key: number, mask: number): number {
  const h = Math.imul(key, 0x9e3779b1);
  return (h ^ (h >>> 15)) & mask;
}
