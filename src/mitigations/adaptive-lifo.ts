/**
 * Adaptive LIFO: first in, first out until the queue has been standing for a while, newest first until it is empty again.
 *
 * A queue that empties now and then is a burst and is best served in order; one that has not been empty for longer than that is an overload, in
 * which the oldest are lost anyway. Cost and failure are those of LIFO once it has switched: a busy queue seldom empties, so a short
 * `standing` switches without any overload, and the old ones of a long standing queue wait until it has emptied. Source: F.B4.
 */
import type { Lever, WaitingLine, World } from '../model/mitigation.ts';
import { defineMitigation } from '../model/mitigation.ts';
import { TwoEndedLine } from '../model/partition/two-ended-line.ts';
import { duration, type OptionsOf } from '../units/option.ts';

const options = {
  standing: duration({
    default: '100ms',
    fact: 'F.B4',
    doc: 'For how long somebody may have been waiting without a break before the newest is next',
  }),
};

class AdaptiveLifo implements Lever {
  readonly kind = 'adaptive-lifo';
  private readonly standing: number;
  private world!: World;

  constructor({ standing }: OptionsOf<typeof options>) {
    this.standing = standing;
  }

  bind(world: World): void {
    this.world = world;
  }

  discipline(): WaitingLine {
    return new TwoEndedLine(this.world, ({ standingMs }) => standingMs > this.standing);
  }
}

export const adaptiveLifo = defineMitigation({
  kind: 'adaptive-lifo',
  mechanism:
    'A server takes those who wait in order of arrival, and the newest first once the queue has not been empty for a while.',
  cost: 'From then on what LIFO costs: the oldest wait until the queue has emptied, and requests overtake one another.',
  backfires: 'A busy queue that keeps up seldom empties: with a short time to switch it is LIFO without an overload.',
  options,
  discipline: 'keeps',
  facts: ['F.B4'],
  create: (given) => new AdaptiveLifo(given),
});
