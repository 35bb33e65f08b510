/**
 * Where a key lives. A placement is a pure function of the key's name (or number); the answer is kept by the universe.
 */
import type { IsolationConfig, PlacementConfig, PreSplitConfig } from '../config.ts';
import { hexBoundaries, sampledBoundaries } from './boundaries.ts';
import { DirectoryPlacement } from './directory.ts';
import { HashPlacement } from './hash.ts';
import { IsolatedPlacement } from './isolated.ts';
import { KafkaPlacement } from './kafka-murmur2.ts';
import { ModuloPlacement } from './modulo.ts';
import { RangePlacement } from './range.ts';
import { RedisSlotPlacement } from './redis-slots.ts';
import { RendezvousPlacement } from './rendezvous.ts';
import { RingPlacement } from './ring.ts';

/** Where a partition key comes in the order of those of its partition; two of one partition can be compared. */
export type Position = number | string;

export interface Placement {
  /**
   * Partition of a key.
   *
   * @param name the key's full name
   * @param number its number within its key space, or −1 for a key named outright
   * @param count the size of its key space, or 0
   * @param sort what tells it apart from the other items of the collection that `name` is the partition key of; empty: it is in none
   */
  place(name: string, number: number, count: number, sort?: string): number;
  /** Its position, where keys are not in the order of their hashes. */
  positionOf?(name: string, number: number, count: number): Position;
}

/** Names of the keys that so many earlier requests asked for. */
export type KeySample = (requests: number) => string[];

const NOBODY_ASKED: KeySample = () => [];

/** Builds the configured placement over `partitions` partitions. */
export function createPlacement(
  config: PlacementConfig,
  partitions: number,
  sample: KeySample = NOBODY_ASKED,
): Placement {
  switch (config.kind) {
    case 'hash':
      return new HashPlacement(partitions);
    case 'modulo':
      return new ModuloPlacement(partitions);
    case 'ring':
      return new RingPlacement(partitions, config.virtualNodes);
    case 'range':
      return new RangePlacement(partitions, config.boundaries);
    case 'rendezvous':
      return new RendezvousPlacement(partitions);
    case 'redis-slots':
      return new RedisSlotPlacement(partitions);
    case 'kafka-murmur2':
      return new KafkaPlacement(partitions);
    case 'directory':
      return new DirectoryPlacement(config.table, config.others ?? partitions);
    case 'pre-split':
      return new RangePlacement(partitions, boundariesOf(config, partitions, sample));
    case 'isolated':
      return isolated(config, partitions, sample);
  }
}

/** How many partitions belong to the named keys alone. */
export function reservedBy({ keys, each }: IsolationConfig): number {
  return keys.length * each;
}

function boundariesOf({ by, sample: requests }: PreSplitConfig, partitions: number, sample: KeySample): string[] {
  if (by === 'hex') return hexBoundaries(partitions);
  const names = sample(requests);
  return sampledBoundaries(by === 'keys' ? [...new Set(names)] : names, partitions);
}

function isolated(config: IsolationConfig, partitions: number, sample: KeySample): Placement {
  const shared = partitions - reservedBy(config);
  return new IsolatedPlacement({ ...config, shared, others: createPlacement(config.others, shared, sample) });
}
