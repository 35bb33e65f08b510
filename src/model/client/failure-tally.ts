/**
 * What an account's calls came to lately, for whoever judges by them: the last so many, or those of the last so long.
 */
import { RollingCounts } from '../../sketch/rolling-counts.ts';

export interface FailureTally {
  /** One more call, `failed` being 0 or 1; times never fall. */
  record(account: number, failed: number, nowMs: number): void;
  /** Calls to judge by; 0 while there are too few. */
  judged(account: number, nowMs: number): number;
  /** Failures among them. */
  failed(account: number, nowMs: number): number;
  /** Forgets all calls of an account. */
  clear(account: number): void;
}

/** The last `calls`, once there are as many. */
export class LastCalls implements FailureTally {
  private readonly calls: number;
  /** A ring of failures per account. */
  private readonly last: Uint8Array;
  private readonly counted: Float64Array;
  private readonly failures: Float64Array;

  constructor(accounts: number, calls: number) {
    this.calls = calls;
    this.last = new Uint8Array(accounts * calls);
    this.counted = new Float64Array(accounts);
    this.failures = new Float64Array(accounts);
  }

  record(account: number, failed: number): void {
    const at = account * this.calls + (this.counted[account]! % this.calls);
    this.failures[account]! += failed - this.last[at]!;
    this.last[at] = failed;
    this.counted[account]!++;
  }

  judged(account: number): number {
    return this.counted[account]! < this.calls ? 0 : this.calls;
  }

  failed(account: number): number {
    return this.failures[account]!;
  }

  clear(account: number): void {
    this.last.fill(0, account * this.calls, (account + 1) * this.calls);
    this.counted[account] = 0;
    this.failures[account] = 0;
  }
}

/** The calls of the last while, once there are at least so many. */
export class LastWhile implements FailureTally {
  private readonly least: number;
  private readonly calls: RollingCounts;
  private readonly failures: RollingCounts;

  constructor(accounts: number, windowMs: number, least: number) {
    this.least = least;
    this.calls = new RollingCounts(accounts, windowMs);
    this.failures = new RollingCounts(accounts, windowMs);
  }

  record(account: number, failed: number, nowMs: number): void {
    this.calls.add(account, nowMs);
    if (failed === 1) this.failures.add(account, nowMs);
  }

  judged(account: number, nowMs: number): number {
    const calls = this.calls.sum(account, nowMs);
    return calls < this.least ? 0 : calls;
  }

  failed(account: number, nowMs: number): number {
    return this.failures.sum(account, nowMs);
  }

  clear(account: number): void {
    this.calls.clear(account);
    this.failures.clear(account);
  }
}
