/**
 * Consistent hashing with virtual nodes (Karger et al., STOC 1997): a key belongs to the next token clockwise.
 *
 * Evens out the key space as virtual nodes are added (P.H6), and leaves a hot key as hot as it was.
 */
import { murmur3 } from './murmur3.ts';
import type { Placement } from './placement.ts';

export class RingPlacement implements Placement {
  private readonly tokens: Uint32Array;
  private readonly owners: Int32Array;

  constructor(partitions: number, virtualNodes: number) {
    const ring: { token: number; owner: number }[] = [];
    for (let owner = 0; owner < partitions; owner++) {
      for (let v = 0; v < virtualNodes; v++) ring.push({ token: murmur3(`partition:${owner}:${v}`), owner });
    }
    ring.sort((a, b) => a.token - b.token || a.owner - b.owner);
    this.tokens = Uint32Array.from(ring, (entry) => entry.token);
    this.owners = Int32Array.from(ring, (entry) => entry.owner);
  }

  place(name: string): number {
    const hash = murmur3(name);
    let low = 0;
    let high = this.tokens.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.tokens[middle]! < hash) low = middle + 1;
      else high = middle;
    }
    return this.owners[low === this.tokens.length ? 0 : low]!;
  }
}
