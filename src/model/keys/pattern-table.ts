/**
 * Which entry of a table a key's name belongs to: entries are names, or prefixes ending in `*`.
 *
 * A whole name goes before every prefix and a longer prefix before a shorter one, in whatever order they are written, as routing
 * tables have it.
 */
export class PatternTable {
  private readonly exact = new Map<string, number>();
  /** Longest first. */
  private readonly prefixes: readonly (readonly [prefix: string, value: number])[];

  constructor(entries: Iterable<readonly [pattern: string, value: number]>) {
    const prefixes: (readonly [string, number])[] = [];
    for (const [pattern, value] of entries) {
      if (pattern.endsWith('*')) prefixes.push([pattern.slice(0, -1), value]);
      else this.exact.set(pattern, value);
    }
    this.prefixes = prefixes.sort(([a], [b]) => b.length - a.length);
  }

  /** The value of the entry that a name belongs to; undefined where it belongs to none. */
  find(name: string): number | undefined {
    return this.exact.get(name) ?? this.prefixes.find(([prefix]) => name.startsWith(prefix))?.[1];
  }
}
