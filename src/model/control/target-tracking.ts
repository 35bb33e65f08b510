/**
 * Target tracking: what to provision, by what is used of it look by look, so that a given share of it is used.
 *
 * More after some looks on end above the target, as much as would bring the last one to it; less after many below, so that the most used
 * in the last of them would be at it, and only so often in a day.
 */
const DAY_MS = 86_400_000;

export interface Tracking {
  /** What is provisioned at the least and at the most, units per second. */
  readonly min: number;
  readonly max: number;
  /** Share that is to be used. */
  readonly target: number;
  /** Looks on end above the target before there is more, and below before there is less. */
  readonly outAfter: number;
  readonly inAfter: number;
  /** Most decreases in a day of the run. */
  readonly decreases: number;
}

export class TargetTracking {
  private readonly tracking: Tracking;
  private above = 0;
  private below = 0;
  /** What was used in the last looks, units per second, as many as are needed for less. */
  private readonly recent: Float64Array;
  private looks = 0;
  private day = 0;
  private decreased = 0;

  constructor(tracking: Tracking) {
    this.tracking = tracking;
    this.recent = new Float64Array(tracking.inAfter);
  }

  /** What to provision after a look at `used` of `rate`, all in units per second; `rate` where it is to stay. */
  next(used: number, rate: number, now: number): number {
    const { target, outAfter, inAfter } = this.tracking;
    this.above = used > target * rate ? this.above + 1 : 0;
    this.below = used < target * rate ? this.below + 1 : 0;
    this.recent[this.looks++ % inAfter] = used;
    if (this.above >= outAfter) return this.more(rate, used / target);
    return this.below >= inAfter ? this.less(rate, this.mostUsed() / target, now) : rate;
  }

  private more(rate: number, wanted: number): number {
    const next = Math.min(this.tracking.max, wanted);
    return next > rate ? this.decided(next) : rate;
  }

  private less(rate: number, wanted: number, now: number): number {
    const next = Math.max(this.tracking.min, wanted);
    const day = Math.floor(now / DAY_MS);
    if (day > this.day) this.decreased = 0;
    this.day = day;
    if (next >= rate || this.decreased >= this.tracking.decreases) return rate;
    this.decreased++;
    return this.decided(next);
  }

  private mostUsed(): number {
    return this.recent.reduce((most, used) => Math.max(most, used), 0);
  }

  /** Begins to count anew. */
  private decided(rate: number): number {
    this.above = 0;
    this.below = 0;
    return rate;
  }
}
