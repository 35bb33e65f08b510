/**
 * What a table as a whole is provisioned for: one token bucket for its reads and one for its writes, before those of its partitions (F.D8).
 *
 * Unused throughput is saved up for a while (F.D4). The rate may be set while the table is in use; what its partitions may take stays.
 */
import { READ } from '../codes.ts';
import type { ThroughputConfig } from '../config.ts';
import { Buckets } from './bucket.ts';

/** What a bucket holds beside what is saved up, assumed: consumption is metered by the second. */
const DEPTH_SECONDS = 1;
const ONLY = 0;

/** Of one operation. */
class Side {
  ratePerSecond: number;
  private readonly tokens: Buckets;
  private readonly depthSeconds: number;
  /** Unit-seconds up to the last change, and when that was. */
  private provisioned = 0;
  private sinceMs = 0;

  constructor(ratePerSecond: number, { burstSeconds, burstStartsFull }: ThroughputConfig) {
    this.ratePerSecond = ratePerSecond;
    this.depthSeconds = DEPTH_SECONDS + burstSeconds;
    this.tokens = new Buckets(1, ratePerSecond, ratePerSecond * this.depthSeconds);
    if (!burstStartsFull) this.tokens.spend(ONLY, ratePerSecond * burstSeconds);
  }

  holds(units: number, now: number): boolean {
    this.tokens.refill(ONLY, now);
    return this.tokens.holds(ONLY, units);
  }

  spend(units: number): void {
    this.tokens.spend(ONLY, units);
  }

  set(ratePerSecond: number, now: number): void {
    this.tokens.refill(ONLY, now);
    this.tokens.setRate(ONLY, ratePerSecond, ratePerSecond * this.depthSeconds);
    this.provisioned = this.unitSeconds(now);
    this.sinceMs = now;
    this.ratePerSecond = ratePerSecond;
  }

  /** Units per second times seconds, up to `now`. */
  unitSeconds(now: number): number {
    return this.provisioned + (this.ratePerSecond * (now - this.sinceMs)) / 1000;
  }
}

export class Throughput {
  private readonly reads: Side | null;
  private readonly writes: Side | null;
  private readonly durationMs: number;

  /** @param durationMs end of the load: what is provisioned afterwards is nobody's to pay, and is not set any more. */
  constructor(config: ThroughputConfig, durationMs: number) {
    this.reads = config.reads === null ? null : new Side(config.reads, config);
    this.writes = config.writes === null ? null : new Side(config.writes, config);
    this.durationMs = durationMs;
  }

  /** Whether the table has these units left. */
  holds(op: number, units: number, now: number): boolean {
    const side = op === READ ? this.reads : this.writes;
    return side === null || side.holds(units, now);
  }

  spend(op: number, units: number): void {
    this.sideOf(op)?.spend(units);
  }

  /** Units per second now; null: no limit. */
  rateOf(op: number): number | null {
    return this.sideOf(op)?.ratePerSecond ?? null;
  }

  /** Provisions the table for so many units per second from `now` on. */
  setRate(op: number, ratePerSecond: number, now: number): void {
    if (now < this.durationMs) this.sideOf(op)?.set(ratePerSecond, now);
  }

  /** What was provisioned over the load, in units per second on average; null: no limit. */
  meanRateOf(op: number): number | null {
    const side = this.sideOf(op);
    return side === null ? null : side.unitSeconds(this.durationMs) / (this.durationMs / 1000);
  }

  private sideOf(op: number): Side | null {
    return op === READ ? this.reads : this.writes;
  }
}
