/**
 * Token buckets of all partitions for one operation: one limit, refilled continuously, looked at only when asked.
 *
 * Overflow of a bucket is handed to the caller, which is how unused share becomes a bank (F.D4). A store that changes its
 * limits while it runs gives single buckets a rate of their own.
 */

/** Rates and depths by bucket. */
interface Own {
  readonly ratesPerMs: Float64Array;
  readonly depths: Float64Array;
}

export class Buckets {
  private readonly ratePerMs: number;
  private readonly depth: number;
  private readonly tokens: Float64Array;
  private readonly filledAt: Float64Array;
  /** Null: all are alike. */
  private own: Own | null = null;

  /** Full buckets of `depth` units each, refilled at `ratePerSecond`. */
  constructor(partitions: number, ratePerSecond: number, depth: number) {
    this.ratePerMs = ratePerSecond / 1000;
    this.depth = depth;
    this.tokens = new Float64Array(partitions).fill(depth);
    this.filledAt = new Float64Array(partitions);
  }

  /** Refills bucket `p` up to time `now` and returns the units that did not fit. */
  refill(p: number, now: number): number {
    const { own } = this;
    const depth = own === null ? this.depth : own.depths[p]!;
    const ratePerMs = own === null ? this.ratePerMs : own.ratesPerMs[p]!;
    const level = this.tokens[p]! + (now - this.filledAt[p]!) * ratePerMs;
    this.filledAt[p] = now;
    if (level <= depth) {
      this.tokens[p] = level;
      return 0;
    }
    this.tokens[p] = depth;
    return level - depth;
  }

  /** What bucket `p`, which has been refilled, holds; below 0 where it is overdrawn. */
  level(p: number): number {
    return this.tokens[p]!;
  }

  holds(p: number, units: number): boolean {
    return this.tokens[p]! >= units;
  }

  spend(p: number, units: number): void {
    this.tokens[p]! -= units;
  }

  /** Gives bucket `p`, which has been refilled, another rate and depth from now on. */
  setRate(p: number, ratePerSecond: number, depth: number): void {
    this.own ??= {
      ratesPerMs: new Float64Array(this.tokens.length).fill(this.ratePerMs),
      depths: new Float64Array(this.tokens.length).fill(this.depth),
    };
    this.own.ratesPerMs[p] = ratePerSecond / 1000;
    this.own.depths[p] = depth;
  }

  /** Bucket `p` gets what `q` holds, as far as it fits; both have been refilled. */
  pour(q: number, p: number): void {
    const depth = this.own === null ? this.depth : this.own.depths[p]!;
    this.tokens[p] = Math.min(depth, this.tokens[p]! + this.tokens[q]!);
    this.tokens[q] = 0;
  }

  /** Bucket `q` takes over `share` of what `p`, which has been refilled, holds; `p` keeps `rest` of it. */
  divide(p: number, q: number, share: number, rest: number): void {
    this.tokens[q] = share * this.tokens[p]!;
    this.tokens[p]! *= rest;
    this.filledAt[q] = this.filledAt[p]!;
  }
}
