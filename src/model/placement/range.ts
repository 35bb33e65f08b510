/**
 * Range partitioning: neighbouring keys live together, so a range of time stamps has a hot end.
 *
 * With boundaries, partition i holds the names from boundary i−1 up to boundary i (by UTF-16 code units). Without,
 * every numbered key space is cut into equal stretches by number.
 */
import type { Placement, Position } from './placement.ts';

export class RangePlacement implements Placement {
  private readonly partitions: number;
  private readonly boundaries: readonly string[] | null;

  constructor(partitions: number, boundaries: readonly string[] | null) {
    this.partitions = partitions;
    this.boundaries = boundaries;
  }

  place(name: string, number: number, count: number): number {
    if (this.boundaries === null) {
      return number < 0 ? 0 : Math.floor((number * this.partitions) / count);
    }
    let low = 0;
    let high = this.boundaries.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.boundaries[middle]! <= name) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  positionOf(name: string, number: number, count: number): Position {
    if (this.boundaries !== null) return name;
    return number < 0 ? 0 : number / count;
  }
}
