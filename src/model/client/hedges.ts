/**
 * Calls with two attempts under way: which one a second may be sent beside, when, and which is the other of a pair.
 *
 * A call waits with the event of its own row, which it has no other use for while an attempt is under way: a back-off
 * begins when there is none.
 */
import type { DelayLine } from '../../engine/delay-line.ts';
import type { Engine } from '../../engine/engine.ts';
import { SERVED, TURNED_AWAY } from '../codes.ts';
import type { Observer } from '../observer.ts';
import { ABANDONED, CALLED_OFF, HEDGING, OUTRUN, UNANSWERED } from '../request/flags.ts';
import type { RequestPool } from '../request/pool.ts';
import type { Simulation } from '../simulation.ts';
import type { Slots } from '../slots.ts';

export const NOBODY = -1;

export class Hedges {
  private readonly engine: Engine;
  private readonly pool: RequestPool;
  private readonly slots: Slots;
  private readonly observer: Observer;
  /** From a client that calls an attempt off to its partition; null: at once. */
  private readonly recalls: DelayLine | null;
  /** By call: the attempt that is under way, alone or first of two. */
  private readonly current: { readonly data: Int32Array };
  /** By attempt: the other one of its call. */
  private readonly rival: { readonly data: Int32Array };

  constructor(parts: Pick<Simulation, 'engine' | 'pool' | 'slots' | 'observer' | 'lanes' | 'config'>) {
    const { engine, pool, slots, observer, lanes, config } = parts;
    this.engine = engine;
    this.pool = pool;
    this.slots = slots;
    this.observer = observer;
    const recallMs = slots.abandoners.length > 0 ? config.store.networkMs : 0;
    this.recalls = lanes.openGuard(recallMs, pool, (row) => pool.raise(row, CALLED_OFF));
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

  /** Whether the end of an attempt is the end of its call: it was served before the other one, or it was the last. */
  concludes(row: number, end: number): boolean {
    if (this.pool.flags(row) & OUTRUN) {
      if (end === SERVED) this.observer.wasted(row);
      return false;
    }
    const other = this.ended(row);
    if (other === NOBODY) return true;
    if (end !== SERVED) return false;
    if (this.slots.callOff(other)) this.callOff(other);
    else this.pool.raise(other, OUTRUN);
    return true;
  }

  /** An attempt is over: returns the other one of its call, which is alone now, or NOBODY. */
  private ended(attempt: number): number {
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

  /** Its client waits for it no longer, and tells the partition, which leaves it out if its turn has not come by then. */
  private callOff(row: number): void {
    const { pool } = this;
    pool.raise(row, ABANDONED);
    this.observer.ended(row, TURNED_AWAY);
    if (this.slots.settlers.length > 0) this.slots.settle(row, TURNED_AWAY);
    if (pool.flags(row) & UNANSWERED) {
      this.engine.events.cancel(row);
      pool.release(row);
    } else if (this.recalls === null) {
      pool.raise(row, CALLED_OFF);
    } else {
      this.recalls.push(row, pool.generation(row));
    }
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
