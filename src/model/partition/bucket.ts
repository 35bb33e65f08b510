/**
 * Token buckets of all partitions for one operation: one limit, refilled continuously, looked at only when asked.
 *
 * Overflow of a bucket is handed to the caller, which is how unused share becomes a bank (F.D4).
 */
export class Buckets {
  private readonly ratePerMs: number;
  private readonly depth: number;
  private readonly tokens: Float64Array;
  private readonly filledAt: Float64Array;

  /** Full buckets of `depth` units each, refilled at `ratePerSecond`. */
  constructor(partitions: number, ratePerSecond: number, depth: number) {
    this.ratePerMs = ratePerSecond / 1000;
    this.depth = depth;
    this.tokens = new Float64Array(partitions).fill(depth);
    this.filledAt = new Float64Array(partitions);
  }

  /** Refills bucket `p` up to time `now` and returns the units that did not fit. */
  refill(p: number, now: number): number {
    const level = this.tokens[p]! + (now - this.filledAt[p]!) * this.ratePerMs;
    this.filledAt[p] = now;
    if (level <= this.depth) {
      this.tokens[p] = level;
      return 0;
    }
    this.tokens[p] = this.depth;
    return level - this.depth;
  }

  holds(p: number, units: number): boolean {
    return this.tokens[p]! >= units;
  }

  spend(p: number, units: number): void {
    this.tokens[p]! -= units;
  }
}
