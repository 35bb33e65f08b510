/**
 * Split for heat: a partition that has been asked for too much for a while is split between the keys that it is asked for.
 *
 * Half of its load goes to a new partition with limits and servers of its own. The point is taken from the last keys asked for (F.D9), and there
 * is none beside a single hot key; items of one partition key can be parted between sort keys, unless a local index keeps them together. Where
 * keys come in order, the end is as hot on the new partition as it was. Copying takes time and servers' time, so a split that begins when a
 * partition is nearly full is what fills it; a share is halved, not doubled (F.D11). Nothing is merged again, as in DynamoDB (F.D3), unless a
 * threshold is given as range stores have one (F.S9): too near to that of the split, every lull is followed by another split, and both copy.
 */
import { READ, WRITE } from '../model/codes.ts';
import { mostPartitions } from '../model/config.ts';
import { ColdNeighbours } from '../model/control/cold-neighbours.ts';
import { type Condition, idleOption } from '../model/idle-option.ts';
import type { Lever, Part, SplitSpec, World } from '../model/mitigation.ts';
import { defineMitigation } from '../model/mitigation.ts';
import { copyOptions, copySpec } from '../model/partition/copy-options.ts';
import { choice, count, duration, type OptionsOf, rate, share } from '../units/option.ts';

/** Load from which on a partition is too hot: share of its ceiling, requests per second. */
interface Threshold {
  readonly load: number;
  readonly requests: number;
}

const NEVER = Number.POSITIVE_INFINITY;

/** Those of stores; DynamoDB's is not published and assumed (F.D9), the others are F.S1 and F.S3. */
export const thresholds = {
  dynamodb: { load: 0.8, requests: NEVER },
  cockroachdb: { load: NEVER, requests: 2500 },
  tikv: { load: NEVER, requests: 3000 },
} as const satisfies Record<string, Threshold>;

const STORES = ['dynamodb', 'cockroachdb', 'tikv'] as const;

const options = {
  store: choice(STORES, {
    default: 'dynamodb',
    doc: 'Whose threshold, unless load or requests say another: 80% of a ceiling (assumed, F.D9), 2500 requests/s (F.S1), 3000 (F.S3)',
  }),
  load: share({
    optional: true,
    min: 0.01,
    doc: 'Share of its ceiling, reads or writes, from which on a partition is too hot',
  }),
  requests: rate({ optional: true, min: 0.001, doc: 'Requests let in from which on a partition is too hot' }),
  every: duration({ default: '1s', min: 1, doc: 'How often it looks at the partitions' }),
  looks: count({ default: 10, min: 1, max: 10_000, fact: 'F.S3', doc: 'Looks in a row at which it must be too hot' }),
  balance: share({
    default: '80%',
    min: 0.5,
    fact: 'F.S3',
    doc: 'Most of the load that one half may keep, or it is not split; 100%: a hot key comes to be alone (F.D10)',
  }),
  ...copyOptions,
  splits: count({
    default: 8,
    min: 1,
    max: 10_000,
    doc: 'Splits at most, those that have been merged again not counted',
  }),
  collections: choice(['parted', 'whole'], {
    default: 'parted',
    doc: 'Whether the items of one partition key may be parted, between their sort keys; a local index keeps them whole',
  }),
  ordered: choice(['split', 'leave'], {
    default: 'split',
    doc: 'What is done about a partition whose keys come in ascending order, where a split moves the heat on; DynamoDB leaves it (F.D9)',
  }),
  merge: rate({
    optional: true,
    min: 0.001,
    doc: 'Requests that two neighbours let in together, below which they are merged again; left out: never, as in DynamoDB (F.D3)',
  }),
  mergeAfter: duration({
    default: '5m',
    fact: 'F.S9',
    doc: 'How long they must have been as they are, and so cold at every look, before they are merged',
  }),
};

const NEEDS: readonly Condition<OptionsOf<typeof options>>[] = [
  {
    names: ['store'],
    isMet: ({ load, requests }) => load === undefined && requests === undefined,
    allowed: 'neither load nor requests beside it, or not at all',
  },
  { names: ['mergeAfter'], isMet: ({ merge }) => merge !== undefined, allowed: 'with merge: 1000/s, or not at all' },
];

class SplitForHeat implements Lever {
  readonly kind = 'split-for-heat';
  private readonly options: OptionsOf<typeof options>;
  private readonly threshold: Threshold;
  private readonly spec: SplitSpec;
  private world!: World;
  private timer = 0;
  private requests = 0;
  /** Signals of reads and writes, and the ceilings. */
  private units: readonly (readonly [signal: number, ceiling: number])[] = [];
  /** Looks in a row, and until when a partition is left alone: a look must have seen nothing of before its split. */
  private looks = new Int32Array(0);
  private quietUntil = new Float64Array(0);
  /** Null: nothing is merged. */
  private cold: ColdNeighbours | null = null;

  constructor(given: OptionsOf<typeof options>) {
    const { store, load, requests, balance, collections, ordered } = given;
    this.options = given;
    this.threshold =
      load === undefined && requests === undefined
        ? thresholds[store]
        : { load: load ?? NEVER, requests: requests ?? NEVER };
    this.spec = {
      ...copySpec(given),
      balance,
      partsCollections: collections === 'parted',
      splitsOrdered: ordered === 'split',
    };
  }

  bind(world: World): void {
    const { every, merge, mergeAfter } = this.options;
    const { store } = world.config;
    const { ceiling } = store.partition.limit;
    this.world = world;
    this.requests = world.signal('requests', every);
    this.units = [
      [world.signal('readUnits', every), ceiling.reads ?? NEVER],
      [world.signal('writeUnits', every), ceiling.writes ?? NEVER],
    ];
    this.looks = new Int32Array(mostPartitions(store));
    this.quietUntil = new Float64Array(this.looks.length);
    if (merge !== undefined) {
      const coldness = { signal: this.requests, below: merge, forMs: mergeAfter };
      this.cold = new ColdNeighbours(world, coldness, this.looks.length);
    }
    this.timer = world.timer();
    world.wake(this.timer, every);
  }

  wake(): void {
    const { world } = this;
    for (let p = 0; p < world.partitions(); p++) if (this.quietUntil[p]! <= world.now()) this.look(p);
    this.cold?.look((part) => world.merge(part, this.spec));
    world.wake(this.timer, this.options.every);
  }

  private look(p: Part): void {
    const isHot = this.isHot(p);
    this.world.watchKeys(p, isHot);
    this.looks[p] = isHot ? this.looks[p]! + 1 : 0;
    if (this.looks[p]! < this.options.looks) return;
    this.looks[p] = 0;
    if (!this.world.split(p, this.spec)) return;
    this.world.watchKeys(p, false);
    this.quietUntil[p] = this.world.now() + this.spec.copyMs + this.spec.freezeMs + this.options.every;
  }

  private isHot(p: Part): boolean {
    const { load, requests } = this.threshold;
    const [reads, writes] = [this.units[READ]!, this.units[WRITE]!];
    return (
      this.world.sample(this.requests, p) >= requests ||
      this.world.sample(reads[0], p) >= load * reads[1] ||
      this.world.sample(writes[0], p) >= load * writes[1]
    );
  }
}

export const splitForHeat = defineMitigation({
  kind: 'split-for-heat',
  mechanism: 'Splits a partition that has been too hot for a while between the keys that it is asked for.',
  cost: 'A partition more for each split, servers’ time for copying, and a moment in which the partition stands still.',
  backfires:
    'When it begins late: copying takes what little the partition has left; when what is merged is soon split again. It never helps a single hot key, or keys that come in order.',
  options,
  facts: ['F.D3', 'F.D9', 'F.D10', 'F.D11', 'F.S1', 'F.S3', 'F.S9'],
  objection: (chosen, given) => idleOption(NEEDS, chosen, given),
  misfit({ collections }, { workload }) {
    if (collections === 'parted' || workload.some(({ keys }) => keys.kind === 'template' && keys.sort !== undefined)) {
      return null;
    }
    const allowed = 'a workload with sort keys: {kind: template, template: "{tenant}", sort: "{event}"}';
    return { option: 'collections', message: 'changes nothing here', allowed };
  },
  patch(draft, { splits }) {
    draft.store = { ...draft.store, sparePartitions: (draft.store.sparePartitions ?? 0) + splits };
  },
  create: (given) => new SplitForHeat(given),
});
