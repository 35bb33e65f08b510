/**
 * Weighted fair queueing: while classes compete for a server, each gets its share of the turns, and what one leaves the others use.
 *
 * Start-time fair queueing (P. Goyal, H. Vin, H. Cheng, 1996): a class is next when its virtual time is the least; each turn moves it on by the charge over
 * its weight, and whoever comes back after a while without anybody waiting starts at the present. Who finds a server free is not charged.
 * Cost: bookkeeping by class, and bursts of one class wait for its share. Fails: a class that needs more than its weight gives it waits for longer than in order of
 * arrival; the room in the queue is shared by all, so whoever fills it keeps the others out; a flood under many names gets many shares.
 */
import type { Lever, Req, WaitingLine, World } from '../model/mitigation.ts';
import { defineMitigation } from '../model/mitigation.ts';
import { ClassedLine, type Classes, type Turns } from '../model/partition/classed-line.ts';
import { CLASSED_BY, classesOf, namesMisfit, namesObjection } from '../model/partition/classes.ts';
import type { Ring } from '../sketch/ring.ts';
import { parseAssignment } from '../units/assignment.ts';
import { choice, type OptionsOf, texts } from '../units/option.ts';

const options = {
  weights: texts({
    doc: 'Classes with their weights, as name=3, or a name alone for 1: names of workloads, or with by: key keys by name or by a prefix ending in *; all others share a last one of weight 1',
  }),
  by: choice(CLASSED_BY, { default: 'workload', doc: 'What tells the class of a request' }),
  charge: choice(['requests', 'units'], {
    default: 'requests',
    doc: 'What a turn counts as: one each, or the capacity units that the request takes',
  }),
};

class FairTurns implements Turns {
  /** Virtual start of each class's next turn, and of the turn taken last. */
  private readonly starts: Float64Array;
  private present = 0;
  private readonly weights: readonly number[];
  private readonly charge: (attempt: Req) => number;

  constructor(weights: readonly number[], charge: (attempt: Req) => number) {
    this.weights = weights;
    this.charge = charge;
    this.starts = new Float64Array(weights.length);
  }

  woken(ofClass: number): void {
    this.starts[ofClass] = Math.max(this.present, this.starts[ofClass]!);
  }

  next(classes: readonly Ring[]): number {
    const { starts } = this;
    let next = -1;
    for (let c = 0; c < classes.length; c++) {
      if (classes[c]!.length > 0 && (next < 0 || starts[c]! < starts[next]!)) next = c;
    }
    return next;
  }

  taken(ofClass: number, attempt: Req): void {
    this.present = this.starts[ofClass]!;
    this.starts[ofClass]! += this.charge(attempt) / this.weights[ofClass]!;
  }
}

class FairQueueing implements Lever {
  readonly kind = 'fair-queueing';
  private readonly options: OptionsOf<typeof options>;
  private readonly weights: readonly number[];
  private world!: World;
  private classes!: Classes;
  private charge!: (attempt: Req) => number;

  constructor(given: OptionsOf<typeof options>) {
    this.options = given;
    this.weights = [...given.weights.map(weightOf), 1];
  }

  bind(world: World): void {
    const { by, charge, weights } = this.options;
    this.world = world;
    this.classes = classesOf(world, by, weights.map(nameOf));
    this.charge = charge === 'units' ? (attempt) => world.req.units(attempt) : () => 1;
  }

  discipline(): WaitingLine {
    return new ClassedLine(this.world, this.classes, new FairTurns(this.weights, this.charge));
  }
}

function nameOf(text: string): string {
  return parseAssignment(text).name;
}

function weightOf(text: string): number {
  return parseAssignment(text).number ?? 1;
}

export const fairQueueing = defineMitigation({
  kind: 'fair-queueing',
  mechanism: 'Servers share their turns among classes by weight while these compete, whoever came first.',
  cost: 'A burst of one class waits for its share, where in order of arrival it would have been through.',
  backfires:
    'A class whose weight is less than its load waits for longer than in order of arrival; and whoever fills the room to wait keeps all others out.',
  options,
  discipline: 'keeps',
  facts: [],
  objection({ weights }) {
    const odd = weights.find((text) => !(weightOf(text) > 0 && weightOf(text) < 1e9));
    if (odd === undefined) return namesObjection('weights', weights.map(nameOf));
    const allowed = 'a name, = and a number above 0, for example checkout=3';
    return { option: 'weights', message: `${JSON.stringify(odd)} has no weight`, allowed };
  },
  misfit: ({ weights, by }, config) => (by === 'workload' ? namesMisfit('weights', weights.map(nameOf), config) : null),
  create: (given) => new FairQueueing(given),
});
