/**
 * Copies: a key is kept N times under N keys; a write goes to all of them, a read to one at random.
 *
 * The mirror of salting: divides the reads of a hot key by N and multiplies its writes by N. Cost: N writes for one, as
 * slow as the slowest; a write is acknowledged when all copies have it. Source: texts 001 and 003.
 */
import { READ } from '../model/codes.ts';
import { KeySpread } from '../model/key-spread.ts';
import { KeyCounts } from '../model/keys/key-counts.ts';
import type { Legs, Lever, World } from '../model/mitigation.ts';
import { defineMitigation } from '../model/mitigation.ts';
import type { Stream } from '../random/stream.ts';
import { count, type OptionsOf, texts } from '../units/option.ts';

const options = {
  copies: count({ default: '3', min: 2, max: 10_000, doc: 'Number of copies of each key' }),
  keys: texts({ optional: true, doc: 'Keys to copy, by name or by a prefix ending in *; all when left out' }),
};

class Copies implements Lever {
  readonly kind = 'copies';
  private readonly options: OptionsOf<typeof options>;
  private world!: World;
  private spread!: KeySpread;
  private chance!: Stream;

  constructor(given: OptionsOf<typeof options>) {
    this.options = given;
  }

  bind(world: World): void {
    this.world = world;
    this.spread = new KeySpread(world, this.options.keys ?? null, new KeyCounts(world, this.options.copies), 'copy');
    this.chance = world.stream('another');
  }

  expand(r: number, legs: Legs): number {
    if (!this.spread.covers(r)) return 0;
    return this.world.req.op(r) === READ ? this.spread.toOne(r, legs) : this.spread.toAll(r, legs);
  }

  another(attempt: number): number {
    return this.spread.another(attempt, this.chance);
  }
}

export const copies = defineMitigation({
  kind: 'copies',
  mechanism: 'Keeps a key N times: a write goes to all copies, a read to one of them at random.',
  cost: 'Every write becomes N writes and waits for the slowest; N times the storage.',
  backfires: 'On write-hot keys: every copy sees the full write rate.',
  options,
  decides: 'legs',
  facts: [],
  create: (given) => new Copies(given),
});
