/*
 * Zipf ranks without a table: rejection-inversion (Hörmann and Derflinger 1996, "Rejection-inversion to generate
 * variates from monotone discrete distributions", ACM TOMACS 6(3)). A uniform number is inverted through the integral
 * of x^-s over [1/2, n + 1/2] and rounded; the few roundings that land outside the bar of their rank are drawn again.
 * Constant time and memory for any n; about three times the cost of an alias table that fits the cache.
 */
import { exp, ln, pow } from './portable.ts';
import type { Ranks } from './ranks.ts';
import { expm1Over, log1pOver } from './relative-exponential.ts';
import type { Stream } from './stream.ts';

/** Ranks 0…count−1 with P(rank) ∝ (rank + 1)^-exponent, exact but for rounding. */
export class RejectionInversionZipf implements Ranks {
  readonly count: number;
  private readonly s: number;
  private readonly integralLow: number;
  private readonly integralHigh: number;
  private readonly squeeze: number;

  constructor(count: number, exponent: number) {
    this.count = count;
    this.s = exponent;
    this.integralLow = this.integral(1.5) - 1;
    this.integralHigh = this.integral(count + 0.5);
    this.squeeze = 2 - this.inverse(this.integral(2.5) - pow(2, -exponent));
  }

  /** A rank in [0, count), from two draws per trial; fewer than one trial in ten is rejected. */
  sample(stream: Stream): number {
    for (;;) {
      const u = this.integralHigh + stream.uniform53() * (this.integralLow - this.integralHigh);
      const x = this.inverse(u);
      const k = Math.min(this.count, Math.max(1, Math.floor(x + 0.5)));
      if (k - x <= this.squeeze || u >= this.integral(k + 0.5) - pow(k, -this.s)) return k - 1;
    }
  }

  /** ∫ t^-s dt from 1 to x. */
  private integral(x: number): number {
    const lnX = ln(x);
    return lnX * expm1Over((1 - this.s) * lnX);
  }

  private inverse(u: number): number {
    return exp(u * log1pOver(u * (1 - this.s)));
  }
}
