/**
 * Whether a failed call is tried again, and after what wait: levers first, then the clients' own policy and quota.
 */
import type { Engine } from '../../engine/engine.ts';
import { THROTTLED } from '../codes.ts';
import type { ClientConfig } from '../config.ts';
import { PASS } from '../mitigation.ts';
import type { RequestPool } from '../request/pool.ts';
import type { Slots } from '../slots.ts';
import { Backoff } from './backoff.ts';
import { RetryQuota } from './quota.ts';
import { RetryHints } from './retry-hints.ts';

export class Retries {
  /** Whether retries are charged to a quota. */
  readonly areCharged: boolean;
  private readonly engine: Engine;
  private readonly pool: RequestPool;
  /** Null: no lever decides about retries. */
  private readonly deciding: Slots | null;
  private readonly attempts: number;
  private readonly backoff: Backoff;
  private readonly throttledBackoff: Backoff;
  private readonly quota: RetryQuota | null;
  private readonly processOf: (call: number) => number;
  /** What refusals tell their callers; null: none has told anything. */
  private hints: RetryHints | null = null;

  /** @param processOf client process that a call belongs to. */
  constructor(
    { retry, processes }: ClientConfig,
    { engine, pool, slots }: { readonly engine: Engine; readonly pool: RequestPool; readonly slots: Slots },
    processOf: (call: number) => number,
  ) {
    this.engine = engine;
    this.pool = pool;
    this.deciding = slots.where('retry');
    this.attempts = retry.attempts;
    this.backoff = new Backoff(retry);
    const { throttledBaseMs } = retry;
    this.throttledBackoff =
      throttledBaseMs === undefined ? this.backoff : new Backoff({ ...retry, baseMs: throttledBaseMs });
    this.quota = retry.quota === null ? null : new RetryQuota(retry.quota, processes);
    this.areCharged = this.quota !== null;
    this.processOf = processOf;
  }

  /** Schedules the next attempt of a failed call as the call's own event, if it is to have one. */
  schedule(call: number, end: number): boolean {
    const { pool } = this;
    const { events, now } = this.engine;
    const attempts = pool.attempts(call);
    const asked = this.deciding === null ? PASS : this.deciding.retry(call, end, attempts);
    const leastMs = this.hints === null ? 0 : this.hints.leastWaitMs(call);
    if (asked === PASS) {
      if (attempts >= this.attempts || !this.affords(call, end)) return false;
      const backoff = end === THROTTLED ? this.throttledBackoff : this.backoff;
      events.at[call] = now + Math.max(leastMs, backoff.waitMs(attempts, pool.jitter(call)));
    } else {
      if (asked < 0) return false;
      pool.charge[call] = 0;
      events.at[call] = now + Math.max(leastMs, asked);
    }
    events.push(call);
    return true;
  }

  /** An attempt begins, and nobody has refused it. */
  begins(attempt: number): void {
    if (this.hints !== null) this.hints.clear(attempt);
  }

  /** The refusal of an attempt will tell its caller to wait at least so long before the next. */
  hint(attempt: number, ms: number): void {
    this.hints ??= new RetryHints(this.pool);
    this.hints.say(attempt, ms);
  }

  /** An attempt of a call has failed: what its refusal says, if it was one, has arrived. */
  hear(call: number, attempt: number, end: number): void {
    if (this.hints !== null) this.hints.hear(call, attempt, end);
  }

  /** A call has succeeded. */
  succeeded(call: number): void {
    if (this.quota === null) return;
    const { pool } = this;
    this.quota.succeeded(this.processOf(call), pool.attempts(call) > 1 ? pool.charge[call]! : 0);
  }

  /** Charges the retry to the process's quota, if there is one. */
  private affords(call: number, end: number): boolean {
    if (this.quota === null) return true;
    const charge = this.quota.charge(this.processOf(call), end);
    if (charge < 0) return false;
    this.pool.charge[call] = charge;
    return true;
  }
}
