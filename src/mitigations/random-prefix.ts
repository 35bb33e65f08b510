/**
 * Random prefix: a key's name begins with a hash of the key, so that neighbours in a range-partitioned table part.
 *
 * With N prefixes there are N copies of the order of keys, one behind the other, dealt to the same partitions: ascending keys,
 * which all went to the end of the table, go to N places. A read of one key knows its prefix; a read of a range must ask all N
 * and waits for the slowest, whatever little it finds there. Fails: where ranges are read often, or N is large.
 */
import { READ } from '../model/codes.ts';
import { mostPartitions } from '../model/config.ts';
import type { Legs, Lever, Part, World } from '../model/mitigation.ts';
import { ANYWHERE, defineMitigation, type Key, type KeyColumn, type KeySet } from '../model/mitigation.ts';
import { mix } from '../random/jitter.ts';
import { choice, count, type OptionsOf, texts } from '../units/option.ts';

const options = {
  prefixes: count({ default: 8, min: 2, max: 10_000, doc: 'Number of prefixes' }),
  reads: choice(['point', 'range'], {
    default: 'point',
    doc: 'Whether a read asks for one key, or for its neighbours too, which are under every prefix',
  }),
  keys: texts({ optional: true, doc: 'Keys to prefix, by name or by a prefix ending in *; all when left out' }),
};

class RandomPrefix implements Lever {
  readonly kind = 'random-prefix';
  private readonly options: OptionsOf<typeof options>;
  private world!: World;
  private keys!: KeySet;
  /** Partition of a prefixed key, and 1; 0: it is none. */
  private homes!: KeyColumn;

  constructor(given: OptionsOf<typeof options>) {
    this.options = given;
  }

  bind(world: World): void {
    this.world = world;
    this.keys = world.keys(this.options.keys ?? null);
    this.homes = world.keyColumn();
  }

  expand(r: number, legs: Legs): number {
    const { req } = this.world;
    const { prefixes, reads } = this.options;
    const key = req.key(r);
    if (!this.keys.has(key)) return 0;
    const first = this.prefixed(key);
    if (reads === 'point' || req.op(r) !== READ) {
      legs.add(first + Math.floor(mix(key, 0) * prefixes));
      return 1;
    }
    for (let k = 0; k < prefixes; k++) legs.add(first + k);
    return prefixes;
  }

  place(leg: number): Part {
    const home = this.homes.get(this.world.req.key(leg));
    return home === 0 ? ANYWHERE : home - 1;
  }

  /** The key under the first of its prefixes; those under the others follow. */
  private prefixed(key: Key): Key {
    const { prefixes } = this.options;
    const first = this.world.derive(key, prefixes);
    if (this.homes.get(first) !== 0) return first;
    const { partitions } = this.world.config.store;
    // Prefix k holds all ranges of the table again, as ranges k · P to (k + 1) · P of N · P, and each partition has N of them.
    const range = this.world.partitionOf(key);
    for (let k = 0; k < prefixes; k++) this.homes.set(first + k, Math.floor((k * partitions + range) / prefixes) + 1);
    return first;
  }
}

export const randomPrefix = defineMitigation({
  kind: 'random-prefix',
  mechanism: 'Puts a hash of the key before its name, so that neighbouring keys of a range-partitioned table spread.',
  cost: 'A read of a range asks every prefix, and waits for the slowest.',
  backfires: 'Where ranges are read: with N prefixes each such read becomes N, and more prefixes make it worse.',
  options,
  decides: 'legs',
  facts: [],
  misfit(_, { store }) {
    if (mostPartitions(store) === store.partitions) return null;
    const allowed = 'a plan that does not split partitions, or a key-template that begins with a random part';
    return { option: 'prefixes', message: 'lay keys out once, and no split would move them', allowed };
  },
  create: (given) => new RandomPrefix(given),
});
