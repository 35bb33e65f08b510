/**
 * Key salting: a key becomes N keys (`key#0` … `key#N−1`); a write picks one at random, a read gathers all of them.
 *
 * Divides the writes of a hot key by N and multiplies its reads by N: every leg of a gather sees the full read rate, so
 * salting cannot cool a read-hot key. Cost: N reads for one, the latency of the slowest leg; two salts may hash to one
 * partition (P.H12); changing N later moves data. Source: texts 001 and 003.
 */
import { READ } from '../model/codes.ts';
import { KeySpread } from '../model/key-spread.ts';
import type { Legs, Lever, World } from '../model/mitigation.ts';
import { defineMitigation } from '../model/mitigation.ts';
import { count, type OptionsOf, texts } from '../units/option.ts';

const options = {
  salts: count({ default: '10', min: 2, max: 10_000, doc: 'Number of keys that one key is spread over' }),
  keys: texts({ optional: true, doc: 'Keys to salt, by name or by a prefix ending in *; all when left out' }),
};

class Salting implements Lever {
  readonly kind = 'salting';
  private readonly options: OptionsOf<typeof options>;
  private world!: World;
  private spread!: KeySpread;

  constructor(given: OptionsOf<typeof options>) {
    this.options = given;
  }

  bind(world: World): void {
    this.world = world;
    this.spread = new KeySpread(world, this.options.keys ?? null, this.options.salts, 'salt');
  }

  expand(r: number, legs: Legs): number {
    if (!this.spread.covers(r)) return 0;
    return this.world.req.op(r) === READ ? this.spread.toAll(r, legs) : this.spread.toOne(r, legs);
  }
}

export const salting = defineMitigation({
  kind: 'salting',
  mechanism: 'Spreads one key over N keys: a write goes to one of them at random, a read gathers all N.',
  cost: 'Every read becomes N reads and waits for the slowest; changing N later means moving data.',
  backfires: 'On read-hot keys: each of the N legs sees the full read rate, so the heat is multiplied, not divided.',
  options,
  decides: 'legs',
  facts: [],
  create: (given) => new Salting(given),
});
