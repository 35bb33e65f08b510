/**
 * A token bucket as one number, the time at which it will be full: each taking puts that off by what it takes to refill a token, and is
 * refused while less than a token is there. Many buckets of one size share a clock and keep a number each.
 */
export class TokenClock {
  private readonly perTokenMs: number;
  /** How far off "full" may be for a token to be there; exactly 0 where the bucket holds one, so that rounding cannot refuse it. */
  private readonly roomMs: number;

  /** @param perTokenMs time in which a token flows in; `capacity`: tokens that a bucket holds, at least one. */
  constructor(perTokenMs: number, capacity: number) {
    this.perTokenMs = perTokenMs;
    this.roomMs = (Math.max(1, capacity) - 1) * perTokenMs;
  }

  /** When the bucket will be full after one more token is taken; NaN: it has none. */
  take(fullAtMs: number, nowMs: number): number {
    return fullAtMs > nowMs + this.roomMs ? Number.NaN : Math.max(nowMs, fullAtMs) + this.perTokenMs;
  }
}
