/**
 * Priority queue: a server turns to the highest class in which somebody waits, in order of arrival within it.
 *
 * Nobody is taken out of service, and nothing is made faster on the whole: what one class gains the others lose (L. Kleinrock, "A conservation law for a
 * wide class of queueing disciplines", 1965). Fails: strict as it is, a high class that asks for more than there is starves all below
 * it; and the room in the queue is everybody's, so a queue full of the lowest turns the highest away. Source: A. Cobham, "Priority assignment in waiting line
 * problems", 1954.
 */
import type { Lever, Req, WaitingLine, World } from '../model/mitigation.ts';
import { defineMitigation } from '../model/mitigation.ts';
import { ClassedLine, type Classes, type Turns } from '../model/partition/classed-line.ts';
import { CLASSED_BY, classesOf, namesMisfit, namesObjection } from '../model/partition/classes.ts';
import type { Ring } from '../sketch/ring.ts';
import { choice, type OptionsOf, texts } from '../units/option.ts';

const options = {
  classes: texts({
    doc: 'Classes, the highest first: names of workloads, or with by: key keys by name or by a prefix ending in *; all others are in a last one',
  }),
  by: choice(CLASSED_BY, { default: 'workload', doc: 'What tells the class of a request' }),
};

/** The first class in which somebody waits. */
const strict: Turns = {
  woken() {},
  next(classes: readonly Ring[]) {
    let highest = 0;
    while (classes[highest]!.length === 0) highest++;
    return highest;
  },
  taken(_ofClass: number, _attempt: Req) {},
};

class Priority implements Lever {
  readonly kind = 'priority';
  private readonly options: OptionsOf<typeof options>;
  private world!: World;
  private classes!: Classes;

  constructor(given: OptionsOf<typeof options>) {
    this.options = given;
  }

  bind(world: World): void {
    this.world = world;
    this.classes = classesOf(world, this.options.by, this.options.classes);
  }

  discipline(): WaitingLine {
    return new ClassedLine(this.world, this.classes, strict);
  }
}

export const priority = defineMitigation({
  kind: 'priority',
  mechanism: 'A server turns to the highest class in which somebody waits, whoever came first.',
  cost: 'The lower classes wait for longer, by as much work as the higher ones are spared.',
  backfires:
    'A high class with much to do starves all below it; and where the room to wait is full of the lowest, the highest is turned away.',
  options,
  discipline: 'keeps',
  facts: [],
  objection: ({ classes }) => namesObjection('classes', classes),
  misfit: ({ classes, by }, config) => (by === 'workload' ? namesMisfit('classes', classes, config) : null),
  create: (given) => new Priority(given),
});
