/**
 * Hedging: a call that is not answered in time gets a second attempt beside the first; the first answer wins.
 *
 * In time: a fixed wait, or a percentile of the latencies that the client itself saw in the last whole window. A purse
 * caps second attempts at a share of all. The loser is called off, which helps if it still waits in its queue, or runs
 * in vain. A read of `copies` goes to another copy; anything else to the same partition, behind the attempt that it is
 * to overtake. Fails: under overload every call is late, so without a cap the load doubles; hedged writes may be applied
 * twice. Source: J. Dean and L. A. Barroso, "The Tail at Scale", 2013; P.F6.
 */
import { ClientScope } from '../model/client/scope.ts';
import { READ, SERVED, TIMED_OUT } from '../model/codes.ts';
import { type Condition, idleOption } from '../model/idle-option.ts';
import type { Column, KeySet, Lever, World } from '../model/mitigation.ts';
import { defineMitigation, NEVER } from '../model/mitigation.ts';
import { RollingQuantiles } from '../sketch/rolling-quantiles.ts';
import { Savings } from '../sketch/savings.ts';
import { choice, duration, flag, type OptionsOf, share, texts } from '../units/option.ts';

/** Second attempts that a process saves up. */
const DEPTH = 10;

const options = {
  after: duration({ optional: true, doc: 'Wait before the second attempt; when left out, the percentile' }),
  percentile: share({
    default: '95%',
    min: 0.5,
    max: 0.999,
    doc: 'Which of its own latencies a client waits for',
  }),
  window: duration({ default: '10s', min: 10, doc: 'How long a client watches before it sets the wait anew' }),
  cap: share({ default: '10%', doc: 'Most second attempts per first one, in the long run' }),
  cancel: flag({ default: true, doc: 'Whether the loser is called off; otherwise it runs in vain' }),
  of: choice(['reads', 'all'], { default: 'reads', doc: 'What is hedged: writes may be applied twice' }),
  per: choice(['store', 'partition'], {
    default: 'store',
    doc: 'Whether a client takes its latencies together, or those of each partition apart',
  }),
  keys: texts({ optional: true, doc: 'Keys to hedge, by name or by a prefix ending in *; all when left out' }),
};

type Options = OptionsOf<typeof options>;

class Hedging implements Lever {
  readonly kind = 'hedging';
  private readonly options: Options;
  private world!: World;
  private keys!: KeySet;
  private scope!: ClientScope;
  private latencies!: RollingQuantiles;
  private tokens!: Savings;
  private sentAt!: Column<Float64Array>;
  /** Whether it has been asked about an attempt already. */
  private asked!: Column<Int32Array>;

  constructor(given: Options) {
    this.options = given;
  }

  bind(world: World): void {
    const { keys, per, percentile, window, cap } = this.options;
    this.world = world;
    this.keys = world.keys(keys ?? null);
    this.scope = new ClientScope(world, per);
    this.latencies = new RollingQuantiles(this.scope.size, window, percentile);
    this.tokens = new Savings(world.config.clients.processes, cap, DEPTH);
    this.sentAt = world.f64();
    this.asked = world.i32();
  }

  hedge(attempt: number): number {
    const { req } = this.world;
    if (this.asked.data[attempt] === 1) return this.tokens.spend(req.process(attempt)) ? 0 : NEVER;
    if (this.options.of === 'reads' && req.op(attempt) !== READ) return NEVER;
    if (!this.keys.has(req.key(req.request(attempt)))) return NEVER;
    const now = this.world.now();
    this.asked.data[attempt] = 1;
    this.sentAt.data[attempt] = now;
    this.tokens.earn(req.process(attempt));
    const wait = this.options.after ?? this.latencies.at(this.scope.indexOf(attempt), now);
    return Number.isNaN(wait) ? NEVER : wait;
  }

  callOff(attempt: number): boolean {
    // It has taken at least that long, and longer than the wait: all that the percentile needs to know.
    if (this.options.cancel) this.learn(attempt);
    return this.options.cancel;
  }

  settle(attempt: number, end: number): void {
    if (end === SERVED || end === TIMED_OUT) this.learn(attempt);
    this.asked.data[attempt] = 0;
  }

  /** How long a first attempt took; second ones are not the client's measure. */
  private learn(attempt: number): void {
    if (this.asked.data[attempt] === 0) return;
    const now = this.world.now();
    this.asked.data[attempt] = 0;
    this.latencies.record(this.scope.indexOf(attempt), now - this.sentAt.data[attempt]!, now);
  }
}

const NEEDS: readonly Condition<Options>[] = [
  {
    names: ['percentile', 'window', 'per'],
    isMet: ({ after }) => after === undefined,
    allowed: 'no fixed wait, after',
  },
];

export const hedging = defineMitigation({
  kind: 'hedging',
  mechanism:
    'Sends a second attempt of a call that is not answered within a while, and takes the answer that comes first.',
  cost: 'A few more attempts, some of them served in vain, and a partition that is asked twice.',
  backfires:
    'Under overload every call is late: without a cap the load doubles; and a second attempt at the same queue waits behind the first.',
  options,
  facts: [],
  objection: (chosen, given) => idleOption(NEEDS, chosen, given),
  create: (given) => new Hedging(given),
});
