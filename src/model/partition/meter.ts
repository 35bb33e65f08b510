/**
 * What the monitoring of a store counts: units let in and turned away by partition and operation, and requests let in.
 *
 * Of partitions that are watched it keeps the last keys that they were asked for, from which a split takes its point (F.D9). There
 * is a meter only where a mitigation looks at one.
 */

/** Keys kept of a watched partition, assumed: enough to halve its load to within 1/(2·√1024) = 1.6 % of it, one standard error. */
const KEYS_KEPT = 1024;

class RecentKeys {
  readonly data = new Int32Array(KEYS_KEPT);
  seen = 0;
  readonly watchers = new Set<number>();

  add(key: number): void {
    this.data[this.seen++ & (KEYS_KEPT - 1)] = key;
  }

  forget(): void {
    this.seen = 0;
  }
}

export class Meter {
  /** Units, by 2 · partition + operation. */
  readonly taken: Float64Array;
  readonly throttled: Float64Array;
  /** Requests let in, by partition. */
  readonly requests: Float64Array;
  /** What partitions hold, where every write that was served is an item more. */
  readonly heldBytes: Float64Array;
  private readonly watched: (RecentKeys | null)[];

  /** @param started partitions there are, of `partitions`, each of which holds so many bytes. */
  constructor(partitions: number, started: number, filledBytes: number) {
    this.taken = new Float64Array(2 * partitions);
    this.throttled = new Float64Array(2 * partitions);
    this.requests = new Float64Array(partitions);
    this.heldBytes = new Float64Array(partitions).fill(filledBytes, 0, started);
    this.watched = Array.from({ length: partitions }, () => null);
  }

  /** Partition `p` let an attempt in. */
  letIn(p: number, op: number, units: number, key: number): void {
    this.taken[2 * p + op]! += units;
    this.requests[p]!++;
    this.watched[p]?.add(key);
  }

  /** Partition `p` has served a write. */
  wrote(p: number, bytes: number): void {
    this.heldBytes[p]! += bytes;
  }

  /** Half of what `p` holds is in `q` from now on, and it is not known which keys. */
  split(p: number, q: number): void {
    this.heldBytes[p]! /= 2;
    this.heldBytes[q] = this.heldBytes[p]!;
    this.watched[p]?.forget();
  }

  /** `p` holds what `q` held. */
  unite(p: number, q: number): void {
    this.heldBytes[p]! += this.heldBytes[q]!;
    this.heldBytes[q] = 0;
  }

  /** The limit of partition `p` turned an attempt away. */
  turnedAway(p: number, op: number, units: number): void {
    this.throttled[2 * p + op]! += units;
  }

  /** Keeps the last keys of `p` for `watcher`, or no more; what nobody watches is forgotten. */
  watch(p: number, watcher: number, isOn: boolean): void {
    if (isOn) {
      this.watched[p] ??= new RecentKeys();
      this.watched[p].watchers.add(watcher);
    } else if (this.watched[p]?.watchers.delete(watcher) && this.watched[p].watchers.size === 0) {
      this.watched[p] = null;
    }
  }

  /** The last keys that watched partition `p` was asked for. */
  recentKeys(p: number): Int32Array {
    const recent = this.watched[p] ?? new RecentKeys();
    return recent.data.subarray(0, Math.min(recent.seen, KEYS_KEPT));
  }
}
