/**
 * Redis Cluster: a key hashes to one of 16,384 slots, and every partition has an equal stretch of them (F.C4, P.H19).
 *
 * Of a key with a `{tag}` only the tag is hashed, if it is not empty: keys of one tag share a slot whatever else their names
 * say, so the salts of `{conversation}` do not spread. The stretches are those that `redis-cli --cluster create` deals out,
 * with boundaries at the nearest slot: 5,461 and 10,923 for three.
 */
import { crc16 } from './crc16.ts';
import type { Placement } from './placement.ts';

export const REDIS_SLOTS = 16_384;

const encoder = new TextEncoder();

export class RedisSlotPlacement implements Placement {
  private readonly partitions: number;

  constructor(partitions: number) {
    this.partitions = partitions;
  }

  place(name: string): number {
    // Stretch i begins at the slot nearest to i · 16,384 / n, so it holds those whose middle lies beyond that.
    return Math.floor(((redisSlot(name) + 0.5) * this.partitions) / REDIS_SLOTS);
  }
}

/** Slot of a key, 0 to 16,383. */
export function redisSlot(name: string): number {
  return crc16(encoder.encode(taggedPart(name))) & (REDIS_SLOTS - 1);
}

/** What stands between the first `{` and the first `}` after it, unless that is nothing; else the whole name. */
function taggedPart(name: string): string {
  const open = name.indexOf('{');
  const close = open < 0 ? -1 : name.indexOf('}', open);
  return close > open + 1 ? name.slice(open + 1, close) : name;
}
