/**
 * Request coalescing (single flight): while a fetch of a key is under way, further reads of it wait and share its end.
 *
 * As Go's singleflight (F.C9): one flight per key and process, the value and the error are shared, the key is forgotten
 * at completion, so it is no cache. Fails: one slow or failed fetch is everybody's, unless who has waited for too long goes himself, as
 * behind nginx's lock (F.C13), or failures are everybody's own; then they all go at once. A waiter may get an answer that was read
 * before a write it should have seen.
 */
import { DONE, FAIL, GO, OUTCOME_SERVED, PARK, READ } from '../model/codes.ts';
import { type Later, Laters } from '../model/later.ts';
import type { Column, KeySet, Lever, World } from '../model/mitigation.ts';
import { defineMitigation } from '../model/mitigation.ts';
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

const NOBODY = -1;

class Coalescing implements Lever {
  readonly kind = 'coalescing';
  private readonly options: OptionsOf<typeof options>;
  private readonly flights = new Map<number, number>();
  private world!: World;
  private laters!: Laters;
  private patience: Later | null = null;
  private keys!: KeySet;
  private leads!: Column<Int32Array>;
  /** Of a leader: the first and the last of those who wait for it. */
  private first!: Column<Int32Array>;
  private last!: Column<Int32Array>;
  /** Of a waiter: whom it waits for, and who waits before and after it. */
  private leader!: Column<Int32Array>;
  private previous!: Column<Int32Array>;
  private next!: Column<Int32Array>;
  /** Which wait of all it is; 0: it does not wait. */
  private wait!: Column<Float64Array>;
  private waits = 0;
  private processes = 1;

  constructor(given: OptionsOf<typeof options>) {
    this.options = given;
  }

  bind(world: World): void {
    this.world = world;
    this.laters = new Laters(world);
    const { timeout } = this.options;
    if (timeout !== undefined) this.patience = this.laters.open(timeout, 2, (at) => this.tired(at));
    this.keys = world.keys(this.options.keys ?? null);
    this.leads = world.i32();
    this.first = world.i32();
    this.last = world.i32();
    this.leader = world.i32();
    this.previous = world.i32();
    this.next = world.i32();
    this.wait = world.f64();
    if (this.options.scope === 'process') this.processes = world.config.clients.processes;
  }

  answer(r: number): number {
    this.leads.data[r] = 0;
    if (this.world.req.op(r) !== READ || !this.keys.has(this.world.req.key(r))) return GO;
    const flight = this.flightOf(r);
    const leader = this.flights.get(flight);
    if (leader === undefined) {
      this.flights.set(flight, r);
      this.leads.data[r] = 1;
      this.first.data[r] = NOBODY;
      return GO;
    }
    this.join(leader, r);
    return PARK;
  }

  done(r: number, outcome: number): void {
    if (this.leads.data[r] !== 1) return;
    this.leads.data[r] = 0;
    this.flights.delete(this.flightOf(r));
    const served = outcome === OUTCOME_SERVED;
    const verdict = served ? DONE : this.options.errors === 'shared' ? FAIL : GO;
    const value = this.world.req.value(r);
    for (let waiter = this.first.data[r]!; waiter !== NOBODY; ) {
      const following = this.next.data[waiter]!;
      this.wait.data[waiter] = 0;
      if (served) this.world.req.setValue(waiter, value);
      this.world.resume(waiter, verdict);
      waiter = following;
    }
  }

  wake(timer: number): void {
    this.laters.wake(timer);
  }

  private join(leader: number, r: number): void {
    const last = this.first.data[leader] === NOBODY ? NOBODY : this.last.data[leader]!;
    this.next.data[r] = NOBODY;
    this.previous.data[r] = last;
    if (last === NOBODY) this.first.data[leader] = r;
    else this.next.data[last] = r;
    this.last.data[leader] = r;
    this.leader.data[r] = leader;
    if (this.patience !== null) this.beginWait(this.patience, r);
  }

  private beginWait(patience: Later, r: number): void {
    this.wait.data[r] = ++this.waits;
    const at = patience.add();
    patience.items[at] = r;
    patience.items[at + 1] = this.waits;
  }

  /** Who still waits goes to the store itself; the row of a wait that is over may be somebody else's. */
  private tired(at: number): void {
    const { items } = this.patience!;
    const r = items[at]!;
    if (this.wait.data[r] !== items[at + 1]) return;
    this.wait.data[r] = 0;
    this.leave(this.leader.data[r]!, r);
    this.world.resume(r, GO);
  }

  private leave(leader: number, r: number): void {
    const previous = this.previous.data[r]!;
    const next = this.next.data[r]!;
    if (previous === NOBODY) this.first.data[leader] = next;
    else this.next.data[previous] = next;
    if (next === NOBODY) this.last.data[leader] = previous;
    else this.previous.data[next] = previous;
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
  facts: ['F.C9', 'F.C13'],
  create: (given) => new Coalescing(given),
});
