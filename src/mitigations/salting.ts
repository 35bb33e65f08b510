/**
 * Key salting: a key becomes N keys (`key#0` … `key#N−1`); a write picks one at random, a read gathers all of them.
 *
 * Divides the writes of a hot key by N and multiplies its reads by N: every leg of a gather sees the full read rate, so
 * salting cannot cool a read-hot key. Cost: N reads for one, the latency of the slowest leg; two salts may hash to one
 * partition (P.H12); changing N later moves data. A read that waits for some of its salts only is faster, and misses what
 * lies under the others; with a time-out it does so only when some are slow.
 * Salting by user or by event instead of at random is a key-template. Source: texts 001 and 003.
 */
import { READ } from '../model/codes.ts';
import { GATHER_CONDITIONS, Gather, gatherOptions } from '../model/gather.ts';
import { idleOption } from '../model/idle-option.ts';
import { KeySpread } from '../model/key-spread.ts';
import { KeyCounts } from '../model/keys/key-counts.ts';
import type { Legs, Lever, Objection, World } from '../model/mitigation.ts';
import { defineMitigation } from '../model/mitigation.ts';
import { parseAssignment } from '../units/assignment.ts';
import { count, type OptionsOf, texts } from '../units/option.ts';

const SALTS_MOST = 10_000;

const options = {
  salts: count({ default: '10', min: 2, max: SALTS_MOST, doc: 'Number of keys that one key is spread over' }),
  keys: texts({ optional: true, doc: 'Keys to salt, by name or by a prefix ending in *; all when left out' }),
  each: texts({ optional: true, doc: 'Other numbers for some keys, by name or prefix: [celebrity=64, vip:*=8]' }),
  ...gatherOptions,
};

class Salting implements Lever {
  readonly kind = 'salting';
  private readonly options: OptionsOf<typeof options>;
  private world!: World;
  private spread!: KeySpread;
  private gather!: Gather;

  constructor(given: OptionsOf<typeof options>) {
    this.options = given;
  }

  bind(world: World): void {
    this.world = world;
    const { salts, each, keys } = this.options;
    this.spread = new KeySpread(world, keys ?? null, new KeyCounts(world, salts, each), 'salt');
    this.gather = new Gather(world, this.options);
  }

  expand(r: number, legs: Legs): number {
    if (!this.spread.covers(r)) return 0;
    if (this.world.req.op(r) !== READ) return this.spread.toOne(r, legs);
    return this.gather.of(r, legs, this.spread.toAll(r, legs));
  }
}

function objection(chosen: OptionsOf<typeof options>, given: ReadonlySet<string>): Objection | null {
  return misnumbered(chosen) ?? idleOption(GATHER_CONDITIONS, chosen, given);
}

function misnumbered({ each = [] }: OptionsOf<typeof options>): Objection | null {
  const isNumbered = (written: string): boolean => {
    const { name, number: count } = parseAssignment(written);
    return name !== '' && count !== null && Number.isInteger(count) && count >= 2 && count <= SALTS_MOST;
  };
  const wrong = each.find((written) => !isNumbered(written));
  if (wrong === undefined) return twiceIn(each);
  const allowed = `a key or prefix, = and a number from 2 to ${SALTS_MOST}, for example celebrity=64`;
  return { option: 'each', message: `has ${JSON.stringify(wrong)}`, allowed };
}

function twiceIn(each: readonly string[]): Objection | null {
  const names = each.map((written) => parseAssignment(written).name);
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice === undefined) return null;
  return { option: 'each', message: `names ${JSON.stringify(twice)} twice`, allowed: 'each name once' };
}

export const salting = defineMitigation({
  kind: 'salting',
  mechanism: 'Spreads one key over N keys: a write goes to one of them at random, a read gathers all N.',
  cost: 'Every read becomes N reads and waits for the slowest; changing N later means moving data.',
  backfires: 'On read-hot keys: each of the N legs sees the full read rate, so the heat is multiplied, not divided.',
  options,
  objection,
  decides: 'legs',
  facts: [],
  create: (given) => new Salting(given),
});
