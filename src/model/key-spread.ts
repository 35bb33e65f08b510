/**
 * One key kept as several: the part that spreading writes (salting) and spreading reads (copies) have in common.
 */
import type { Stream } from '../random/stream.ts';
import type { KeySet, Legs, Req, World } from './mitigation.ts';

export class KeySpread {
  private readonly world: World;
  private readonly keys: KeySet;
  private readonly count: number;
  private readonly choice: Stream;

  /** Spreads the keys that match `patterns` (null: all) over `count` each; `purpose` names the stream of choices. */
  constructor(world: World, patterns: readonly string[] | null, count: number, purpose: string) {
    this.world = world;
    this.keys = world.keys(patterns);
    this.count = count;
    this.choice = world.stream(purpose);
  }

  covers(r: Req): boolean {
    return this.keys.has(this.world.req.key(r));
  }

  /** One leg, to one of the keys at random; returns how many legs must succeed. */
  toOne(r: Req, legs: Legs): number {
    legs.add(this.first(r) + this.choice.int(this.count));
    return 1;
  }

  /** A leg to every key; returns how many legs must succeed. */
  toAll(r: Req, legs: Legs): number {
    const first = this.first(r);
    for (let k = 0; k < this.count; k++) legs.add(first + k);
    return this.count;
  }

  private first(r: Req): number {
    return this.world.derive(this.world.req.key(r), this.count);
  }
}
