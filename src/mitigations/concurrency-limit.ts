/**
 * Adaptive concurrency limit: a client has so many calls under way and no more, and finds out by itself how many.
 *
 * Additive increase, multiplicative decrease, as TCP's window: a call that is served while at least half of the limit is in use raises it by
 * 1/limit, one more a round trip; one that fails lowers it to nine tenths. Further calls are refused at once. Fails: a limit for the whole store
 * is used up by the calls that wait for one slow partition, and those for the others are refused; and where failures have nothing to do with load it
 * shrinks for nothing. Source: V. Jacobson, "Congestion avoidance and control", 1988, for the rule.
 */
import { ClientScope } from '../model/client/scope.ts';
import { CLIENT, GO, REFUSE, SERVED, TURNED_AWAY } from '../model/codes.ts';
import type { Column, Lever, World } from '../model/mitigation.ts';
import { defineMitigation } from '../model/mitigation.ts';
import { choice, count, type OptionsOf, share } from '../units/option.ts';

const options = {
  initial: count({ default: 20, min: 1, max: 100_000, doc: 'Calls that a client may have under way at the start' }),
  least: count({ default: 1, min: 1, max: 100_000, doc: 'Below which the limit never falls' }),
  most: count({ default: 1000, min: 1, max: 100_000, doc: 'Above which the limit never rises' }),
  decrease: share({ default: '90%', min: 0.01, doc: 'What is left of the limit after a failure' }),
  per: choice(['store', 'partition'], {
    default: 'store',
    doc: 'Whether a client has one limit for the whole store, or one for each partition',
  }),
};

/** In use more than this share of the limit, a success is a sign that there is room for more. */
const IN_USE = 0.5;

class ConcurrencyLimit implements Lever {
  readonly kind = 'concurrency-limit';
  private readonly options: OptionsOf<typeof options>;
  /** 1 for an attempt that was let through and has not ended. */
  private counted!: Column<Int32Array>;
  private limits = new Float64Array(0);
  private underWay = new Int32Array(0);
  private scope!: ClientScope;

  constructor(given: OptionsOf<typeof options>) {
    this.options = given;
  }

  bind(world: World): void {
    const { initial, least, most, per } = this.options;
    this.counted = world.i32();
    this.scope = new ClientScope(world, per);
    this.limits = new Float64Array(this.scope.size).fill(Math.min(most, Math.max(least, initial)));
    this.underWay = new Int32Array(this.limits.length);
  }

  admit(attempt: number, site: number): number {
    if (site !== CLIENT) return GO;
    const index = this.scope.indexOf(attempt);
    const isFull = this.underWay[index]! >= Math.floor(this.limits[index]!);
    this.counted.data[attempt] = isFull ? 0 : 1;
    if (isFull) return REFUSE;
    this.underWay[index]!++;
    return GO;
  }

  settle(attempt: number, end: number): void {
    if (this.counted.data[attempt] !== 1) return;
    this.counted.data[attempt] = 0;
    const { least, most, decrease } = this.options;
    const index = this.scope.indexOf(attempt);
    const limit = this.limits[index]!;
    if (end === SERVED) {
      if (this.underWay[index]! >= IN_USE * limit) this.limits[index] = Math.min(most, limit + 1 / limit);
    } else if (end !== TURNED_AWAY) {
      this.limits[index] = Math.max(least, decrease * limit);
    }
    this.underWay[index]!--;
  }
}

export const concurrencyLimit = defineMitigation({
  kind: 'concurrency-limit',
  mechanism:
    'A client has only so many calls under way; successes raise the limit slowly, failures lower it fast, and what is above it is refused.',
  cost: 'Calls that are refused while the limit is lower than what the store could take.',
  backfires:
    'One limit for the whole store is used up by calls that wait for one slow partition, and the healthy ones go without.',
  options,
  facts: [],
  objection: ({ least, most }) =>
    least > most ? { option: 'least', message: 'is above most', allowed: `at most ${most}` } : null,
  create: (given) => new ConcurrencyLimit(given),
});
