/** Hash partitioning: MurmurHash3 of the name, modulo the number of partitions. */
import { murmur3 } from './murmur3.ts';
import type { Placement } from './placement.ts';

export class HashPlacement implements Placement {
  private readonly partitions: number;

  constructor(partitions: number) {
    this.partitions = partitions;
  }

  place(name: string): number {
    return murmur3(name) % this.partitions;
  }
}
