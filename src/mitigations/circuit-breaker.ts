/**
 * Circuit breaker: after too many failures among its last calls a client makes none for a while, then tries a few.
 *
 * Closed, it counts the failures among the last 100 calls; from a share of 50 % on it opens and refuses everything for 60 s; half open, it lets 10
 * calls through, and closes or opens again by their share of failures (F.B1, resilience4j). Fails: a breaker for the whole store
 * opens for one hot partition and takes the healthy ones away with it; and after the trouble is over it stays open until its time is up.
 */
import { ClientScope } from '../model/client/scope.ts';
import { CLIENT, GO, REFUSE, SERVED, TURNED_AWAY } from '../model/codes.ts';
import type { Lever, World } from '../model/mitigation.ts';
import { defineMitigation } from '../model/mitigation.ts';
import { choice, count, duration, type OptionsOf, share } from '../units/option.ts';

const options = {
  failures: share({ default: '50%', fact: 'F.B1', doc: 'Share of failures from which on it opens' }),
  calls: count({
    default: 100,
    min: 1,
    max: 100_000,
    fact: 'F.B1',
    doc: 'Last calls that it judges by, once there are as many',
  }),
  open: duration({ default: '60s', min: 1, fact: 'F.B1', doc: 'How long it refuses everything' }),
  probes: count({
    default: 10,
    min: 1,
    max: 100_000,
    fact: 'F.B1',
    doc: 'Calls that it lets through afterwards to judge again',
  }),
  per: choice(['store', 'partition'], {
    default: 'store',
    doc: 'Whether a client has one breaker for the whole store, or one for each partition',
  }),
};

/** One breaker; calls made before its state last changed are not its business any more. */
class Breaker {
  /** Until when it is open; NaN: it is not. */
  openUntil = Number.NaN;
  isProbing = false;
  /** Calls let through as probes. */
  probes = 0;
  judged = 0;
  failed = 0;
  /** Failures among the last calls, as a ring. */
  readonly last: Uint8Array;

  constructor(calls: number) {
    this.last = new Uint8Array(calls);
  }

  /** Forgets all calls. */
  reset(): void {
    this.judged = 0;
    this.failed = 0;
    this.probes = 0;
    this.last.fill(0);
  }

  /** Takes one more call among the last so many. */
  record(failed: number, window: number): void {
    const at = this.judged % window;
    this.failed += failed - this.last[at]!;
    this.last[at] = failed;
    this.judged++;
  }
}

class CircuitBreaker implements Lever {
  readonly kind = 'circuit-breaker';
  private readonly options: OptionsOf<typeof options>;
  private world!: World;
  private breakers: Breaker[] = [];
  private scope!: ClientScope;
  /** When an attempt was let through, so that one of an earlier state is not counted. */
  private epochs!: { readonly data: Int32Array };
  private epoch: Int32Array = new Int32Array(0);

  constructor(given: OptionsOf<typeof options>) {
    this.options = given;
  }

  bind(world: World): void {
    this.world = world;
    this.scope = new ClientScope(world, this.options.per);
    const size = Math.max(this.options.calls, this.options.probes);
    this.breakers = Array.from({ length: this.scope.size }, () => new Breaker(size));
    this.epoch = new Int32Array(this.breakers.length);
    this.epochs = world.i32();
  }

  admit(attempt: number, site: number): number {
    if (site !== CLIENT) return GO;
    const index = this.scope.indexOf(attempt);
    const breaker = this.breakers[index]!;
    if (breaker.openUntil > this.world.now()) return this.refused(attempt);
    if (!Number.isNaN(breaker.openUntil)) this.change(index, Number.NaN, true);
    if (breaker.isProbing) {
      if (breaker.probes === this.options.probes) return this.refused(attempt);
      breaker.probes++;
    }
    this.epochs.data[attempt] = this.epoch[index]!;
    return GO;
  }

  settle(attempt: number, end: number): void {
    const index = this.scope.indexOf(attempt);
    // Turned away by whoever: it never got to the store.
    if (end === TURNED_AWAY || this.epochs.data[attempt] !== this.epoch[index]) return;
    const breaker = this.breakers[index]!;
    const { calls, probes, failures, open } = this.options;
    const needed = breaker.isProbing ? probes : calls;
    breaker.record(end === SERVED ? 0 : 1, needed);
    if (breaker.judged < needed) return;
    const tooMany = breaker.failed >= failures * needed;
    if (tooMany) this.change(index, this.world.now() + open, false);
    else if (breaker.isProbing) this.change(index, Number.NaN, false);
  }

  private refused(attempt: number): number {
    this.epochs.data[attempt] = -1;
    return REFUSE;
  }

  private change(index: number, openUntil: number, isProbing: boolean): void {
    const breaker = this.breakers[index]!;
    breaker.openUntil = openUntil;
    breaker.isProbing = isProbing;
    breaker.reset();
    this.epoch[index]!++;
  }
}

export const circuitBreaker = defineMitigation({
  kind: 'circuit-breaker',
  mechanism:
    'A client whose last calls mostly failed makes none for a while, then lets a few through to see whether it is over.',
  cost: 'Everything that is asked for while it is open, the part that would have been served too.',
  backfires: 'One breaker for the whole store opens for one hot partition and cuts off the healthy ones.',
  options,
  facts: ['F.B1'],
  create: (given) => new CircuitBreaker(given),
});
