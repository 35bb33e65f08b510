/**
 * Last in, first out: a partition's server turns to the newest of those who wait, and the oldest wait on.
 *
 * In an overload somebody must wait for too long; first in, first out spreads that over everybody, newest first serves most at once and gives
 * up on the rest. The mean wait is the same in any order that does not look at sizes, its second moment is 1/(1 − ρ) times that of first
 * in, first out (L. Takács, "Delay distributions for one line with Poisson input", 1963). Fails: below overload, where in order nobody would have
 * waited for too long; and requests overtake one another, writes too. Source: text 001 for overload; F.B4 for LIFO under it.
 */
import type { Lever, WaitingLine, World } from '../model/mitigation.ts';
import { defineMitigation } from '../model/mitigation.ts';
import { TwoEndedLine } from '../model/partition/two-ended-line.ts';
import { count, type OptionsOf } from '../units/option.ts';

const options = {
  above: count({
    default: 0,
    doc: 'How many may wait in order of arrival: with more than that the newest is next, else the oldest',
  }),
};

class Lifo implements Lever {
  readonly kind = 'lifo';
  private readonly above: number;
  private world!: World;

  constructor({ above }: OptionsOf<typeof options>) {
    this.above = above;
  }

  bind(world: World): void {
    this.world = world;
  }

  discipline(): WaitingLine {
    return new TwoEndedLine(this.world, ({ length }) => length > this.above);
  }
}

export const lifo = defineMitigation({
  kind: 'lifo',
  mechanism: 'A server turns to the newest of those who wait, so that in an overload most are served at once.',
  cost: 'The oldest: the mean wait stays what it was and the longest waits grow; requests overtake one another.',
  backfires:
    'Where the queue is long and no overload, the oldest run out of patience who would have been served in time in order of arrival.',
  options,
  discipline: 'keeps',
  facts: [],
  create: (given) => new Lifo(given),
});
