/**
 * One key kept as several: the part that spreading writes (salting) and spreading reads (copies) have in common.
 */
import type { Stream } from '../random/stream.ts';
import type { KeyCounts } from './keys/key-counts.ts';
import { type Key, type KeySet, type Legs, NO_OTHER, type Req, type World } from './mitigation.ts';

export class KeySpread {
  private readonly world: World;
  private readonly keys: KeySet;
  private readonly counts: KeyCounts;
  private readonly choice: Stream;

  /** Spreads the keys that match `patterns` (null: all) over so many each; `purpose` names the stream of choices. */
  constructor(world: World, patterns: readonly string[] | null, counts: KeyCounts, purpose: string) {
    this.world = world;
    this.keys = world.keys(patterns);
    this.counts = counts;
    this.choice = world.stream(purpose);
  }

  covers(r: Req): boolean {
    return this.keys.has(this.world.req.key(r));
  }

  /** One leg, to one of the keys at random; returns how many legs there are. */
  toOne(r: Req, legs: Legs): number {
    const key = this.world.req.key(r);
    const count = this.counts.of(key);
    legs.add(this.world.derive(key, count) + this.choice.int(count));
    return 1;
  }

  /** A leg to every key; returns how many legs there are. */
  toAll(r: Req, legs: Legs): number {
    const key = this.world.req.key(r);
    const count = this.counts.of(key);
    const first = this.world.derive(key, count);
    for (let k = 0; k < count; k++) legs.add(first + k);
    return count;
  }

  /** One of the other keys at random, for an attempt beside one to a leg of `toOne`. */
  another(attempt: Req, chance: Stream): Key {
    const { req } = this.world;
    const request = req.request(attempt);
    if (!this.covers(request)) return NO_OTHER;
    const key = req.key(request);
    const count = this.counts.of(key);
    const first = this.world.derive(key, count);
    const chosen = req.key(attempt) - first;
    if (chosen < 0 || chosen >= count) return NO_OTHER;
    return first + ((chosen + 1 + chance.int(count - 1)) % count);
  }
}
