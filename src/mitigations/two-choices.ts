/**
 * Power of two choices: a key has d partitions by d hashes, and each request goes to the one with least to do, as far as the
 * last look at them told.
 *
 * With d = 2 and a fresh view waiting all but vanishes (P.H10: at 90 % load 2.6 service times instead of 10). What is spread
 * has to be found again: where writes choose, each adds an item, and a read gathers from all d; where reads choose, a write
 * goes to all d. Fails: with an old view everybody takes the same partition until the next look, which is worse than chance.
 * Sources: Mitzenmacher, 2001, for both.
 */
import { READ } from '../model/codes.ts';
import type { Key, KeySet, Legs, Lever, World } from '../model/mitigation.ts';
import { defineMitigation } from '../model/mitigation.ts';
import type { Stream } from '../random/stream.ts';
import { choice, count, duration, type OptionsOf, texts } from '../units/option.ts';

/** Looking at all partitions more often than this takes longer than looking at a few for every request. */
const LEAST_MS = 1;

const options = {
  choices: count({ default: 2, min: 2, max: 100, doc: 'Partitions of a key, by as many hashes; two may be the same' }),
  spread: choice(['writes', 'reads'], {
    default: 'writes',
    doc: 'What chooses: writes that add an item each, and a read gathers all; or reads, and a write goes to all',
  }),
  every: duration({ default: '100ms', doc: 'How often the load of the partitions is looked at; 0s: at every request' }),
  keys: texts({
    optional: true,
    doc: 'Keys that have a choice, by name or by a prefix ending in *; all when left out',
  }),
};

class TwoChoices implements Lever {
  readonly kind = 'two-choices';
  private readonly options: OptionsOf<typeof options>;
  private world!: World;
  private keys!: KeySet;
  private load = 0;
  private ties!: Stream;

  constructor(given: OptionsOf<typeof options>) {
    this.options = given;
  }

  bind(world: World): void {
    this.world = world;
    this.keys = world.keys(this.options.keys ?? null);
    this.load = world.signal('inside', this.options.every);
    this.ties = world.stream('tie');
  }

  expand(r: number, legs: Legs): number {
    const { req } = this.world;
    const { choices, spread } = this.options;
    const key = req.key(r);
    if (!this.keys.has(key)) return 0;
    const first = this.world.derive(key, choices);
    if ((req.op(r) === READ) === (spread === 'reads')) {
      legs.add(this.leastLoaded(first));
      return 1;
    }
    for (let k = 0; k < choices; k++) legs.add(first + k);
    return choices;
  }

  /** Of the key's places the one whose partition had least to do; the first to be looked at, if others had as little. */
  private leastLoaded(first: Key): Key {
    const { choices } = this.options;
    const start = this.ties.int(choices);
    let best = first + start;
    let least = this.loadAt(best);
    for (let k = 1; k < choices; k++) {
      const place = first + ((start + k) % choices);
      const load = this.loadAt(place);
      if (load >= least) continue;
      least = load;
      best = place;
    }
    return best;
  }

  /** Before the first look all are taken to be alike. */
  private loadAt(place: Key): number {
    const load = this.world.sample(this.load, this.world.partitionOf(place));
    return Number.isNaN(load) ? 0 : load;
  }
}

export const twoChoices = defineMitigation({
  kind: 'two-choices',
  mechanism: 'Gives a key several partitions, and sends each request to the one that had least to do at the last look.',
  cost: 'Reads gather from all places of a key, or writes go to all of them; the load of every partition is watched.',
  backfires: 'With an old view: until the next look all go where it was quiet, and it is quiet there no longer.',
  options,
  decides: 'legs',
  facts: [],
  objection({ every }) {
    if (every === 0 || every >= LEAST_MS) return null;
    return { option: 'every', message: `a look every ${every} ms`, allowed: '1ms or more, or 0s: at every request' };
  },
  create: (given) => new TwoChoices(given),
});
