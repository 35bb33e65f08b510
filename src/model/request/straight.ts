/**
 * The life of a request that nothing stands in the way of: no lever is asked about it, nobody abandons it, no leader fails under it.
 *
 *   arrive → network → partition → network → outcome, or a back-off and the same again
 *
 * Its row is its call and its one attempt at a time. Requests, calls and attempts do the same to the byte (a plan with a lever that
 * has nothing to say takes them, and a test compares the two); here it is one short walk.
 */
import type { DelayLine } from '../../engine/delay-line.ts';
import type { Retries } from '../client/retries.ts';
import { OUTCOME_DROPPED, OUTCOME_SERVED, SERVED } from '../codes.ts';
import type { Universe } from '../keys/universe.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Observer } from '../observer.ts';
import type { Store } from '../partition/store.ts';
import type { Simulation } from '../simulation.ts';
import type { Births } from './births.ts';
import { IN_SERVICE } from './flags.ts';
import { ATTEMPTS, FLAGS, INTS, KEY, PART } from './layout.ts';
import type { RequestPool } from './pool.ts';

type Parts = Pick<
  Simulation,
  'pool' | 'observer' | 'ledger' | 'births' | 'universe' | 'store' | 'retries' | 'lanes' | 'shortcuts' | 'config'
>;

export class StraightRequests {
  private readonly pool: RequestPool;
  private readonly observer: Observer;
  private readonly ledger: Ledger;
  private readonly births: Births;
  private readonly universe: Universe;
  private readonly store: Store;
  private readonly retries: Retries;
  private readonly readsOnly: boolean;
  private readonly outbound: DelayLine | null;
  private readonly inbound: DelayLine | null;

  constructor({ pool, observer, ledger, births, universe, store, retries, lanes, shortcuts, config }: Parts) {
    const { networkMs } = config.store;
    this.pool = pool;
    this.observer = observer;
    this.ledger = ledger;
    this.births = births;
    this.universe = universe;
    this.store = store;
    this.retries = retries;
    this.readsOnly = shortcuts.readsOnly;
    this.outbound = lanes.openLine(networkMs, (r) => this.reach(r));
    this.inbound = lanes.openLine(networkMs, (r) => this.answered(r, pool.end[r]!));
  }

  /** A user sends a request of workload `w`. */
  arrive(w: number): void {
    const r = this.births.request(w);
    if (!this.readsOnly) this.ledger.sent(r);
    this.observer.offered(r);
    this.attempt(r);
  }

  /** The event of a row has come: its completion while it is in service, else the end of its back-off. */
  event(r: number): void {
    if (this.pool.ints[(r << INTS) + FLAGS]! & IN_SERVICE) this.completed(r);
    else this.attempt(r);
  }

  private attempt(r: number): void {
    const { ints } = this.pool;
    const at = r << INTS;
    ints[at + ATTEMPTS]!++;
    ints[at + PART] = this.universe.partitionOf(ints[at + KEY]!);
    this.observer.attempted(r);
    if (this.outbound !== null) this.outbound.push(r, 0);
    else this.reach(r);
  }

  private reach(r: number): void {
    this.observer.reached(r);
    const end = this.store.enter(r);
    if (end === SERVED) return;
    this.observer.bounced(r, end);
    this.turnBack(r, end);
  }

  private completed(r: number): void {
    this.store.complete(r);
    if (!this.readsOnly) this.ledger.served(r);
    this.turnBack(r, SERVED);
  }

  private turnBack(r: number, end: number): void {
    if (this.inbound === null) {
      this.answered(r, end);
      return;
    }
    this.pool.end[r] = end;
    this.inbound.push(r, 0);
  }

  private answered(r: number, end: number): void {
    this.observer.ended(r, end);
    if (end === SERVED) this.finish(r, OUTCOME_SERVED);
    else if (!this.retries.schedule(r, end)) this.finish(r, OUTCOME_DROPPED);
  }

  private finish(r: number, outcome: number): void {
    if (!this.readsOnly) this.ledger.settled(r, outcome);
    else if (outcome === OUTCOME_SERVED) this.ledger.readsChecked++;
    this.observer.settled(r, outcome);
    this.pool.free(r);
  }
}
