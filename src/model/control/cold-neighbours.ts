/**
 * Partitions that a split has parted and that have become cold: which of them are to be merged again.
 *
 * Two neighbours are, that let in too little together at every look since they are neighbours, for as long as it takes: the one
 * threshold apart from that of the split, and the time, are what keeps splits and merges from following one another.
 */
import { type Ms, NOBODY, type Part, type World } from '../mitigation.ts';

export interface Coldness {
  /** Signal of the requests that partitions let in, and how many of two together are too many. */
  readonly signal: number;
  readonly below: number;
  /** How long they must have been so cold. */
  readonly forMs: Ms;
}

export class ColdNeighbours {
  private readonly world: World;
  private readonly coldness: Coldness;
  /** By partition: the one after it, and since when the two have been neighbours and cold. */
  private readonly next: Int32Array;
  private readonly sinceMs: Float64Array;

  /** @param most how many partitions there may come to be. */
  constructor(world: World, coldness: Coldness, most: number) {
    this.world = world;
    this.coldness = coldness;
    this.next = new Int32Array(most).fill(NOBODY);
    this.sinceMs = new Float64Array(most);
  }

  /** Looks at all of them, and has those merged that are due; `merge` begins it, or refuses for now. */
  look(merge: (part: Part) => boolean): void {
    const { world, next, sinceMs, coldness } = this;
    const now = world.now();
    for (let p = 0; p < world.partitions(); p++) {
      const neighbour = world.after(p);
      const isNew = neighbour !== next[p];
      next[p] = neighbour;
      if (neighbour === NOBODY) continue;
      if (isNew || !this.areCold(p, neighbour)) sinceMs[p] = now;
      else if (now - sinceMs[p]! >= coldness.forMs && merge(p)) sinceMs[p] = now;
    }
  }

  private areCold(p: Part, neighbour: Part): boolean {
    const { signal, below } = this.coldness;
    return this.world.sample(signal, p) + this.world.sample(signal, neighbour) < below;
  }
}
