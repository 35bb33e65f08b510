/**
 * Retry-After: what refusals tell their callers, who do not try again before so long.
 *
 * A hint travels with the answer: a caller whose time-out came first has not heard it, and the end of the next attempt forgets it.
 */
import { TURNED_AWAY } from '../codes.ts';
import type { Column, Ms, Req } from '../mitigation.ts';
import type { RequestPool } from '../request/pool.ts';

export class RetryHints {
  /** Of an attempt: what its refusal says; of a call: what it heard last. */
  private readonly leastMs: Column<Float64Array>;

  constructor(pool: RequestPool) {
    this.leastMs = pool.column((capacity) => new Float64Array(capacity));
  }

  /** An attempt begins, and nobody has refused it. */
  clear(attempt: Req): void {
    this.leastMs.data[attempt] = 0;
  }

  /** The refusal of an attempt says not to come back before `ms`. */
  say(attempt: Req, ms: Ms): void {
    this.leastMs.data[attempt] = ms;
  }

  /** An attempt has failed, and its call hears what the refusal says, if it was one. */
  hear(call: Req, attempt: Req, end: number): void {
    const { data } = this.leastMs;
    data[call] = end === TURNED_AWAY ? data[attempt]! : 0;
  }

  /** The least wait of a failed call before its next attempt. */
  leastWaitMs(call: Req): Ms {
    return this.leastMs.data[call]!;
  }
}
