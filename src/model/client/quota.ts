/**
 * The retry quota of the AWS SDKs' standard mode (F.R2): a purse of tokens per client process.
 *
 * A retry must be paid for, more after a time-out, less after a throttle where the SDK says so (F.R3); a call that
 * succeeds gives back its last payment, and one that succeeds at its first try gives a little. An empty purse refuses:
 * it does not delay.
 */
import { THROTTLED, TIMED_OUT } from '../codes.ts';
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
    const cost = this.costOf(end);
    if (this.tokens[process]! < cost) return -1;
    this.tokens[process]! -= cost;
    return cost;
  }

  /** A call has succeeded; `charge` is what its last retry cost, 0 for a first try. */
  succeeded(process: number, charge: number): void {
    const back = charge === 0 ? this.config.refund : charge;
    this.tokens[process] = Math.min(this.config.tokens, this.tokens[process]! + back);
  }

  private costOf(end: number): number {
    const { retryCost, timeoutCost, throttledCost = retryCost } = this.config;
    if (end === TIMED_OUT) return timeoutCost;
    return end === THROTTLED ? throttledCost : retryCost;
  }
}
