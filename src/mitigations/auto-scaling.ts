/**
 * Auto-scaling: what the whole table is provisioned for follows what it uses, so that a share of it stays free.
 *
 * A loop looks at the units let in, minute by minute, as monitoring reports them. After two minutes on end above the target it buys as much as
 * would bring the use back to the target, and after fifteen below it gives back; either is in force a while later. What is turned away is
 * not seen, so one step makes at most 1/target of what there is. What a partition may take stays as it is (that is provisioned-throughput).
 * Fails: a rush that is over within minutes has been throttled before it acts, and is paid for afterwards until it gives back; and what it gave back in
 * a quiet hour is missing when the next rush begins. Source: how DynamoDB's users describe it, numbers assumed; F.D1, F.D8, F.D22 for what it moves.
 */
import { kindOf, READ, WRITE } from '../model/codes.ts';
import type { ModelConfig } from '../model/config.ts';
import { TargetTracking } from '../model/control/target-tracking.ts';
import { Flows } from '../model/flows.ts';
import { type Condition, idleOption } from '../model/idle-option.ts';
import type { Lever, Objection, World } from '../model/mitigation.ts';
import { defineMitigation } from '../model/mitigation.ts';
import { count, duration, type OptionsOf, rate, share } from '../units/option.ts';

const options = {
  maxWrites: rate({ optional: true, min: 1, doc: 'Most write units of the table; they are not scaled when left out' }),
  minWrites: rate({ default: '1/s', min: 1, doc: 'Least write units of the table' }),
  maxReads: rate({ optional: true, min: 1, doc: 'Most read units of the table; they are not scaled when left out' }),
  minReads: rate({ default: '1/s', min: 1, doc: 'Least read units of the table' }),
  target: share({ default: '70%', min: 0.01, doc: 'Share of what is provisioned that is to be used' }),
  every: duration({ default: '1m', min: 1, doc: 'How often it looks at what was used since the last look' }),
  outAfter: count({ default: 2, min: 1, max: 1e6, doc: 'Looks on end above the target before it buys' }),
  inAfter: count({ default: 15, min: 1, max: 1e5, doc: 'Looks on end below the target before it gives back' }),
  delay: duration({ default: '1m', doc: 'From a decision until it is in force' }),
  decreases: count({ default: 27, max: 1e6, doc: 'How often it may give back in a day of the run' }),
};

type Options = OptionsOf<typeof options>;

/** One operation that is scaled. */
interface Side {
  readonly op: number;
  readonly used: number;
  readonly timer: number;
  readonly tracking: TargetTracking;
  /** What was decided and is not in force, units per second; NaN: nothing. */
  pending: number;
  /** Looks before this saw a time in which it was provisioned otherwise. */
  settledMs: number;
}

class AutoScaling implements Lever {
  readonly kind = 'auto-scaling';
  private readonly options: Options;
  private world!: World;
  private looks = 0;
  private sides: readonly Side[] = [];

  constructor(given: Options) {
    this.options = given;
  }

  bind(world: World): void {
    const { minReads, maxReads, minWrites, maxWrites, every } = this.options;
    const side = (op: number, min: number, max: number | undefined): Side[] => {
      if (max === undefined || world.throughput(op) === null) return [];
      const used = world.signal(op === READ ? 'readUnits' : 'writeUnits', every);
      const tracking = new TargetTracking({ ...this.options, min, max });
      return [{ op, used, timer: world.timer(), tracking, pending: Number.NaN, settledMs: 0 }];
    };
    this.world = world;
    this.sides = [...side(READ, minReads, maxReads), ...side(WRITE, minWrites, maxWrites)];
    this.looks = world.timer();
    world.wake(this.looks, every);
  }

  wake(timer: number): void {
    const { world, sides } = this;
    if (timer !== this.looks) {
      this.enforce(sides.find((side) => side.timer === timer)!);
      return;
    }
    for (const side of sides) this.look(side);
    world.wake(timer, this.options.every);
  }

  private look(side: Side): void {
    const { world } = this;
    if (!Number.isNaN(side.pending) || world.now() < side.settledMs) return;
    const rate = world.throughput(side.op)!;
    const next = side.tracking.next(this.usedBy(side), rate, world.now());
    if (next === rate) return;
    side.pending = next;
    if (this.options.delay === 0) this.enforce(side);
    else world.wake(side.timer, this.options.delay);
  }

  private enforce(side: Side): void {
    this.world.setThroughput(side.op, side.pending);
    side.pending = Number.NaN;
    side.settledMs = this.world.now() + this.options.every;
  }

  /** Units per second of all partitions, since the look before. */
  private usedBy({ used }: Side): number {
    let total = 0;
    for (let p = 0; p < this.world.partitions(); p++) total += this.world.sample(used, p);
    return total;
  }
}

const NEEDS: readonly Condition<Options>[] = [
  { names: ['minWrites'], isMet: ({ maxWrites }) => maxWrites !== undefined, allowed: 'maxWrites: 4000/s' },
  { names: ['minReads'], isMet: ({ maxReads }) => maxReads !== undefined, allowed: 'maxReads: 12000/s' },
];

function objection(chosen: Options, given: ReadonlySet<string>): Objection | null {
  const { minWrites, maxWrites, minReads, maxReads } = chosen;
  if (maxWrites !== undefined && minWrites > maxWrites) {
    return { option: 'minWrites', message: 'is above maxWrites', allowed: `at most ${maxWrites}/s` };
  }
  if (maxReads !== undefined && minReads > maxReads) {
    return { option: 'minReads', message: 'is above maxReads', allowed: `at most ${maxReads}/s` };
  }
  return idleOption(NEEDS, chosen, given);
}

function misfit(chosen: Options, config: ModelConfig): Objection | null {
  const { maxWrites, maxReads, minWrites, minReads } = chosen;
  if (maxWrites === undefined && maxReads === undefined) {
    const allowed = 'maxWrites: 4000/s, maxReads: 12000/s, or both';
    return { option: 'maxWrites', message: 'nothing is scaled', allowed };
  }
  const writes = maxWrites === undefined ? null : sideMisfit(WRITE, minWrites, config);
  return writes ?? (maxReads === undefined ? null : sideMisfit(READ, minReads, config));
}

/** A side that nothing limits, or that could be left with too little for a single item, which would never be let in again. */
function sideMisfit(op: number, min: number, { store: { throughput }, workload }: ModelConfig): Objection | null {
  const [name, Name] = op === READ ? ['reads', 'Reads'] : ['writes', 'Writes'];
  if (throughput?.[op === READ ? 'reads' : 'writes'] == null) {
    const message = `nothing limits the ${name} of the table`;
    return { option: `max${Name}`, message, allowed: `store.throughput.${name}` };
  }
  const { units } = new Flows(workload, 0);
  const asked = workload.flatMap(({ reads }, w) =>
    (op === READ ? reads > 0 : reads < 1) ? units[kindOf(w, op)]! : [],
  );
  const least = Math.max(0, ...asked) / (1 + throughput.burstSeconds);
  if (min >= least) return null;
  const message = 'is too little for an item: none would be let in again';
  return { option: `min${Name}`, message, allowed: `at least ${Math.ceil(least)}/s` };
}

export const autoScaling = defineMitigation({
  kind: 'auto-scaling',
  mechanism: 'Provisions the whole table for more after minutes of high use, and for less after many of low use.',
  cost: 'What was bought for a rush is paid for, where the store is paid for what is provisioned, until it is given back.',
  backfires:
    'A rush of a few minutes is over before it acts, and is paid for afterwards; and what it gave back in a quiet hour is missing when the next one begins.',
  options,
  needs: 'throughput',
  facts: ['F.D8', 'F.D22'],
  objection,
  misfit,
  create: (given) => new AutoScaling(given),
});
