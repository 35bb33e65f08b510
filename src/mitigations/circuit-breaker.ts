/**
 * Circuit breaker: after too many failures among its last calls a client makes none for a while, then tries a few.
 *
 * As resilience4j: closed, it counts the failures among the last 100 calls; from a share of 50 % on it opens and refuses
 * everything for 60 s; half open, it lets 10 calls through, and closes or opens again by their share of failures (F.B1).
 * As Hystrix: by the calls of the last 10 s, if they are 20 at least; open for 5 s, and one probe (F.B2). Fails: a
 * breaker for the whole store opens for one hot partition and takes the healthy ones away with it; and after the trouble
 * is over it stays open until its time is up.
 */
import { type FailureTally, LastCalls, LastWhile } from '../model/client/failure-tally.ts';
import { ClientScope } from '../model/client/scope.ts';
import { CLIENT, GO, REFUSE, SERVED, TURNED_AWAY } from '../model/codes.ts';
import type { Lever, World } from '../model/mitigation.ts';
import { defineMitigation } from '../model/mitigation.ts';
import { choice, count, duration, type OptionsOf, share } from '../units/option.ts';

const options = {
  preset: choice(['resilience4j', 'hystrix'], {
    default: 'resilience4j',
    fact: 'F.B1',
    doc: 'Whose numbers hold where they are not given here',
  }),
  failures: share({ default: '50%', fact: 'F.B1', doc: 'Share of failures from which on it opens' }),
  calls: count({
    optional: true,
    min: 1,
    max: 100_000,
    doc: 'Last calls that it judges by, once there are as many (resilience4j 100), or the least in its window (hystrix 20)',
  }),
  window: duration({
    optional: true,
    min: 10,
    doc: 'It judges by the calls of the last so long (hystrix 10s) rather than by so many',
  }),
  open: duration({ optional: true, min: 1, doc: 'How long it refuses everything: resilience4j 60s, hystrix 5s' }),
  probes: count({
    optional: true,
    min: 1,
    max: 100_000,
    doc: 'Calls that it lets through afterwards to judge again: resilience4j 10, hystrix 1',
  }),
  per: choice(['store', 'partition'], {
    default: 'store',
    doc: 'Whether a client has one breaker for the whole store, or one for each partition',
  }),
};

const PRESETS = {
  resilience4j: { calls: 100, window: undefined, open: 60_000, probes: 10 },
  hystrix: { calls: 20, window: 10_000, open: 5000, probes: 1 },
} as const;

const NOT_LET_THROUGH = -1;

/** One breaker; calls made before its state last changed are not its business any more. */
class Breaker {
  /** Until when it is open; NaN: it is not. */
  openUntil = Number.NaN;
  isProbing = false;
  /** Calls let through as probes that got to the store, or may yet. */
  probes = 0;
}

class CircuitBreaker implements Lever {
  readonly kind = 'circuit-breaker';
  private readonly per: OptionsOf<typeof options>['per'];
  private readonly failures: number;
  private readonly calls: number;
  private readonly window: number | undefined;
  private readonly open: number;
  private readonly probes: number;
  private world!: World;
  private breakers: Breaker[] = [];
  private scope!: ClientScope;
  /** What it judges by while it is closed, and while it probes. */
  private closed!: FailureTally;
  private probing!: FailureTally;
  /** When an attempt was let through, so that one of an earlier state is not counted. */
  private epochs!: { readonly data: Int32Array };
  private epoch: Int32Array = new Int32Array(0);

  constructor({ preset, failures, calls, window, open, probes, per }: OptionsOf<typeof options>) {
    const usual = PRESETS[preset];
    this.per = per;
    this.failures = failures;
    this.calls = calls ?? usual.calls;
    this.window = window ?? usual.window;
    this.open = open ?? usual.open;
    this.probes = probes ?? usual.probes;
  }

  bind(world: World): void {
    const { calls, window, probes } = this;
    this.world = world;
    this.scope = new ClientScope(world, this.per);
    const { size } = this.scope;
    this.breakers = Array.from({ length: size }, () => new Breaker());
    this.closed = window === undefined ? new LastCalls(size, calls) : new LastWhile(size, window, calls);
    this.probing = new LastCalls(size, probes);
    this.epoch = new Int32Array(size);
    this.epochs = world.i32();
  }

  admit(attempt: number, site: number): number {
    if (site !== CLIENT) return GO;
    const index = this.scope.indexOf(attempt);
    const breaker = this.breakers[index]!;
    if (breaker.openUntil > this.world.now()) return this.refused(attempt);
    if (!Number.isNaN(breaker.openUntil)) this.change(index, Number.NaN, true);
    if (breaker.isProbing) {
      if (breaker.probes === this.probes) return this.refused(attempt);
      breaker.probes++;
    }
    this.epochs.data[attempt] = this.epoch[index]!;
    return GO;
  }

  settle(attempt: number, end: number): void {
    const index = this.scope.indexOf(attempt);
    const epoch = this.epochs.data[attempt]!;
    this.epochs.data[attempt] = NOT_LET_THROUGH;
    if (epoch !== this.epoch[index]) return;
    const breaker = this.breakers[index]!;
    const { isProbing } = breaker;
    if (end === TURNED_AWAY) {
      // By whoever: it never got to the store, so another call is the probe.
      if (isProbing) breaker.probes--;
      return;
    }
    const tally = isProbing ? this.probing : this.closed;
    const now = this.world.now();
    tally.record(index, end === SERVED ? 0 : 1, now);
    const judged = tally.judged(index, now);
    if (judged === 0) return;
    if (tally.failed(index, now) >= this.failures * judged) this.change(index, now + this.open, false);
    else if (isProbing) this.change(index, Number.NaN, false);
  }

  private refused(attempt: number): number {
    this.epochs.data[attempt] = NOT_LET_THROUGH;
    return REFUSE;
  }

  private change(index: number, openUntil: number, isProbing: boolean): void {
    const breaker = this.breakers[index]!;
    breaker.openUntil = openUntil;
    breaker.isProbing = isProbing;
    breaker.probes = 0;
    this.closed.clear(index);
    this.probing.clear(index);
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
  facts: ['F.B1', 'F.B2'],
  create: (given) => new CircuitBreaker(given),
});
