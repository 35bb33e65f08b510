/*
 * Hotspot popularity: a share of the keys receives a share of the operations, evenly inside and outside the hot set.
 * "20 % of the data, 80 % of the operations" is YCSB's default (F.W1).
 */
import type { Ranks } from './ranks.ts';
import type { Stream } from './stream.ts';

/** Ranks 0…count−1 of which the first `keyShare` (at least one rank) receive `operationShare` of the samples. */
export class Hotspot implements Ranks {
  readonly count: number;
  readonly hotCount: number;
  private readonly operationShare: number;

  constructor(count: number, keyShare: number, operationShare: number) {
    this.count = count;
    this.hotCount = Math.min(count, Math.max(1, Math.round(count * keyShare)));
    this.operationShare = this.hotCount === count ? 1 : operationShare;
  }

  /** A rank in [0, count). */
  sample(stream: Stream): number {
    const hot = stream.uniform() < this.operationShare;
    return hot ? stream.int(this.hotCount) : this.hotCount + stream.int(this.count - this.hotCount);
  }
}
