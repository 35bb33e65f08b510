/**
 * What a partition lets through: reads and writes apart, each against a hard ceiling and a provisioned share with a bank.
 *
 * A request passes iff the ceiling has its units and the share or the bank has them too (F.D1, F.D4). Units through
 * in any window Δt are therefore at most ceiling·Δt + depth. Checked at arrival; units stay spent on a time-out. The store may
 * give a partition another share while it runs; the ceiling is nobody's to lift.
 */
import type { LimitConfig } from '../config.ts';
import { Buckets } from './bucket.ts';
import { Shares } from './shares.ts';

/** Seconds of the share that its own bucket holds, assumed: consumption is metered by the second; the rest is banked. */
const SHARE_DEPTH_SECONDS = 1;

export class Limit {
  private readonly ceiling: Buckets | null;
  private readonly share: Buckets | null;
  private readonly bank: Float64Array;
  private readonly bankMax: number;
  /** Null: no share limits. */
  private readonly shares: Shares | null;

  /** The limit of one operation on each of `partitions` partitions; null rates do not limit. */
  constructor(partitions: number, config: LimitConfig, op: 'reads' | 'writes') {
    const ceiling = config.ceiling[op];
    const share = config.share[op];
    this.ceiling = ceiling === null ? null : new Buckets(partitions, ceiling, ceiling * config.ceilingDepthSeconds);
    this.share = share === null ? null : new Buckets(partitions, share, share * SHARE_DEPTH_SECONDS);
    this.shares = share === null ? null : new Shares(share, ceiling);
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

  /** Share of partition `p`, units per second; null: it has none. */
  shareOf(p: number): number | null {
    return this.shares === null ? null : this.shares.of(p);
  }

  /** Gives partition `p` another share from `now` on. */
  setShare(p: number, ratePerSecond: number, now: number): void {
    if (this.share === null || this.shares === null) return;
    this.refillShare(this.share, p, now);
    this.share.setRate(p, ratePerSecond, ratePerSecond * SHARE_DEPTH_SECONDS);
    this.shares.set(p, ratePerSecond, now);
  }

  /** Partition `q` begins as half of `p`: under a ceiling of its own, as full as that of `p`, and with half of its share and bank (F.D11). */
  split(p: number, q: number, now: number): void {
    const { ceiling, share, shares, bank } = this;
    if (ceiling !== null) {
      ceiling.refill(p, now);
      ceiling.divide(p, q, 1, 1);
    }
    if (share === null || shares === null) return;
    this.refillShare(share, p, now);
    share.divide(p, q, 0.5, 0.5);
    bank[q] = bank[p]! /= 2;
    const half = shares.of(p) / 2;
    shares.begin(q, now);
    this.setShare(p, half, now);
    this.setShare(q, half, now);
  }

  /** Partition `p` has the share and bank of `q` too from `now` on, under the ceiling that it has; that of `q` is as it was configured. */
  unite(p: number, q: number, now: number): void {
    const { share, shares, bank } = this;
    if (share === null || shares === null) return;
    this.refillShare(share, q, now);
    this.setShare(p, shares.of(p) + shares.of(q), now);
    share.pour(q, p);
    bank[p] = Math.min(this.bankMax, bank[p]! + bank[q]!);
    bank[q] = 0;
    this.setShare(q, shares.configured, now);
  }

  /** Whether any partition has had another share than the configured one. */
  get changes(): boolean {
    return this.shares?.changes === true;
  }

  /** Units by which `p` could take more than its configured limits up to `now`, or less. */
  gainedUnits(p: number, now: number): number {
    return this.shares === null ? 0 : this.shares.gained(p, now);
  }

  private spendShare(share: Buckets, p: number, units: number, now: number): boolean {
    this.refillShare(share, p, now);
    if (share.holds(p, units)) share.spend(p, units);
    else if (this.bank[p]! >= units) this.bank[p]! -= units;
    else return false;
    return true;
  }

  private refillShare(share: Buckets, p: number, now: number): void {
    const unused = share.refill(p, now);
    if (unused > 0) this.bank[p] = Math.min(this.bankMax, this.bank[p]! + unused);
  }
}
