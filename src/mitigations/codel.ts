/**
 * Controlled delay, in the form for servers: a standing queue is kept short by dropping whoever has waited in it for too long.
 *
 * Who comes while the queue was empty within the last `long` may wait that long, so that bursts pass; who comes to a queue that has been standing
 * for longer may wait `short` only (F.B4). An attempt whose time is up is dropped when a server turns to its next, from the oldest
 * on, and its caller hears of it then. Cost: what is dropped. Fails: with a `short` below what a healthy busy queue takes it drops what would have
 * been served in time; and whoever tries again at once is back before the queue has shrunk.
 */
import type { Column, Lever, Req, WaitingLine, World } from '../model/mitigation.ts';
import { defineMitigation } from '../model/mitigation.ts';
import { TwoEndedLine } from '../model/partition/two-ended-line.ts';
import { choice, duration, type OptionsOf } from '../units/option.ts';

const options = {
  short: duration({ default: '5ms', fact: 'F.B4', doc: 'How long an attempt may wait in a queue that is standing' }),
  long: duration({
    default: '100ms',
    fact: 'F.B4',
    doc: 'How long it may wait in one that is not; and after how long without being empty a queue is standing',
  }),
  order: choice(['fifo', 'adaptive-lifo'], {
    default: 'fifo',
    doc: 'Who is next in a queue that is standing: the oldest whose time is not up, or the newest',
  }),
};

class ControlledLine implements WaitingLine {
  private readonly world: World;
  private readonly line: TwoEndedLine;
  private readonly limits: OptionsOf<typeof options>;
  /** Until when an attempt may wait. */
  private readonly until: Column<Float64Array>;

  constructor(world: World, limits: OptionsOf<typeof options>, until: Column<Float64Array>) {
    const isAdaptive = limits.order === 'adaptive-lifo';
    this.world = world;
    this.limits = limits;
    this.until = until;
    this.line = new TwoEndedLine(world, ({ standingMs }) => isAdaptive && standingMs > limits.long);
  }

  push(attempt: Req): void {
    const { short, long } = this.limits;
    this.line.push(attempt);
    this.until.data[attempt] = this.world.now() + (this.line.standingMs > long ? short : long);
  }

  shift(): Req {
    return this.isOldestLate ? this.line.shiftOldest() : this.line.shift();
  }

  peek(): Req {
    return this.isOldestLate ? this.line.oldest : this.line.peek();
  }

  drops(attempt: Req): boolean {
    if (!this.isLate(attempt)) return false;
    this.world.acted();
    return true;
  }

  clear(): void {
    this.line.clear();
  }

  ids(): Iterable<Req> {
    return this.line.ids();
  }

  private get isOldestLate(): boolean {
    const { oldest } = this.line;
    return oldest >= 0 && this.isLate(oldest);
  }

  private isLate(attempt: Req): boolean {
    return this.world.now() > this.until.data[attempt]!;
  }
}

class Codel implements Lever {
  readonly kind = 'codel';
  private readonly options: OptionsOf<typeof options>;
  private world!: World;
  private until!: Column<Float64Array>;

  constructor(given: OptionsOf<typeof options>) {
    this.options = given;
  }

  bind(world: World): void {
    this.world = world;
    this.until = world.f64();
  }

  discipline(): WaitingLine {
    return new ControlledLine(this.world, this.options, this.until);
  }
}

export const codel = defineMitigation({
  kind: 'codel',
  mechanism:
    'Lets attempts wait only shortly in a queue that has been standing for a while, and drops the others unserved.',
  cost: 'What is dropped: it keeps the wait of the rest short and creates no capacity.',
  backfires:
    'A busy queue that keeps up is standing too: a short limit drops what would have been served in time, and what is dropped comes again.',
  options,
  discipline: 'drops',
  facts: ['F.B4'],
  objection({ short, long }, given) {
    if (short <= long) return null;
    return given.has('short')
      ? { option: 'short', message: 'is longer than long', allowed: `at most ${long}ms` }
      : { option: 'long', message: 'is shorter than short', allowed: `at least ${short}ms` };
  },
  create: (given) => new Codel(given),
});
