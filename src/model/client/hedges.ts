/**
 * Calls with two attempts under way: which one a second may be sent beside, when, and which is the other of a pair.
 *
 * A call waits with the event of its own row, which it has no other use for while an attempt is under way: a back-off
 * begins when there is none.
 */
import type { Engine } from '../../engine/engine.ts';
import { CALLED_OFF, HEDGING } from '../request/flags.ts';
import type { RequestPool } from '../request/pool.ts';
import type { Slots } from '../slots.ts';

export const NOBODY = -1;

export class Hedges {
  private readonly engine: Engine;
  private readonly pool: RequestPool;
  private readonly slots: Slots;
  /** By call: the attempt that is under way, alone or first of two. */
  private readonly current: { readonly data: Int32Array };
  /** By attempt: the other one of its call. */
  private readonly rival: { readonly data: Int32Array };

  constructor({ engine, pool, slots }: { readonly engine: Engine; readonly pool: RequestPool; readonly slots: Slots }) {
    this.engine = engine;
    this.pool = pool;
    this.slots = slots;
    this.current = pool.column((capacity) => new Int32Array(capacity));
    this.rival = pool.column((capacity) => new Int32Array(capacity));
  }

  /** A call begins an attempt, which is alone. */
  begin(call: number, attempt: number): void {
    this.current.data[call] = attempt;
    this.rival.data[attempt] = NOBODY;
  }

  /** `second` goes beside `first`. */
  pair(first: number, second: number): void {
    this.rival.data[first] = second;
    this.rival.data[second] = first;
  }

  /** An attempt is sent: its call waits for the moment of the next, if one may come. */
  sent(attempt: number): void {
    if (this.rival.data[attempt] !== NOBODY) return;
    const wait = this.slots.hedge(attempt);
    if (wait >= 0) this.wait(this.pool.call(attempt), wait);
  }

  /** The wait of a call is over: the attempt beside which one is to be sent now, or NOBODY. */
  due(call: number): number {
    const attempt = this.current.data[call]!;
    const wait = this.slots.hedge(attempt);
    if (wait > 0) this.wait(call, wait);
    return wait === 0 ? attempt : NOBODY;
  }

  /** An attempt is over: returns the other one of its call, which is alone now, or NOBODY. */
  ended(attempt: number): number {
    const { pool } = this;
    const call = pool.call(attempt);
    if (pool.flags(call) & HEDGING) {
      pool.lower(call, HEDGING);
      this.engine.events.cancel(call);
      pool.release(call);
    }
    const other = this.rival.data[attempt]!;
    if (other === NOBODY) return NOBODY;
    this.rival.data[other] = NOBODY;
    this.current.data[call] = other;
    return other;
  }

  private wait(call: number, wait: number): void {
    const { events, now } = this.engine;
    this.pool.raise(call, HEDGING);
    this.pool.hold(call, 1);
    events.at[call] = now + wait;
    events.push(call);
  }
}

/** Whether a partition need not serve an attempt: its time is up, or its caller has called it off. */
export function unwantedOf(isExpired: ((row: number) => boolean) | null, pool: RequestPool): (row: number) => boolean {
  return (row) => (pool.flags(row) & CALLED_OFF) !== 0 || (isExpired?.(row) ?? false);
}
