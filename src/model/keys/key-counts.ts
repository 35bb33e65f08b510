/** A number for every key: one for all, and others for keys by name or by a prefix ending in `*`. */
import type { Key, KeySet, World } from '../mitigation.ts';

/** A pattern of keys and its number, written `celebrity=64`. */
interface Exception {
  readonly pattern: string;
  readonly count: number;
}

const WRITTEN = /^(.+)=(\d{1,5})$/;

/** Reads `pattern=number`; null where it is not written so. */
export function parseException(text: string): Exception | null {
  const [, pattern, count] = WRITTEN.exec(text) ?? [];
  return pattern === undefined ? null : { pattern, count: Number(count) };
}

export class KeyCounts {
  private readonly usual: number;
  private readonly exceptions: readonly { readonly keys: KeySet; readonly count: number }[];

  /** @param written exceptions, the first that names a key holds; they have been checked. */
  constructor(world: World, usual: number, written: readonly string[] = []) {
    this.usual = usual;
    this.exceptions = written.map((text) => {
      const { pattern, count } = parseException(text)!;
      return { keys: world.keys([pattern]), count };
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
