/**
 * The life of a request, from the user (or the lever) who sends it to its outcome.
 *
 *   arrive → admit → answer early? → calls → outcome
 */
import type { DelayLine } from '../../engine/delay-line.ts';
import type { Attempts } from '../client/attempts.ts';
import { Calls } from '../client/calls.ts';
import type { Cluster } from '../cluster/cluster.ts';
import {
  DONE,
  EDGE,
  FAIL,
  GO,
  IGNORE,
  OUTCOME_DROPPED,
  OUTCOME_EXPIRED,
  OUTCOME_REFUSED,
  OUTCOME_SERVED,
  PARK,
} from '../codes.ts';
import type { FanOut } from '../fanout/fan-out.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Observer } from '../observer.ts';
import type { Slots } from '../slots.ts';
import type { Births } from './births.ts';
import { BACKGROUND, IN_SERVICE, REPEAT, REPLICATING, SENT, SETTLED, UNANSWERED } from './flags.ts';
import { FLAGS, INTS, RETURNED } from './layout.ts';
import type { RequestPool } from './pool.ts';

export class Requests {
  readonly calls: Calls;
  private readonly pool: RequestPool;
  private readonly slots: Slots;
  /** Null: nobody is asked at that point. */
  private readonly admission: Slots | null;
  private readonly answering: Slots | null;
  private readonly conclusion: Slots | null;
  private readonly observer: Observer;
  private readonly ledger: Ledger;
  private readonly births: Births;
  private readonly fanOut: FanOut | null;
  private readonly cluster: Cluster | null;
  private readonly attempts: Attempts;
  private readonly readsOnly: boolean;
  private readonly deadlines: DelayLine | null;

  constructor(parts: ConstructorParameters<typeof Calls>[0]) {
    const { pool, lanes, config } = parts;
    this.pool = pool;
    this.slots = parts.slots;
    this.admission = parts.slots.where('admit');
    this.answering = parts.slots.where('answer');
    this.conclusion = parts.slots.where('done');
    this.observer = parts.observer;
    this.ledger = parts.ledger;
    this.births = parts.births;
    this.fanOut = parts.fanOut;
    this.cluster = parts.cluster;
    this.readsOnly = parts.shortcuts.readsOnly;
    this.calls = new Calls(parts, this);
    this.attempts = this.calls.attempts;
    this.deadlines = lanes.openGuard(config.clients.deadlineMs, pool, (r) => this.finishOnce(r, OUTCOME_EXPIRED));
  }

  /** A user sends a request of workload `w`. */
  arrive(w: number): void {
    const r = this.births.request(w);
    if (!this.readsOnly) this.ledger.sent(r);
    this.observer.offered(r);
    if (this.deadlines !== null) this.deadlines.push(r, this.pool.generation(r));
    const verdict = this.admission === null ? GO : this.admission.admit(r, EDGE);
    if (verdict === IGNORE) return;
    if (verdict !== GO) this.finish(r, OUTCOME_REFUSED);
    else if (this.answering !== null) this.consult(r, 0);
    else this.start(r);
  }

  /**
   * The event of a row has come: its completion while it is in service, the answer of its followers while it waits for them, its user's
   * deadline where nobody will answer it, and otherwise what it waits for as a call.
   */
  event(row: number): void {
    const flags = this.pool.ints[(row << INTS) + FLAGS]!;
    if (flags & IN_SERVICE) this.attempts.completed(row);
    else if (flags & REPLICATING) this.cluster!.heard(row);
    else if (flags & UNANSWERED) this.attempts.gaveUp(row);
    else this.calls.wakeUp(row);
  }

  /** A background request of a lever, held until `send`. */
  issue(kind: number, key: number): number {
    const r = this.births.background(kind, key);
    this.ledger.issued(r);
    this.observer.issued(r);
    return r;
  }

  /** Sends a background request to the store. */
  send(r: number): void {
    if (this.pool.flags(r) & SENT) throw new Error('a background request was sent twice');
    this.pool.raise(r, SENT);
    this.start(r);
  }

  /** Ends a background request that was never sent, and never will be. */
  drop(r: number): void {
    if (this.pool.flags(r) & SENT) throw new Error('a background request was dropped after it had been sent');
    this.pool.raise(r, SETTLED);
    if (this.pool.flags(r) & REPEAT) this.ledger.parted(r);
    this.pool.release(r);
  }

  /** Ends a lever's hold on a request. */
  resume(r: number, verdict: number): void {
    if (!(this.pool.flags(r) & SETTLED)) this.proceed(r, verdict, this.pool.stage[r]! + 1);
    this.pool.release(r);
  }

  /** Gives a request its outcome, unless it has one. */
  finishOnce(r: number, outcome: number): void {
    if (!(this.pool.flags(r) & SETTLED)) this.finish(r, outcome);
  }

  /** Gives a request its outcome. */
  finish(r: number, outcome: number): void {
    const { pool } = this;
    const flags = (pool.ints[(r << INTS) + FLAGS]! |= SETTLED);
    if (!(flags & BACKGROUND)) {
      if (!this.readsOnly) this.ledger.settled(r, outcome);
      else if (outcome === OUTCOME_SERVED) this.ledger.readsChecked++;
      this.observer.settled(r, outcome);
    }
    if (this.conclusion !== null) this.conclusion.done(r, outcome);
    if (flags & REPEAT) this.ledger.parted(r);
    pool.release(r);
  }

  /** Asks the answer slots from the `from`-th on. */
  private consult(r: number, from: number): void {
    const { answerers } = this.slots;
    for (let k = from; k < answerers.length; k++) {
      const verdict = answerers[k]!.answer(r);
      if (verdict === GO) continue;
      this.slots.note(answerers[k]!);
      this.pool.stage[r] = k;
      this.proceed(r, verdict, k + 1);
      return;
    }
    this.start(r);
  }

  private proceed(r: number, verdict: number, next: number): void {
    if (verdict === GO) this.consult(r, next);
    else if (verdict === PARK) this.pool.hold(r, 1);
    else if (verdict === DONE) this.finish(r, OUTCOME_SERVED);
    else this.finish(r, verdict === FAIL ? OUTCOME_DROPPED : OUTCOME_REFUSED);
  }

  /** The store is to be asked. */
  private start(r: number): void {
    this.pool.ints[(r << INTS) + RETURNED] = 0;
    if (this.fanOut?.take(r)) return;
    this.calls.start(r);
  }
}
