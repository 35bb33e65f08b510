/** Blocks of keys derived from others, each made when its key is first expanded. */
import type { Key } from '../mitigation.ts';
import type { Universe } from './universe.ts';

export class DerivedBlocks {
  private first = new Int32Array(0);
  private readonly universe: Universe;
  private readonly count: number;

  constructor(universe: Universe, count: number) {
    this.universe = universe;
    this.count = count;
    universe.register(this);
  }

  firstOf(key: Key): Key {
    const known = this.first[key]!;
    if (known !== 0) return known;
    const first = this.universe.derive(key, this.count);
    this.first[key] = first;
    return first;
  }

  grow(size: number): void {
    const first = new Int32Array(size);
    first.set(this.first);
    this.first = first;
  }
}
