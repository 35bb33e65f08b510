/**
 * A directory: keys that are listed live where the list says, by name or by prefix; all others are hashed.
 *
 * Whoever keeps the list can put a heavy key where there is room for it, and must know it beforehand.
 */

import { PatternTable } from '../keys/pattern-table.ts';
import { murmur3 } from './murmur3.ts';
import type { Placement } from './placement.ts';

export class DirectoryPlacement implements Placement {
  private readonly table: PatternTable;
  private readonly others: number;

  /** @param others how many partitions, the first ones, the keys that are not listed are hashed over. */
  constructor(table: Readonly<Record<string, number>>, others: number) {
    this.table = new PatternTable(Object.entries(table));
    this.others = others;
  }

  place(name: string): number {
    return this.table.find(name) ?? murmur3(name) % this.others;
  }
}
