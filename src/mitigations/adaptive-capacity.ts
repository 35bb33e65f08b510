/**
 * Adaptive capacity: a partition that is throttled gets more than its even part of the table, as long as the table is not spent.
 *
 * A loop looks every so often at what the partitions let in and turned away, a while ago: it raises throttled ones in proportion to what they
 * were short of, together by no more than the table does not use, and takes it back in proportion once the table uses more than it is
 * provisioned for (F.D7). No raise lifts the ceiling of a partition (F.D1). Fails: too late for a burst that is over before the loop acts; where
 * the table is spent; and where the share had protected servers that cannot do what it is raised to.
 */
import { READ, WRITE } from '../model/codes.ts';
import type { Lever, Part, World } from '../model/mitigation.ts';
import { defineMitigation } from '../model/mitigation.ts';
import { duration, number, type OptionsOf, rate } from '../units/option.ts';

const options = {
  every: duration({
    default: '5s',
    min: 1,
    doc: 'How often it looks at the partitions; assumed, F.D8 says a few seconds',
  }),
  delay: duration({ default: '0s', doc: 'From a look until what follows from it is in force; at most every' }),
  gain: number({ default: 1, min: 0.01, max: 10, doc: 'Raise over what a partition was short of; assumed' }),
  reads: rate({ default: '3000/s', min: 0.001, fact: 'F.D1', doc: 'Read units that a partition is raised to at most' }),
  writes: rate({
    default: '1000/s',
    min: 0.001,
    fact: 'F.D1',
    doc: 'Write units that a partition is raised to at most',
  }),
};

/** What is looked at of one operation, and what bounds it. */
interface Side {
  readonly op: number;
  readonly taken: number;
  readonly throttled: number;
  /** Units per second of the table, and the most of a partition. */
  readonly total: number;
  readonly most: number;
}

class AdaptiveCapacity implements Lever {
  readonly kind = 'adaptive-capacity';
  private readonly options: OptionsOf<typeof options>;
  private world!: World;
  private timer = 0;
  private sides: readonly Side[] = [];

  constructor(given: OptionsOf<typeof options>) {
    this.options = given;
  }

  bind(world: World): void {
    const { every, delay, reads, writes } = this.options;
    const { partitions, partition } = world.config.store;
    const { share } = partition.limit;
    const side = (op: number, even: number | null, most: number): Side[] => {
      if (even === null) return [];
      const taken = world.signal(op === READ ? 'readUnits' : 'writeUnits', every);
      const throttled = world.signal(op === READ ? 'throttledReadUnits' : 'throttledWriteUnits', every);
      return [{ op, taken, throttled, total: even * partitions, most }];
    };
    this.world = world;
    this.sides = [...side(READ, share.reads, reads), ...side(WRITE, share.writes, writes)];
    if (this.sides.length === 0) return;
    this.timer = world.timer();
    world.wake(this.timer, every + delay);
  }

  wake(): void {
    for (const side of this.sides) this.step(side);
    this.world.wake(this.timer, this.options.every);
  }

  private step(side: Side): void {
    let unused = side.total;
    for (let p = 0; p < this.world.partitions(); p++) unused -= this.world.sample(side.taken, p);
    if (unused > 0) this.raise(side, unused);
    else this.lower(side, -unused);
  }

  private raise(side: Side, unused: number): void {
    const wanted = this.sum((p) => this.wantedBy(side, p));
    if (wanted === 0) return;
    const part = Math.min(1, unused / wanted);
    for (let p = 0; p < this.world.partitions(); p++) {
      const wants = this.wantedBy(side, p);
      if (wants > 0) this.world.setShare(p, side.op, this.shareOf(side, p) + part * wants);
    }
  }

  private lower(side: Side, excess: number): void {
    const lent = this.sum((p) => this.lentTo(side, p));
    if (lent === 0) return;
    const part = Math.min(1, (this.options.gain * excess) / lent);
    for (let p = 0; p < this.world.partitions(); p++) {
      const has = this.lentTo(side, p);
      if (has > 0) this.world.setShare(p, side.op, this.shareOf(side, p) - part * has);
    }
  }

  private wantedBy(side: Side, p: Part): number {
    const short = this.options.gain * this.world.sample(side.throttled, p);
    return Math.max(0, Math.min(short, side.most - this.shareOf(side, p)));
  }

  /** What a partition has beyond its even part of the table. */
  private lentTo(side: Side, p: Part): number {
    return Math.max(0, this.shareOf(side, p) - side.total / this.world.partitions());
  }

  private shareOf({ op }: Side, p: Part): number {
    return this.world.shareOf(p, op)!;
  }

  private sum(of: (p: Part) => number): number {
    let total = 0;
    for (let p = 0; p < this.world.partitions(); p++) total += of(p);
    return total;
  }
}

export const adaptiveCapacity = defineMitigation({
  kind: 'adaptive-capacity',
  mechanism:
    'Raises the share of a partition that is throttled, while the table as a whole uses less than it is provisioned for.',
  cost: 'Nothing at list price; between looks the table may let through more than it is provisioned for.',
  backfires:
    'Where the share had kept a partition from more than its servers can do: raised, it lets in what then waits in vain. A burst shorter than its delay gains nothing.',
  options,
  needs: 'shares',
  facts: ['F.D1', 'F.D7', 'F.D8'],
  objection: ({ every, delay }) =>
    delay > every ? { option: 'delay', message: 'is longer than every', allowed: `at most ${every}ms` } : null,
  create: (given) => new AdaptiveCapacity(given),
});
