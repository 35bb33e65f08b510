/**
 * Request coalescing (single flight): while a fetch of a key is under way, further reads of it wait and share its end.
 *
 * As Go's singleflight (F.C9): one flight per key and process, the value and the error are shared, the key is forgotten
 * at completion, so it is no cache. Fails: one slow or failed fetch is everybody's, unless who has waited for too long goes himself, as
 * behind nginx's lock (F.C13), or failures are everybody's own; then they all go at once. A waiter may get an answer that was read
 * before a write it should have seen.
 */
import { DONE, FAIL, GO, OUTCOME_SERVED, PARK, READ } from '../model/codes.ts';
import type { Column, KeySet, Lever, Line, World } from '../model/mitigation.ts';
import { defineMitigation } from '../model/mitigation.ts';
import { Waiters } from '../model/waiters.ts';
import { choice, duration, type OptionsOf, texts } from '../units/option.ts';

const options = {
  scope: choice(['process', 'shared'], {
    default: 'process',
    fact: 'F.C9',
    doc: 'Whether a flight is shared within one client process or among all of them, as in a shared tier',
  }),
  timeout: duration({
    optional: true,
    min: 1,
    doc: 'How long a reader waits for a flight before it goes to the store itself, nginx 5s; for ever when left out',
  }),
  errors: choice(['shared', 'own'], {
    default: 'shared',
    fact: 'F.C9',
    doc: 'What a failed flight is to those who joined it: their failure, too, or a reason to go to the store themselves',
  }),
  keys: texts({ optional: true, doc: 'Keys to coalesce, by name or by a prefix ending in *; all when left out' }),
};

class Coalescing implements Lever {
  readonly kind = 'coalescing';
  private readonly options: OptionsOf<typeof options>;
  private readonly flights = new Map<number, number>();
  private world!: World;
  private keys!: KeySet;
  private leads!: Column<Int32Array>;
  private waiters!: Waiters;
  /** Null: nobody loses patience. */
  private patience: Line | null = null;
  private processes = 1;

  constructor(given: OptionsOf<typeof options>) {
    this.options = given;
  }

  bind(world: World): void {
    const { timeout, keys, scope } = this.options;
    this.world = world;
    this.keys = world.keys(keys ?? null);
    this.leads = world.i32();
    this.waiters = new Waiters(world);
    if (timeout !== undefined) this.patience = world.line(timeout, (r) => this.tired(r));
    if (scope === 'process') this.processes = world.config.clients.processes;
  }

  answer(r: number): number {
    this.leads.data[r] = 0;
    if (this.world.req.op(r) !== READ || !this.keys.has(this.world.req.key(r))) return GO;
    const flight = this.flightOf(r);
    const leader = this.flights.get(flight);
    if (leader === undefined) {
      this.flights.set(flight, r);
      this.leads.data[r] = 1;
      this.waiters.open(r);
      return GO;
    }
    this.waiters.join(leader, r);
    this.patience?.push(r);
    return PARK;
  }

  done(r: number, outcome: number): void {
    if (this.leads.data[r] !== 1) return;
    this.leads.data[r] = 0;
    this.flights.delete(this.flightOf(r));
    const served = outcome === OUTCOME_SERVED;
    const failure = this.options.errors === 'shared' ? FAIL : GO;
    this.waiters.resume(r, served ? DONE : failure, served);
  }

  appCrash(process: number | null): void {
    if (this.options.scope === 'shared') return;
    for (const [flight, leader] of this.flights) {
      if (process === null || flight % this.processes === process) this.lose(flight, leader);
    }
  }

  /** Its app server has crashed: those who joined it have an error, and whoever comes next makes a flight of its own. */
  private lose(flight: number, leader: number): void {
    this.flights.delete(flight);
    this.leads.data[leader] = 0;
    this.waiters.resume(leader, FAIL);
  }

  /** Who still waits goes to the store itself. */
  private tired(r: number): void {
    if (!this.waiters.waits(r)) return;
    this.waiters.leave(r);
    this.world.resume(r, GO);
  }

  private flightOf(r: number): number {
    const key = this.world.req.key(r);
    return this.processes === 1 ? key : key * this.processes + this.world.req.process(r);
  }
}

export const coalescing = defineMitigation({
  kind: 'coalescing',
  mechanism: 'Reads of a key that arrive while another read of it is under way wait for that one and share its answer.',
  cost: 'Waiters share errors too, and may get an answer read before a write that they should have seen.',
  backfires: 'When the store fails or is slow, one bad fetch becomes the answer of everybody who joined it.',
  options,
  feels: ['app-crash'],
  isHit: (_fault, { scope }) => scope === 'process',
  facts: ['F.C9', 'F.C13'],
  create: (given) => new Coalescing(given),
});
