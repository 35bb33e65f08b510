/**
 * The future events: a ladder queue on typed arrays, first in first out at equal times.
 *
 * Entities own events: an id has at most one pending event, whose time the owner writes to `at[id]` before `push(id)`
 * (a double argument would be boxed). Pushing an id again moves its event; `cancel` withdraws it; both only change the
 * id's stamp, and the stale entry is skipped when it surfaces.
 *
 * A few events are kept in order. Of many only the next are: what is far off lies unsorted on *top*, and is dealt out to the buckets of
 * a *rung* when its time draws near; a bucket is sorted when it is next, or dealt out to a finer rung if it is full. So an event is moved
 * a few times however many there are, where a heap compares it log n times by branches that nobody can predict. Source: W. T. Tang,
 * R. S. M. Goh, I. L.-J. Thng, ACM TOMACS 15(3), 2005. Its trap is mass ties: what cannot be dealt out any finer is sorted as it is.
 */

import { Rung } from './rung.ts';

/** So many are kept in order; more are dealt out. */
const FEW = 24;
const MOST_RUNGS = 8;
const NONE = -1;

export class EventLadder {
  /** Time of each id's event, ms; written by the owner before `push`. */
  at: Float64Array;
  /** Sequence number of the id's pending event, 0 when it has none. */
  private stamp: Int32Array;
  private sequence = -1;
  /** Entries of events that were moved or withdrawn, which are skipped when they surface. */
  private stale = 0;
  /** The next events in order, from `first` to before `end`. */
  private times = new Float64Array(2 * FEW);
  private sequences = new Int32Array(2 * FEW);
  private ids = new Int32Array(2 * FEW);
  private first = 0;
  private end = 0;
  /** So many in order are too many to insert among. */
  private most = FEW;
  /** All others, in chains. */
  private nodeTimes = new Float64Array(FEW);
  private nodeSequences = new Int32Array(FEW);
  private nodeIds = new Int32Array(FEW);
  private nodeNext = new Int32Array(FEW);
  private nodes = 0;
  private freed = NONE;
  /** The chain on top, none of it earlier than `topFrom`. */
  private top = NONE;
  private topFrom = Number.POSITIVE_INFINITY;
  /** From the coarsest to the finest; the first `depth` are in use. */
  private readonly rungs: readonly Rung[] = Array.from({ length: MOST_RUNGS }, () => new Rung());
  private depth = 0;
  /** Of the chain that was measured last. */
  private count = 0;
  private least = -0;
  private latest = -0;

  constructor(ids: number) {
    this.at = new Float64Array(ids);
    this.stamp = new Int32Array(ids);
  }

  /** Makes room for ids below `count`. */
  grow(count: number): void {
    if (count <= this.at.length) return;
    this.at = grown(new Float64Array(count), this.at);
    this.stamp = grown(new Int32Array(count), this.stamp);
  }

  /** The next sequence number: odd, hence never 0, and wrapping; ties compare by wrapped difference. */
  nextSequence(): number {
    this.sequence = (this.sequence + 2) | 0;
    return this.sequence;
  }

  /** Schedules the event of `id` at `at[id]`, in place of a pending one. */
  push(id: number): void {
    if (this.stamp[id] !== 0) this.stale++;
    this.stamp[id] = this.nextSequence();
    this.place(id);
  }

  /** Withdraws the pending event of `id`, if any. */
  cancel(id: number): void {
    if (this.stamp[id] !== 0) this.stale++;
    this.stamp[id] = 0;
  }

  isPending(id: number): boolean {
    return this.stamp[id] !== 0;
  }

  /** Brings the earliest pending event to the head; false when there is none. */
  settle(): boolean {
    return (this.first < this.end && this.stale === 0) || this.search();
  }

  /** Time of the head; call after a `settle` that returned true. */
  headAt(): number {
    return this.times[this.first]!;
  }

  headSequence(): number {
    return this.sequences[this.first]!;
  }

  /** Takes the head's id; call after a `settle` that returned true. */
  take(): number {
    const id = this.ids[this.first++]!;
    this.stamp[id] = 0;
    return id;
  }

  /** Past the entries that are stale, and on to the next of those not in order yet. */
  private search(): boolean {
    do {
      for (; this.first < this.end; this.first++) {
        if (this.stamp[this.ids[this.first]!] === this.sequences[this.first]) return true;
        this.stale--;
      }
    } while (this.refill());
    return false;
  }

  /** To where its time belongs. */
  private place(id: number): void {
    if (this.at[id]! >= this.topFrom) this.layOnTop(this.newNode(id));
    else if (this.depth === 0 && this.end - this.first < FEW && this.end < this.times.length) this.insertBehind(id);
    else this.putBelow(id);
  }

  /** To the coarsest rung that has not come to its time yet, or among those in order. */
  private putBelow(id: number): void {
    for (let r = 0; r < this.depth; r++) {
      const rung = this.rungs[r]!;
      const bucket = rung.bucketOf(this.at, id);
      if (bucket < rung.next) continue;
      const node = this.newNode(id);
      this.nodeNext[node] = rung.heads[bucket]!;
      rung.heads[bucket] = node;
      rung.count++;
      return;
    }
    if (this.end - this.first >= this.most && this.dealOut()) this.place(id);
    else this.insert(id);
  }

  /** Among those in order, behind its equals. */
  private insert(id: number): void {
    if (this.end === this.times.length) this.makeRoom();
    const { times, first, end } = this;
    if (first > 0 && end - first > FEW && times[(first + end) >> 1]! > this.at[id]!) this.insertInFront(id);
    else this.insertBehind(id);
  }

  private insertBehind(id: number): void {
    const { times, sequences, ids, first } = this;
    const time = this.at[id]!;
    let slot = this.end++;
    for (; slot > first && times[slot - 1]! > time; slot--) {
      times[slot] = times[slot - 1]!;
      sequences[slot] = sequences[slot - 1]!;
      ids[slot] = ids[slot - 1]!;
    }
    times[slot] = time;
    sequences[slot] = this.stamp[id]!;
    ids[slot] = id;
  }

  /** The earlier ones move. */
  private insertInFront(id: number): void {
    const { times, sequences, ids } = this;
    const time = this.at[id]!;
    let slot = --this.first;
    for (; times[slot + 1]! <= time; slot++) {
      times[slot] = times[slot + 1]!;
      sequences[slot] = sequences[slot + 1]!;
      ids[slot] = ids[slot + 1]!;
    }
    times[slot] = time;
    sequences[slot] = this.stamp[id]!;
    ids[slot] = id;
  }

  /** Those in order have become too many: they go to a rung of their own, or all on top; false: they cannot be told apart. */
  private dealOut(): boolean {
    const { times, sequences, ids, first, end } = this;
    const isAlone = this.depth === 0 && this.topFrom === Number.POSITIVE_INFINITY;
    if (!isAlone && !this.openRung(end - first, times[first]!, times[end - 1]!)) {
      this.most *= 2;
      return false;
    }
    if (isAlone) this.topFrom = times[first]!;
    for (let slot = first; slot < end; slot++) {
      const node = this.openNode();
      this.nodeTimes[node] = times[slot]!;
      this.nodeSequences[node] = sequences[slot]!;
      this.nodeIds[node] = ids[slot]!;
      if (isAlone) this.layOnTop(node);
      else this.hang(node);
    }
    this.first = 0;
    this.end = 0;
    this.most = FEW;
    return true;
  }

  /** Brings the next events into order; false when there are none. */
  private refill(): boolean {
    this.first = 0;
    this.end = 0;
    this.most = FEW;
    while (this.depth > 0 && this.rungs[this.depth - 1]!.count === 0) this.depth--;
    return this.depth > 0 ? this.refillFromRung(this.rungs[this.depth - 1]!) : this.refillFromTop();
  }

  private refillFromRung(rung: Rung): boolean {
    const chain = rung.take();
    this.measure(chain);
    rung.count -= this.count;
    this.bringDown(chain);
    return true;
  }

  private refillFromTop(): boolean {
    const chain = this.top;
    this.measure(chain);
    this.top = NONE;
    this.topFrom = this.count > FEW ? this.latest : Number.POSITIVE_INFINITY;
    this.bringDown(chain);
    return chain !== NONE;
  }

  /** Counts a chain, and of many finds the least and the latest. */
  private measure(chain: number): void {
    const { nodeNext, nodeTimes } = this;
    let count = 0;
    for (let node = chain; node !== NONE; node = nodeNext[node]!) count++;
    this.count = count;
    if (count <= FEW) return;
    let least = Number.POSITIVE_INFINITY;
    let latest = Number.NEGATIVE_INFINITY;
    for (let node = chain; node !== NONE; node = nodeNext[node]!) {
      const time = nodeTimes[node]!;
      if (time < least) least = time;
      if (time > latest) latest = time;
    }
    this.least = least;
    this.latest = latest;
  }

  /** The chain that was measured last goes to a finer rung, or into order. */
  private bringDown(chain: number): void {
    if (this.count <= FEW || !this.openRung(this.count, this.least, this.latest)) {
      this.sort(chain);
      return;
    }
    for (let node = chain; node !== NONE; ) {
      const next = this.nodeNext[node]!;
      this.hang(node);
      node = next;
    }
  }

  /** One rung more for so many events; false where that is of no use. */
  private openRung(count: number, least: number, latest: number): boolean {
    if (this.depth === MOST_RUNGS || !this.rungs[this.depth]!.open(count, least, latest)) return false;
    this.depth++;
    return true;
  }

  /** Into its bucket on the finest rung. */
  private hang(node: number): void {
    const rung = this.rungs[this.depth - 1]!;
    const bucket = rung.bucketOf(this.nodeTimes, node);
    this.nodeNext[node] = rung.heads[bucket]!;
    rung.heads[bucket] = node;
    rung.count++;
  }

  private layOnTop(node: number): void {
    this.nodeNext[node] = this.top;
    this.top = node;
  }

  /** Puts a chain in order, and frees its nodes. */
  private sort(chain: number): void {
    const { nodeNext, nodeTimes, nodeSequences, nodeIds } = this;
    if (this.count > this.times.length) this.resize(2 * this.count);
    const { times, sequences, ids } = this;
    let end = 0;
    for (let node = chain; node !== NONE; end++) {
      times[end] = nodeTimes[node]!;
      sequences[end] = nodeSequences[node]!;
      ids[end] = nodeIds[node]!;
      const next = nodeNext[node]!;
      nodeNext[node] = this.freed;
      this.freed = node;
      node = next;
    }
    this.end = end;
    // Shell's sort, which is insertion for a few.
    let step = end;
    do {
      step = step > FEW ? Math.floor(step / 2.25) : 1;
      this.sortSteps(step);
    } while (step > 1);
  }

  private sortSteps(step: number): void {
    const { times, sequences, ids, end } = this;
    for (let k = step; k < end; k++) {
      const time = times[k]!;
      const sequence = sequences[k]!;
      const id = ids[k]!;
      let slot = k;
      for (; slot >= step; slot -= step) {
        const before = times[slot - step]!;
        if (before < time || (before === time && ((sequences[slot - step]! - sequence) | 0) < 0)) break;
        times[slot] = before;
        sequences[slot] = sequences[slot - step]!;
        ids[slot] = ids[slot - step]!;
      }
      times[slot] = time;
      sequences[slot] = sequence;
      ids[slot] = id;
    }
  }

  /** A node for the pending event of an id. */
  private newNode(id: number): number {
    const node = this.openNode();
    this.nodeTimes[node] = this.at[id]!;
    this.nodeSequences[node] = this.stamp[id]!;
    this.nodeIds[node] = id;
    return node;
  }

  private openNode(): number {
    const node = this.freed;
    if (node !== NONE) {
      this.freed = this.nodeNext[node]!;
      return node;
    }
    if (this.nodes === this.nodeIds.length) this.growNodes();
    return this.nodes++;
  }

  private growNodes(): void {
    const room = 2 * this.nodes;
    this.nodeTimes = grown(new Float64Array(room), this.nodeTimes);
    this.nodeSequences = grown(new Int32Array(room), this.nodeSequences);
    this.nodeIds = grown(new Int32Array(room), this.nodeIds);
    this.nodeNext = grown(new Int32Array(room), this.nodeNext);
  }

  /** Room behind those in order: they move to the front, or to larger arrays. */
  private makeRoom(): void {
    const { first, end } = this;
    if (first < end >> 1) {
      this.resize(2 * this.times.length);
      return;
    }
    this.times.copyWithin(0, first, end);
    this.sequences.copyWithin(0, first, end);
    this.ids.copyWithin(0, first, end);
    this.first = 0;
    this.end = end - first;
  }

  private resize(room: number): void {
    this.times = grown(new Float64Array(room), this.times);
    this.sequences = grown(new Int32Array(room), this.sequences);
    this.ids = grown(new Int32Array(room), this.ids);
  }
}

function grown<A extends Float64Array | Int32Array>(fresh: A, old: A): A {
  fresh.set(old);
  return fresh;
}
