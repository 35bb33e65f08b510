/**
 * The retry quota of the AWS SDKs' standard mode (F.R2): a purse of tokens per client process.
 *
 * A retry must be paid for, more after a time-out; a call that succeeds gives back its last payment, and one that
 * succeeds at its first try gives a little. An empty purse refuses: it does not delay.
 */
import { TIMED_OUT } from '../codes.ts';
import type { QuotaConfig } from '../config.ts';

export class RetryQuota {
  private readonly config: QuotaConfig;
  private readonly tokens: Float64Array;

  constructor(config: QuotaConfig, processes: number) {
    this.config = config;
    this.tokens = new Float64Array(processes).fill(config.tokens);
  }

  /** What the retry after this end costs, if the process can pay; −1 when it cannot. */
  charge(process: number, end: number): number {
    const cost = end === TIMED_OUT ? this.config.timeoutCost : this.config.retryCost;
    if (this.tokens[process]! < cost) return -1;
    this.tokens[process]! -= cost;
    return cost;
  }

  /** A call has succeeded; `charge` is what its last retry cost, 0 for a first try. */
  succeeded(process: number, charge: number): void {
    const back = charge === 0 ? this.config.refund : charge;
    this.tokens[process] = Math.min(this.config.tokens, this.tokens[process]! + back);
  }
}
