/**
 * The future events: a binary heap on typed arrays, first in first out at equal times.
 *
 * Entities own events: an id has at most one pending event, whose time the owner writes to `at[id]` before `push(id)`
 * (a double argument would be boxed). Pushing an id again moves its event; `cancel` withdraws it; both only change the
 * id's stamp, and the stale entry is skipped when it surfaces. Popping leaves a hole at the root that the next push
 * fills, since most events schedule a successor; sifting walks to a leaf without comparing against the new entry,
 * because it mostly belongs there and the comparison would be a coin flip for the branch predictor.
 */
export class EventHeap {
  /** Time of each id's event, ms; written by the owner before `push`. */
  at: Float64Array;
  /** Sequence number of the id's pending event, 0 when it has none. */
  private stamp: Int32Array;
  private times = new Float64Array(64);
  private sequences = new Int32Array(64);
  private ids = new Int32Array(64);
  /** Used slots, the hole at the root included. */
  private size = 0;
  private hole = false;
  private sequence = -1;

  constructor(ids: number) {
    this.at = new Float64Array(ids);
    this.stamp = new Int32Array(ids);
  }

  /** Makes room for ids below `count`. */
  grow(count: number): void {
    if (count <= this.at.length) return;
    const at = new Float64Array(count);
    at.set(this.at);
    this.at = at;
    const stamp = new Int32Array(count);
    stamp.set(this.stamp);
    this.stamp = stamp;
  }

  /** The next sequence number: odd, hence never 0, and wrapping; ties compare by wrapped difference. */
  nextSequence(): number {
    this.sequence = (this.sequence + 2) | 0;
    return this.sequence;
  }

  /** Schedules the event of `id` at `at[id]`, in place of a pending one. */
  push(id: number): void {
    const sequence = this.nextSequence();
    this.stamp[id] = sequence;
    const time = this.at[id]!;
    let slot: number;
    if (this.hole) {
      this.hole = false;
      slot = this.leafBelowRoot();
    } else {
      if (this.size === this.times.length) this.growSlots();
      slot = this.size++;
    }
    this.rise(slot, time, sequence, id);
  }

  /** Withdraws the pending event of `id`, if any. */
  cancel(id: number): void {
    this.stamp[id] = 0;
  }

  isPending(id: number): boolean {
    return this.stamp[id] !== 0;
  }

  /** Brings the earliest pending event to the head; false when there is none. */
  settle(): boolean {
    for (;;) {
      if (this.hole) this.fillHole();
      if (this.size === 0) return false;
      if (this.stamp[this.ids[0]!] === this.sequences[0]) return true;
      this.hole = true;
    }
  }

  /** Time of the head; call after a `settle` that returned true. */
  headAt(): number {
    return this.times[0]!;
  }

  headSequence(): number {
    return this.sequences[0]!;
  }

  /** Takes the head's id; call after a `settle` that returned true. */
  take(): number {
    const id = this.ids[0]!;
    this.stamp[id] = 0;
    this.hole = true;
    return id;
  }

  private fillHole(): void {
    this.hole = false;
    const last = --this.size;
    if (last === 0) return;
    this.rise(this.leafBelowRoot(), this.times[last]!, this.sequences[last]!, this.ids[last]!);
  }

  /** Moves the earlier child up, level by level, and returns the leaf where the hole ends. */
  private leafBelowRoot(): number {
    const { times, sequences, ids, size } = this;
    let slot = 0;
    let child = 1;
    while (child < size) {
      const right = child + 1;
      if (right < size) {
        const a = times[child]!;
        const b = times[right]!;
        if (a === b) child += +(((sequences[right]! - sequences[child]!) | 0) < 0);
        else child += +(b < a);
      }
      times[slot] = times[child]!;
      sequences[slot] = sequences[child]!;
      ids[slot] = ids[child]!;
      slot = child;
      child = 2 * slot + 1;
    }
    return slot;
  }

  private rise(from: number, time: number, sequence: number, id: number): void {
    const { times, sequences, ids } = this;
    let slot = from;
    while (slot > 0) {
      const parent = (slot - 1) >> 1;
      const above = times[parent]!;
      if (above < time || (above === time && ((sequences[parent]! - sequence) | 0) < 0)) break;
      times[slot] = above;
      sequences[slot] = sequences[parent]!;
      ids[slot] = ids[parent]!;
      slot = parent;
    }
    times[slot] = time;
    sequences[slot] = sequence;
    ids[slot] = id;
  }

  private growSlots(): void {
    const room = this.times.length * 2;
    const times = new Float64Array(room);
    times.set(this.times);
    this.times = times;
    const sequences = new Int32Array(room);
    sequences.set(this.sequences);
    this.sequences = sequences;
    const ids = new Int32Array(room);
    ids.set(this.ids);
    this.ids = ids;
  }
}
