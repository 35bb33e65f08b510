/** Look-ups that a small table takes: a bucket of one second a partition, keys spread over them by a hash. */
import { Buckets } from '../partition/bucket.ts';

export class BackupTable {
  private readonly partitions: number;
  private readonly buckets: Buckets;

  constructor(partitions: number, ratePerSecond: number) {
    this.partitions = partitions;
    this.buckets = new Buckets(partitions, ratePerSecond, ratePerSecond);
  }

  /** Whether a look-up of `key` gets through at `now`. */
  admits(key: number, now: number): boolean {
    const p = (Math.imul(key, 0x9e3779b1) >>> 8) % this.partitions;
    this.buckets.refill(p, now);
    if (!this.buckets.holds(p, 1)) return false;
    this.buckets.spend(p, 1);
    return true;
  }
}
