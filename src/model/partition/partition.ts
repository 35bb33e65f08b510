/**
 * One partition's queue, servers and running accounts.
 *
 * Two accounts of the same traffic that share no number: the integral of how many are inside over time, and the sum of
 * how long each one stayed. Little's law says that they agree, and every run is held to it. An integral is kept as the
 * sum of leavings less the sum of comings, which costs one addition an event; times count from the start of the busy
 * period, so that the sums stay small. Doubles start as −0, which V8 stores as a double where 0 would be an integer.
 */
import { Ring } from '../../sketch/ring.ts';

export class Partition {
  /** Attempts waiting and in service. */
  inside = 0;
  busy = 0;
  served = 0;
  /** Attempts that left without being served: their time was up, or their leader was gone. */
  dropped = 0;
  /** Sum of the stays of those that left, ms, and of the waits of those that went into service. */
  stayedMs = -0;
  waitedMs = -0;
  /** How many faults keep its servers still. */
  pauses = 0;
  /** Ids that wait, in order. */
  readonly queue = new Ring();
  private insideSum = -0;
  private busySum = -0;
  private since = -0;

  /** One more inside, from `now`. */
  enter(now: number): void {
    if (this.inside++ === 0) this.since = now;
    this.insideSum -= now - this.since;
  }

  /** A server turns to its next attempt, at `now`. */
  occupy(now: number): void {
    this.busy++;
    this.busySum -= now - this.since;
  }

  /** A server falls idle. */
  free(now: number): void {
    this.busy--;
    this.busySum += now - this.since;
  }

  /** One less inside, after a stay since `entered`. */
  leave(now: number, entered: number): void {
    this.inside--;
    this.served++;
    this.insideSum += now - this.since;
    this.stayedMs += now - entered;
  }

  /** One less inside, unserved, after a stay since `entered`. */
  drop(now: number, entered: number): void {
    this.leave(now, entered);
    this.served--;
    this.dropped++;
  }

  /** ∫ inside dt up to `now`, ms. */
  insideMs(now: number): number {
    return this.insideSum + this.inside * (now - this.since);
  }

  /** ∫ busy dt up to `now`, ms. */
  busyMs(now: number): number {
    return this.busySum + this.busy * (now - this.since);
  }
}
