/**
 * Load shedding at the edge: a request is refused at once when the queue of its partition was last seen to be too slow.
 *
 * The edge learns of the queues from monitoring, a look at a time, so it acts late and overshoots. Cost: the refused
 * requests; it creates no capacity. Source: texts 001 (backpressure at the edge, explicit refusals) and F.B4 for waits
 * as the signal. It stands before every other lever, whatever the order of the plan, and looks at the partition of the
 * key as asked for, not of its salts or copies.
 */
import { EDGE, GO, REFUSE } from '../model/codes.ts';
import type { Lever, World } from '../model/mitigation.ts';
import { defineMitigation } from '../model/mitigation.ts';
import { duration, type OptionsOf } from '../units/option.ts';

const options = {
  maxWait: duration({
    default: '100ms',
    min: 0.001,
    doc: 'Wait at the head of a queue beyond which requests are refused',
  }),
  every: duration({ default: '100ms', min: 1, doc: 'How often the edge learns how long the queues are' }),
};

class LoadShedding implements Lever {
  readonly kind = 'load-shedding';
  private readonly options: OptionsOf<typeof options>;
  private world!: World;
  private wait = 0;

  constructor(given: OptionsOf<typeof options>) {
    this.options = given;
  }

  bind(world: World): void {
    this.world = world;
    this.wait = world.signal('headWaitMs', this.options.every);
  }

  admit(r: number, site: number): number {
    if (site !== EDGE) return GO;
    const part = this.world.partitionOf(this.world.req.key(r));
    return this.world.sample(this.wait, part) > this.options.maxWait ? REFUSE : GO;
  }
}

export const loadShedding = defineMitigation({
  kind: 'load-shedding',
  mechanism: 'Refuses a request at the edge, explicitly and at once, while the queue it would join is too slow.',
  cost: 'The refused requests: it keeps the rest fast and creates no capacity.',
  backfires:
    'With a stale view of the queues it swings between refusing everybody and nobody; and it stands before any cache, so it refuses what a cache would have answered.',
  options,
  facts: [],
  create: (given) => new LoadShedding(given),
});
