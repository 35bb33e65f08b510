/**
 * Split for size: a partition that is full is split between the keys that were asked for last, however little it has to do.
 *
 * Every write counts as an item more. Half of what it holds, and of its load, goes to a new partition, and nothing is merged again (F.D3).
 * The store chooses the moment: before a peak it is capacity gained, in the peak it is the last straw, as copying takes servers' time. A
 * single item is never split, so a key that grows without end fills its partition; a provisioned share is halved (F.D11).
 */
import type { Lever, Part, SplitSpec, World } from '../model/mitigation.ts';
import { defineMitigation } from '../model/mitigation.ts';
import { copyOptions, copySpec } from '../model/partition/copy-options.ts';
import { count, duration, type OptionsOf, size } from '../units/option.ts';

/** From this share of the limit on, the keys that are asked for are noted. */
const NEARLY = 0.9;

const options = {
  size: size({ default: '10GB', min: 1, fact: 'F.D3', doc: 'What a partition holds at the most' }),
  filled: size({ default: '0B', doc: 'What each partition holds at the start' }),
  every: duration({ default: '1s', min: 1, doc: 'How often it looks at the partitions' }),
  ...copyOptions,
  splits: count({ default: 8, min: 1, max: 10_000, doc: 'Splits at most' }),
};

class SplitForSize implements Lever {
  readonly kind = 'split-for-size';
  private readonly options: OptionsOf<typeof options>;
  private readonly spec: SplitSpec;
  private world!: World;
  private timer = 0;
  /** Signal of what partitions hold. */
  private held = 0;

  constructor(given: OptionsOf<typeof options>) {
    this.options = given;
    this.spec = {
      ...copySpec(given),
      balance: 1,
      partsCollections: true,
      splitsOrdered: true,
    };
  }

  bind(world: World): void {
    const { every } = this.options;
    this.world = world;
    this.held = world.signal('heldBytes', every);
    this.timer = world.timer();
    world.wake(this.timer, every);
  }

  wake(): void {
    for (let p = 0; p < this.world.partitions(); p++) this.look(p);
    this.world.wake(this.timer, this.options.every);
  }

  private look(p: Part): void {
    const held = this.world.sample(this.held, p);
    this.world.watchKeys(p, held >= NEARLY * this.options.size);
    if (held >= this.options.size) this.world.split(p, this.spec);
  }
}

export const splitForSize = defineMitigation({
  kind: 'split-for-size',
  mechanism: 'Splits a partition that is full between the keys that were asked for last.',
  cost: 'A partition more for each split, servers’ time for copying, and a moment in which the partition stands still.',
  backfires:
    'When a partition becomes full at a peak: copying takes what little it has left, and nobody chose the moment. A single key is never split, however large.',
  options,
  facts: ['F.D3', 'F.D11'],
  patch(draft, { filled, splits }) {
    const { sparePartitions = 0 } = draft.store;
    draft.store = { ...draft.store, filledBytes: filled, sparePartitions: sparePartitions + splits };
  },
  create: (given) => new SplitForSize(given),
});
