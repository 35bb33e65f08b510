/**
 * One attempt at the store, from the client that sends it to the answer that it gets, or to its time-out.
 *
 *   sent → network → node → partition → network → answered
 *
 * Whoever is abandoned stays where it is: work is not cancelled, only its answer is ignored.
 */
import type { DelayLine } from '../../engine/delay-line.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { CLIENT, GO, IGNORE, NODE, SERVED, TIMED_OUT, TURNED_AWAY } from '../codes.ts';
import type { Universe } from '../keys/universe.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { ANYWHERE } from '../mitigation.ts';
import type { Observer } from '../observer.ts';
import type { Store } from '../partition/store.ts';
import type { WriteTokens } from '../partition/tokens.ts';
import type { Births } from '../request/births.ts';
import { ABANDONED, BACKGROUND, DEMAND_SPENT, FANNED, HEDGING, UNANSWERED } from '../request/flags.ts';
import { INTS, KEY, PART } from '../request/layout.ts';
import type { RequestPool } from '../request/pool.ts';
import type { Simulation } from '../simulation.ts';
import type { Slots } from '../slots.ts';
import { ClientBatches } from './batches.ts';
import { takeDetour } from './detour.ts';
import { Hedges, NOBODY } from './hedges.ts';
import type { Retries } from './retries.ts';

/** Whoever attempts are made for. */
interface Caller {
  /** An attempt of a call was served. */
  served(row: number, call: number): void;
  /** The last attempt under way of a call has failed. */
  failed(call: number, end: number): void;
  /** The one row of a simple run has its answer. */
  answered(r: number, end: number): void;
}

type AttemptParts = Pick<
  Simulation,
  | 'config'
  | 'engine'
  | 'pool'
  | 'slots'
  | 'lanes'
  | 'observer'
  | 'universe'
  | 'store'
  | 'ledger'
  | 'cluster'
  | 'tokens'
  | 'births'
  | 'retries'
  | 'shortcuts'
>;

export class Attempts {
  private readonly caller: Caller;
  private readonly engine: Engine;
  private readonly pool: RequestPool;
  /** Null: nobody is asked at that point. */
  private readonly avoidance: Slots | null;
  private readonly admission: Slots | null;
  private readonly placing: Slots | null;
  private readonly collection: Slots | null;
  private readonly hearing: Slots | null;
  private readonly observer: Observer;
  private readonly universe: Universe;
  private readonly store: Store;
  private readonly ledger: Ledger;
  private readonly cluster: Cluster | null;
  private readonly tokens: WriteTokens | null;
  private readonly births: Births;
  private readonly retries: Retries;
  private readonly isApart: boolean;
  private readonly isSimple: boolean;
  private readonly readsOnly: boolean;
  private readonly deadlineMs: number | null;
  private readonly timeouts: DelayLine | null;
  private readonly outbound: DelayLine | null;
  private readonly inbound: DelayLine | null;
  /** Null: nobody sends a second attempt beside the first. */
  private readonly hedges: Hedges | null;
  /** Null: every attempt is a request of its own to its partition. */
  private batches: ClientBatches | null = null;

  constructor(parts: AttemptParts, caller: Caller) {
    const { pool, slots, lanes } = parts;
    const { clients, store } = parts.config;
    this.caller = caller;
    this.engine = parts.engine;
    this.pool = pool;
    this.avoidance = slots.where('avoids');
    this.admission = slots.where('admit');
    this.placing = slots.where('place');
    this.collection = slots.where('collect');
    this.hearing = slots.where('settle');
    this.observer = parts.observer;
    this.universe = parts.universe;
    this.store = parts.store;
    this.ledger = parts.ledger;
    this.cluster = parts.cluster;
    this.tokens = parts.tokens;
    this.births = parts.births;
    this.retries = parts.retries;
    this.isApart = parts.shortcuts.apart;
    this.isSimple = parts.shortcuts.simple;
    this.readsOnly = parts.shortcuts.readsOnly;
    this.deadlineMs = clients.deadlineMs;
    this.outbound = lanes.openLine(store.networkMs, (row) => this.reach(row));
    this.inbound = lanes.openLine(store.networkMs, (row) => this.answered(row, pool.end[row]!));
    this.timeouts = lanes.openGuard(clients.timeoutMs, pool, (row) => this.timedOut(row));
    this.hedges = slots.hedgers.length > 0 ? new Hedges(parts) : null;
  }

  /** Attempts may be sent together from now on. */
  openBatches(commonWork: number): ClientBatches {
    const { pool } = this;
    const leave = (row: number): void => this.leave(row);
    this.batches = new ClientBatches({ pool, leave, answer: (row, end) => this.sendBack(row, end) }, commonWork);
    return this.batches;
  }

  /** Sends the next attempt of a call. */
  begin(call: number): void {
    const row = this.isApart ? this.births.attempt(call) : this.ownAttempt(call);
    if (this.hedges !== null) this.hedges.begin(call, row);
    this.send(row);
  }

  /** The wait of a call for a second attempt beside the one under way is over. */
  hedge(call: number): void {
    const { pool } = this;
    const hedges = this.hedges!;
    pool.lower(call, HEDGING);
    const first = pool.isWanted(pool.owner(call)) ? hedges.due(call) : NOBODY;
    if (first !== NOBODY) {
      const second = this.births.second(call);
      hedges.pair(first, second);
      this.send(second);
    }
    pool.release(call);
  }

  /** A server is done with it. */
  completed(row: number): void {
    this.store.complete(row);
    if (!this.readsOnly && !this.tokens?.knows(row)) this.ledger.served(row);
    if (this.cluster?.keeps(row)) return;
    this.turnBack(row, SERVED);
  }

  /** The store's answer is there for its client. */
  turnBack(row: number, end: number): void {
    if (this.batches === null || !this.batches.keeps(row, end)) this.sendBack(row, end);
  }

  /** The store's answer sets out to its client. */
  private sendBack(row: number, end: number): void {
    if (this.inbound === null) {
      this.answered(row, end);
      return;
    }
    this.pool.end[row] = end;
    this.inbound.push(row, 0);
  }

  /** Whoever sent an attempt that nobody answers waits no longer. */
  gaveUp(row: number): void {
    this.ended(row, TIMED_OUT);
    this.pool.release(row);
  }

  private send(row: number): void {
    const { pool } = this;
    if (this.avoidance !== null) takeDetour(row, pool, this.avoidance);
    this.observer.attempted(row);
    this.retries.begins(row);
    if (this.admission !== null && this.admission.admit(row, CLIENT) !== GO) {
      this.answered(row, TURNED_AWAY);
      return;
    }
    const part = this.placing === null ? ANYWHERE : this.placing.place(row);
    const { ints } = pool;
    const at = row << INTS;
    ints[at + PART] = part === ANYWHERE ? this.universe.partitionOf(ints[at + KEY]!) : part;
    if (this.collection?.collect(row)) return;
    this.leave(row);
  }

  /** It leaves its client. */
  private leave(row: number): void {
    if (this.timeouts !== null) this.timeouts.push(row, this.pool.generation(row));
    if (this.hedges !== null) this.hedges.sent(row);
    if (this.outbound !== null) this.outbound.push(row, 0);
    else this.reach(row);
  }

  /** The call's own row serves as its attempt: nobody can abandon it and try again. */
  private ownAttempt(call: number): number {
    if (!this.isSimple) this.pool.hold(call, 1);
    this.pool.countAttempt(call);
    return call;
  }

  private reach(row: number): void {
    this.observer.reached(row);
    if (this.cluster !== null && !this.cluster.reaches(row)) return;
    const verdict = this.admission === null ? GO : this.admission.admit(row, NODE);
    if (verdict !== GO) {
      this.turnedAway(row, verdict);
      return;
    }
    const end = this.store.enter(row);
    if (end === SERVED) return;
    this.observer.bounced(row, end);
    this.turnBack(row, end);
  }

  /** A lever at the node has turned it away. */
  private turnedAway(row: number, verdict: number): void {
    this.observer.bounced(row, TURNED_AWAY);
    if (verdict === IGNORE) this.leaveUnanswered(row);
    else this.turnBack(row, TURNED_AWAY);
  }

  /** Nothing comes back: it ends by its time-out, without one at its user's deadline, and otherwise never. */
  private leaveUnanswered(row: number): void {
    const { pool, engine, deadlineMs } = this;
    this.batches?.lost(row);
    if (pool.flags(row) & ABANDONED) {
      pool.release(row);
      return;
    }
    pool.raise(row, UNANSWERED);
    const owner = pool.owner(row);
    if (this.timeouts !== null || deadlineMs === null || pool.flags(owner) & (BACKGROUND | FANNED)) return;
    engine.schedule(row, Math.max(engine.now, pool.born(owner) + deadlineMs));
  }

  private answered(row: number, end: number): void {
    const { pool } = this;
    if (this.isSimple) {
      this.tell(row, end);
      this.caller.answered(row, end);
      return;
    }
    if (!(pool.flags(row) & ABANDONED)) this.ended(row, end);
    else if (end === SERVED) this.observer.wasted(row);
    pool.release(row);
  }

  private timedOut(row: number): void {
    const { pool } = this;
    if (pool.flags(row) & ABANDONED) return;
    pool.raise(row, ABANDONED);
    pool.raise(pool.call(row), DEMAND_SPENT);
    this.ended(row, TIMED_OUT);
    if (pool.flags(row) & UNANSWERED) pool.release(row);
  }

  /** It is over for its caller. */
  private ended(row: number, end: number): void {
    const call = this.pool.call(row);
    this.tell(row, end);
    if (this.hedges !== null && !this.hedges.concludes(row, end)) return;
    if (end === SERVED) {
      this.caller.served(row, call);
      return;
    }
    this.retries.hear(call, row, end);
    this.caller.failed(call, end);
  }

  private tell(row: number, end: number): void {
    this.observer.ended(row, end);
    if (this.hearing !== null) this.hearing.settle(row, end);
  }
}
