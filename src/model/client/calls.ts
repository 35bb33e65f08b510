/**
 * What a request asks of the store: one call, or a leg for each key that a lever has expanded it into, each tried until it is
 * served or is to be tried no more.
 *
 * The pending event of a call is the end of its back-off, or the moment of a second attempt beside the one under way.
 */
import { OUTCOME_DROPPED, OUTCOME_SERVED, opOf, READ, SERVED } from '../codes.ts';
import type { FanOut } from '../fanout/fan-out.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { LegBuffer } from '../legs.ts';
import type { Observer } from '../observer.ts';
import type { Births } from '../request/births.ts';
import { FANNED, GATHERING, HEDGING, SETTLED } from '../request/flags.ts';
import type { RequestPool } from '../request/pool.ts';
import type { Simulation } from '../simulation.ts';
import type { Slots } from '../slots.ts';
import { Attempts } from './attempts.ts';
import type { Retries } from './retries.ts';

/** Whoever the calls are made for. */
interface Desk {
  finish(r: number, outcome: number): void;
  /** Unless it has its outcome already. */
  finishOnce(r: number, outcome: number): void;
}

type CallParts = ConstructorParameters<typeof Attempts>[0] & Pick<Simulation, 'fanOut'>;

export class Calls {
  readonly attempts: Attempts;
  private readonly desk: Desk;
  private readonly pool: RequestPool;
  /** Null: nobody makes legs of a request. */
  private readonly expansion: Slots | null;
  private readonly observer: Observer;
  private readonly ledger: Ledger;
  private readonly births: Births;
  private readonly retries: Retries;
  private readonly fanOut: FanOut | null;
  private readonly isSimple: boolean;
  /** One for each request that is being expanded, as sending a leg may have another one expanded. */
  private readonly buffers: LegBuffer[] = [];
  private depth = 0;

  constructor(parts: CallParts, desk: Desk) {
    this.desk = desk;
    this.pool = parts.pool;
    this.expansion = parts.slots.where('expand');
    this.observer = parts.observer;
    this.ledger = parts.ledger;
    this.births = parts.births;
    this.retries = parts.retries;
    this.fanOut = parts.fanOut;
    this.isSimple = parts.shortcuts.simple;
    this.attempts = new Attempts(parts, this);
  }

  /** Sends what a request asks of the store. */
  start(r: number): void {
    if (this.expansion !== null) this.expand(r, this.expansion);
    else this.attempts.begin(r);
  }

  /** The event of a call has come. */
  wakeUp(call: number): void {
    const { pool } = this;
    if (this.isSimple) {
      this.attempts.begin(call);
      return;
    }
    if (pool.flags(call) & HEDGING) {
      this.attempts.hedge(call);
      return;
    }
    const owner = pool.owner(call);
    if (pool.isWanted(owner)) this.attempts.begin(call);
    else if (call !== owner) this.legEnded(call, owner, false);
    pool.release(call);
  }

  /** A request that waits for all of its legs is content with as many as it needs from now on. */
  suffice(r: number): void {
    const { pool } = this;
    if ((pool.flags(r) & (SETTLED | GATHERING)) !== GATHERING) return;
    pool.lower(r, GATHERING);
    pool.needed[r]! -= pool.spare[r]!;
    if (pool.needed[r]! <= 0) this.desk.finish(r, OUTCOME_SERVED);
  }

  /** Of a simple run: the request is its call. */
  answered(r: number, end: number): void {
    if (end === SERVED) this.desk.finish(r, OUTCOME_SERVED);
    else if (!this.retries.schedule(r, end)) this.desk.finish(r, OUTCOME_DROPPED);
  }

  served(row: number, call: number): void {
    const { pool } = this;
    const owner = pool.owner(row);
    if (!pool.isWanted(owner)) this.observer.wasted(row);
    this.retries.succeeded(call);
    if (opOf(pool.kind(row)) === READ) {
      if (pool.value(row) > pool.value(owner)) pool.setValue(owner, pool.value(row));
      if (row !== owner) pool.setReturned(owner, pool.returned(owner) + pool.returned(row));
    }
    if (call === owner) this.desk.finishOnce(owner, OUTCOME_SERVED);
    else this.legEnded(call, owner, true);
  }

  failed(call: number, end: number): void {
    const { pool } = this;
    const owner = pool.owner(call);
    if (pool.isWanted(owner)) {
      if (this.retries.schedule(call, end)) {
        pool.hold(call, 1);
        return;
      }
      if (call === owner) this.desk.finish(owner, OUTCOME_DROPPED);
    }
    if (call !== owner) this.legEnded(call, owner, false);
  }

  private expand(r: number, expansion: Slots): void {
    const legs = (this.buffers[this.depth] ??= new LegBuffer());
    legs.clear();
    const needed = expansion.expand(r, legs);
    if (needed === 0) {
      this.attempts.begin(r);
      return;
    }
    const { pool } = this;
    const { count } = legs;
    pool.needed[r] = legs.isWhole ? count : needed;
    pool.spare[r] = count - needed;
    if (legs.isWhole) pool.raise(r, GATHERING);
    for (let k = 0; k < count; k++) legs.rows[k] = this.births.leg(r, legs.keys[k]!, k);
    this.depth++;
    for (let k = 0; k < count; k++) this.attempts.begin(legs.rows[k]!);
    this.depth--;
  }

  private legEnded(leg: number, owner: number, served: boolean): void {
    const { pool } = this;
    const flags = pool.flags(owner);
    if (flags & FANNED) this.deliveryEnded(leg, owner, served);
    else if (served && --pool.needed[owner]! === 0) this.desk.finishOnce(owner, OUTCOME_SERVED);
    else if (!served && !(flags & SETTLED)) this.legFailed(owner, flags);
    pool.release(leg);
  }

  private legFailed(owner: number, flags: number): void {
    const { pool } = this;
    if (--pool.spare[owner]! < 0) this.desk.finish(owner, OUTCOME_DROPPED);
    else if (flags & GATHERING && --pool.needed[owner]! === 0) this.desk.finish(owner, OUTCOME_SERVED);
  }

  private deliveryEnded(leg: number, post: number, served: boolean): void {
    if (served) this.ledger.delivered(leg);
    this.fanOut!.ended(post, served);
  }
}
