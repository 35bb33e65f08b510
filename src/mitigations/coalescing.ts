/**
 * Request coalescing (single flight): while a fetch of a key is under way, further reads of it wait and share its end.
 *
 * As Go's singleflight (F.C9): one flight per key and process, the value and the error are shared, the key is forgotten
 * at completion, so it is no cache. Fails: one slow or failed fetch is everybody's; a waiter may get an answer that was
 * read before a write it should have seen.
 */
import { DONE, FAIL, GO, OUTCOME_SERVED, PARK, READ } from '../model/codes.ts';
import type { Column, KeySet, Lever, World } from '../model/mitigation.ts';
import { defineMitigation } from '../model/mitigation.ts';
import { choice, type OptionsOf, texts } from '../units/option.ts';

const options = {
  scope: choice(['process', 'shared'], {
    default: 'process',
    fact: 'F.C9',
    doc: 'Whether a flight is shared within one client process or among all of them, as in a shared tier',
  }),
  keys: texts({ optional: true, doc: 'Keys to coalesce, by name or by a prefix ending in *; all when left out' }),
};

const NOBODY = -1;

class Coalescing implements Lever {
  readonly kind = 'coalescing';
  private readonly options: OptionsOf<typeof options>;
  private readonly flights = new Map<number, number>();
  private world!: World;
  private keys!: KeySet;
  private leads!: Column<Int32Array>;
  private first!: Column<Int32Array>;
  private last!: Column<Int32Array>;
  private next!: Column<Int32Array>;
  private processes = 1;

  constructor(given: OptionsOf<typeof options>) {
    this.options = given;
  }

  bind(world: World): void {
    this.world = world;
    this.keys = world.keys(this.options.keys ?? null);
    this.leads = world.i32();
    this.first = world.i32();
    this.last = world.i32();
    this.next = world.i32();
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
    const value = this.world.req.value(r);
    for (let waiter = this.first.data[r]!; waiter !== NOBODY; ) {
      const following = this.next.data[waiter]!;
      if (served) this.world.req.setValue(waiter, value);
      this.world.resume(waiter, served ? DONE : FAIL);
      waiter = following;
    }
  }

  private join(leader: number, r: number): void {
    this.next.data[r] = NOBODY;
    if (this.first.data[leader] === NOBODY) this.first.data[leader] = r;
    else this.next.data[this.last.data[leader]!] = r;
    this.last.data[leader] = r;
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
  facts: ['F.C9'],
  create: (given) => new Coalescing(given),
});
