/** Keys named outright or by a prefix ending in `*`; a key's name is looked at once and the answer kept. */
import type { KeySet } from '../mitigation.ts';
import { PatternTable } from './pattern-table.ts';
import type { Universe } from './universe.ts';

const UNKNOWN = 0;
const OUT = 1;
const IN = 2;

export class PatternKeySet implements KeySet {
  private answers: Uint8Array = new Uint8Array(0);
  private readonly universe: Universe;
  private readonly table: PatternTable;

  constructor(universe: Universe, patterns: readonly string[]) {
    this.universe = universe;
    this.table = new PatternTable(patterns.map((pattern) => [pattern, IN] as const));
    universe.register(this);
  }

  has(key: number): boolean {
    if (this.answers[key] === UNKNOWN) this.answers[key] = this.table.find(this.universe.nameOf(key)) ?? OUT;
    return this.answers[key] === IN;
  }

  grow(size: number): void {
    const answers = new Uint8Array(size);
    answers.set(this.answers);
    this.answers = answers;
  }
}

/** Every key. */
export const ALL_KEYS: KeySet = { has: () => true };
