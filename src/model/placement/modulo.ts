/** Plain modulo over numbered keys; a key named outright is hashed first, as it has no number. */
import { murmur3 } from './murmur3.ts';
import type { Placement } from './placement.ts';

export class ModuloPlacement implements Placement {
  private readonly partitions: number;

  constructor(partitions: number) {
    this.partitions = partitions;
  }

  place(name: string, number: number): number {
    return (number < 0 ? murmur3(name) : number) % this.partitions;
  }
}
