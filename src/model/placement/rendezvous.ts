/**
 * Rendezvous hashing: every partition draws a number for the key, and the highest has it (Thaler and Ravishankar, 1998).
 *
 * As even as a plain hash without any token, and a partition that joins takes its part from all others and moves nothing
 * between them; a key's first use looks at every partition. A hot key is as hot as it was.
 */
import { mix } from '../../random/jitter.ts';
import { murmur3 } from './murmur3.ts';
import type { Placement } from './placement.ts';

export class RendezvousPlacement implements Placement {
  private readonly partitions: number;

  constructor(partitions: number) {
    this.partitions = partitions;
  }

  place(name: string): number {
    const hash = murmur3(name);
    let highest = -1;
    let owner = 0;
    for (let partition = 0; partition < this.partitions; partition++) {
      const weight = mix(hash, partition);
      if (weight <= highest) continue;
      highest = weight;
      owner = partition;
    }
    return owner;
  }
}
