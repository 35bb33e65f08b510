/**
 * Where a key lives. A placement is a pure function of the key's name (or number); the answer is kept by the universe.
 */
import type { PlacementConfig } from '../config.ts';
import { HashPlacement } from './hash.ts';
import { ModuloPlacement } from './modulo.ts';
import { RangePlacement } from './range.ts';
import { RingPlacement } from './ring.ts';

export interface Placement {
  /**
   * Partition of a key.
   *
   * @param name the key's full name
   * @param number its number within its key space, or −1 for a key named outright
   * @param count the size of its key space, or 0
   */
  place(name: string, number: number, count: number): number;
}

/** Builds the configured placement over `partitions` partitions. */
export function createPlacement(config: PlacementConfig, partitions: number): Placement {
  switch (config.kind) {
    case 'hash':
      return new HashPlacement(partitions);
    case 'modulo':
      return new ModuloPlacement(partitions);
    case 'ring':
      return new RingPlacement(partitions, config.virtualNodes);
    case 'range':
      return new RangePlacement(partitions, config.boundaries);
  }
}
