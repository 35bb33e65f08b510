/**
 * What a partition lets through: reads and writes apart, each against a hard ceiling and a provisioned share with a bank.
 *
 * A request passes iff the ceiling has its units and the share or the bank has them too (F.D1, F.D4). Units through
 * in any window Δt are therefore at most ceiling·Δt + depth. Checked at arrival; units stay spent on a time-out.
 */
import type { LimitConfig } from '../config.ts';
import { Buckets } from './bucket.ts';

/** Seconds of the share that its own bucket holds, assumed: consumption is metered by the second; the rest is banked. */
const SHARE_DEPTH_SECONDS = 1;

export class Limit {
  private readonly ceiling: Buckets | null;
  private readonly share: Buckets | null;
  private readonly bank: Float64Array;
  private readonly bankMax: number;

  /** The limit of one operation on each of `partitions` partitions; null rates do not limit. */
  constructor(partitions: number, config: LimitConfig, op: 'reads' | 'writes') {
    const ceiling = config.ceiling[op];
    const share = config.share[op];
    this.ceiling = ceiling === null ? null : new Buckets(partitions, ceiling, ceiling * config.ceilingDepthSeconds);
    this.share = share === null ? null : new Buckets(partitions, share, share * SHARE_DEPTH_SECONDS);
    this.bankMax = (share ?? 0) * config.bankSeconds;
    this.bank = new Float64Array(share === null ? 0 : partitions).fill(config.bankStartsFull ? this.bankMax : 0);
  }

  /** Takes `units` at partition `p` if it may have them. */
  admits(p: number, units: number, now: number): boolean {
    const { ceiling, share } = this;
    if (ceiling !== null) {
      ceiling.refill(p, now);
      if (!ceiling.holds(p, units)) return false;
    }
    if (share !== null && !this.spendShare(share, p, units, now)) return false;
    if (ceiling !== null) ceiling.spend(p, units);
    return true;
  }

  private spendShare(share: Buckets, p: number, units: number, now: number): boolean {
    const unused = share.refill(p, now);
    if (unused > 0) this.bank[p] = Math.min(this.bankMax, this.bank[p]! + unused);
    if (share.holds(p, units)) share.spend(p, units);
    else if (this.bank[p]! >= units) this.bank[p]! -= units;
    else return false;
    return true;
  }
}
