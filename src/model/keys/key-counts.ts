/** A number for every key: one for all, and others for keys by name or by a prefix ending in `*`. */
import { parseAssignment } from '../../units/assignment.ts';
import type { Key, KeySet, World } from '../mitigation.ts';

export class KeyCounts {
  private readonly usual: number;
  private readonly exceptions: readonly { readonly keys: KeySet; readonly count: number }[];

  /** @param written exceptions as `celebrity=64`, the first that names a key holds; they have been checked. */
  constructor(world: World, usual: number, written: readonly string[] = []) {
    this.usual = usual;
    this.exceptions = written.map((text) => {
      const { name, number } = parseAssignment(text);
      return { keys: world.keys([name]), count: number! };
    });
  }

  of(key: Key): number {
    for (let k = 0; k < this.exceptions.length; k++) {
      const { keys, count } = this.exceptions[k]!;
      if (keys.has(key)) return count;
    }
    return this.usual;
  }
}
