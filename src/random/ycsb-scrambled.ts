/*
 * YCSB's scrambled zipfian, fidelity over beauty: ranks come from zipf(0.99) over 10^10 items by the inversion of
 * Gray et al. (SIGMOD 1994), with YCSB's precomputed ζ, and are hashed onto the keys. So the hottest key takes
 * 1/26.469 = 3.78 % whatever the table size, less than a true Zipf law gives (F.W1, F.W2).
 */
import { fnv64Modulo } from './fnv64.ts';
import { pow } from './portable.ts';
import type { Ranks } from './ranks.ts';
import type { Stream } from './stream.ts';

const ITEMS = 10_000_000_000 + 1;
const EXPONENT = 0.99;
const ZETA_ITEMS = 26.46902820178302;
const SECOND_WEIGHT = pow(0.5, EXPONENT);
const ETA = (1 - pow(2 / ITEMS, 1 - EXPONENT)) / (1 - (1 + SECOND_WEIGHT) / ZETA_ITEMS);
const ALPHA = 1 / (1 - EXPONENT);

/** Keys in [0, count) as YCSB's scrambled zipfian request distribution draws them: popularity is scattered. */
export class YcsbScrambled implements Ranks {
  readonly count: number;

  constructor(count: number) {
    this.count = count;
  }

  sample(stream: Stream): number {
    return fnv64Modulo(rankOf(stream.uniform53()), this.count);
  }
}

function rankOf(u: number): number {
  const scaled = u * ZETA_ITEMS;
  if (scaled < 1) return 0;
  if (scaled < 1 + SECOND_WEIGHT) return 1;
  return Math.floor(ITEMS * pow(ETA * (u - 1) + 1, ALPHA));
}
