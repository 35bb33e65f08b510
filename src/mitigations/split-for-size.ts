/**
 * Split for size: a partition that is full is split between the keys that were asked for last, however little it has to do.
 *
 * Every write counts as an item more. Half of what it holds, and of its load, goes to a new partition, and nothing is merged again (F.D3).
 * The store chooses the moment: before a peak it is capacity gained, in the peak it is the last straw, as copying takes servers' time. A
 * single item is never split, so a key that grows without end fills its partition; a provisioned share is halved (F.D11).
 */
import { mostPartitions } from '../model/config.ts';
import type { Lever, Part, SplitSpec, World } from '../model/mitigation.ts';
import { defineMitigation, NOBODY } from '../model/mitigation.ts';
import { count, duration, type OptionsOf, share, size } from '../units/option.ts';

/** From this share of the limit on, the keys that are asked for are noted. */
const NEARLY = 0.9;

const options = {
  size: size({ default: '10GB', min: 1, fact: 'F.D3', doc: 'What a partition holds at the most' }),
  filled: size({ default: '0B', doc: 'What each partition holds at the start' }),
  every: duration({ default: '1s', min: 1, doc: 'How often it looks at the partitions' }),
  copy: duration({ default: '2m', doc: 'How long copying takes; assumed, F.D9 says minutes' }),
  copyCost: share({ default: '10%', max: 0.9, doc: 'Share of the servers’ time that copying takes; assumed' }),
  freeze: duration({
    default: '50ms',
    doc: 'How long the partition then stands still until its keys have moved; assumed',
  }),
  splits: count({ default: 8, min: 1, max: 10_000, doc: 'Splits at most' }),
};

class SplitForSize implements Lever {
  readonly kind = 'split-for-size';
  private readonly options: OptionsOf<typeof options>;
  private readonly spec: SplitSpec;
  private world!: World;
  private timer = 0;
  /** Signal of what is written. */
  private written = 0;
  /** What each partition holds, and which one lay behind it, at the last look. */
  private bytes = new Float64Array(0);
  private next = new Int32Array(0);

  constructor(given: OptionsOf<typeof options>) {
    this.options = given;
    this.spec = {
      copyMs: given.copy,
      copyCost: given.copyCost,
      freezeMs: given.freeze,
      balance: 1,
      partsCollections: true,
      splitsOrdered: true,
    };
  }

  bind(world: World): void {
    const { every, filled } = this.options;
    const { store } = world.config;
    this.world = world;
    this.written = world.signal('writtenBytes', every);
    this.bytes = new Float64Array(mostPartitions(store)).fill(filled, 0, store.partitions);
    this.next = new Int32Array(this.bytes.length).fill(NOBODY);
    this.timer = world.timer();
    world.wake(this.timer, every);
  }

  wake(): void {
    for (let p = 0; p < this.world.partitions(); p++) this.look(p);
    this.world.wake(this.timer, this.options.every);
  }

  private look(p: Part): void {
    const { world, bytes } = this;
    const { size: most, every } = this.options;
    this.halve(p);
    bytes[p]! += (world.sample(this.written, p) * every) / 1000;
    if (bytes[p]! >= NEARLY * most) world.watchKeys(p, true);
    if (bytes[p]! >= most) world.split(p, this.spec);
  }

  /** Where a partition has been split since the last look, half of what it held is in the new one. */
  private halve(p: Part): void {
    const { bytes, next } = this;
    const after = this.world.after(p);
    if (after === next[p]) return;
    if (after !== NOBODY) {
      next[after] = next[p]!;
      bytes[p]! /= 2;
      bytes[after] = bytes[p]!;
      this.world.watchKeys(p, false);
    }
    next[p] = after;
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
  patch(draft, { splits }) {
    draft.store = { ...draft.store, sparePartitions: (draft.store.sparePartitions ?? 0) + splits };
  },
  create: (given) => new SplitForSize(given),
});
