/** Keys named outright or by a prefix ending in `*`; a key's name is looked at once and the answer kept. */
import type { KeySet } from '../mitigation.ts';
import type { Universe } from './universe.ts';

const UNKNOWN = 0;
const OUT = 1;
const IN = 2;

export class PatternKeySet implements KeySet {
  private answers: Uint8Array = new Uint8Array(0);
  private readonly universe: Universe;
  private readonly exact: ReadonlySet<string>;
  private readonly prefixes: readonly string[];

  constructor(universe: Universe, patterns: readonly string[]) {
    this.universe = universe;
    this.exact = new Set(patterns.filter((pattern) => !pattern.endsWith('*')));
    this.prefixes = patterns.filter((pattern) => pattern.endsWith('*')).map((pattern) => pattern.slice(0, -1));
    universe.register(this);
  }

  has(key: number): boolean {
    const known = this.answers[key]!;
    return known === UNKNOWN ? this.look(key) : known === IN;
  }

  grow(size: number): void {
    const answers = new Uint8Array(size);
    answers.set(this.answers);
    this.answers = answers;
  }

  private look(key: number): boolean {
    const name = this.universe.nameOf(key);
    const isIn = this.exact.has(name) || this.prefixes.some((prefix) => name.startsWith(prefix));
    this.answers[key] = isIn ? IN : OUT;
    return isIn;
  }
}

/** Every key. */
export const ALL_KEYS: KeySet = { has: () => true };
