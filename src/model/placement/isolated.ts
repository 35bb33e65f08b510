/**
 * Isolation: the last partitions belong to keys named beforehand, so many to each name or prefix; all other keys share
 * the rest as another placement has it.
 */
import type { PlacementConfig } from '../config.ts';
import { PatternTable } from '../keys/pattern-table.ts';
import { murmur3 } from './murmur3.ts';
import type { Placement, Position } from './placement.ts';

interface Isolation {
  /** Names, or prefixes ending in `*`. */
  readonly keys: readonly string[];
  /** Partitions of each; the keys under a prefix are hashed over them. */
  readonly each: number;
  /** Partitions that the others share, the first ones. */
  readonly shared: number;
  readonly others: Placement;
}

export class IsolatedPlacement implements Placement {
  private readonly table: PatternTable;
  private readonly each: number;
  private readonly others: Placement;

  constructor({ keys, each, shared, others }: Isolation) {
    this.table = new PatternTable(keys.map((pattern, i) => [pattern, shared + i * each] as const));
    this.each = each;
    this.others = others;
  }

  place(name: string, number: number, count: number): number {
    const first = this.table.find(name);
    return first === undefined ? this.others.place(name, number, count) : first + (murmur3(name) % this.each);
  }

  positionOf(name: string, number: number, count: number): Position {
    return this.others.positionOf?.(name, number, count) ?? murmur3(name);
  }
}

/** Another placement for all keys but those that are isolated, which stay so. */
export function replaced(before: PlacementConfig, by: (shared: PlacementConfig) => PlacementConfig): PlacementConfig {
  return before.kind === 'isolated' ? { ...before, others: replaced(before.others, by) } : by(before);
}
