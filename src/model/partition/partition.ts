/**
 * One partition's queue, servers and running accounts.
 *
 * Two accounts of the same traffic that share no number: the integral of how many are inside over time, and the sum of
 * how long each one stayed. Little's law says that they agree, and every run is held to it. An integral is kept as the
 * sum of leavings less the sum of comings, which costs one addition an event; times count from the start of the busy
 * period, so that the sums stay small. Doubles start as −0, which V8 stores as a double where 0 would be an integer.
 */
import type { Engine } from '../../engine/engine.ts';
import { Ring } from '../../sketch/ring.ts';
import type { WaitingLine } from '../mitigation.ts';

type Clock = Pick<Engine, 'now'>;

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
  /** Mean service time on one of its servers, ms. */
  serviceMs: number;
  /** How many faults keep its servers still. */
  pauses = 0;
  /** Ids that wait, in order of arrival; empty where a discipline has them in a line of its own. */
  readonly queue = new Ring();
  /** Null: first in, first out. */
  line: WaitingLine | null = null;
  private readonly clock: Clock;
  private insideSum = -0;
  private busySum = -0;
  private since = -0;

  constructor(clock: Clock, serviceMs: number) {
    this.clock = clock;
    this.serviceMs = serviceMs;
  }

  /** Those who wait, in whatever order. */
  get waiting(): WaitingLine {
    return this.line ?? this.queue;
  }

  /** One more inside. */
  enter(): void {
    const { now } = this.clock;
    if (this.inside++ === 0) this.since = now;
    this.insideSum -= now - this.since;
  }

  /** A server turns to its next attempt. */
  occupy(): void {
    this.busy++;
    this.busySum -= this.clock.now - this.since;
  }

  /** A server falls idle. */
  free(): void {
    this.busy--;
    this.busySum += this.clock.now - this.since;
  }

  /** One less inside, served; the caller adds its stay. */
  leave(): void {
    this.inside--;
    this.served++;
    this.insideSum += this.clock.now - this.since;
  }

  /** One less inside, unserved; the caller adds its stay. */
  drop(): void {
    this.leave();
    this.served--;
    this.dropped++;
  }

  /** ∫ inside dt so far, ms. */
  get insideMs(): number {
    return this.insideSum + this.inside * (this.clock.now - this.since);
  }

  /** ∫ busy dt so far, ms. */
  get busyMs(): number {
    return this.busySum + this.busy * (this.clock.now - this.since);
  }
}
