/*
 * Zipf popularity over a finite set of keys, exact for any exponent s ≥ 0, the values below 1 that the popular
 * rejection methods cannot do included (real caches: 0 to 2.7, F.W3). An alias table serves up to four million keys
 * (32 MB); larger sets are sampled by rejection-inversion, which needs no memory.
 */
import { AliasTable } from './alias.ts';
import { harmonic } from './harmonic.ts';
import { pow } from './portable.ts';
import type { Ranks } from './ranks.ts';
import { RejectionInversionZipf } from './rejection-inversion.ts';
import type { Stream } from './stream.ts';

const TABLE_COUNT_MAX = 4_000_000;

/** Ranks 0…count−1 with P(rank) ∝ (rank + 1)^-exponent; immutable, so one object can serve many runs. */
export class Zipf implements Ranks {
  readonly count: number;
  readonly exponent: number;
  private readonly table: AliasTable | null;
  private readonly tableless: RejectionInversionZipf;
  private readonly total: number;

  constructor(count: number, exponent: number) {
    if (!(Number.isSafeInteger(count) && count >= 1)) throw new RangeError(`Zipf needs a count ≥ 1, got ${count}`);
    if (!(exponent >= 0 && exponent < 100)) throw new RangeError(`Zipf needs an exponent in [0, 100), got ${exponent}`);
    this.count = count;
    this.exponent = exponent;
    this.table = count <= TABLE_COUNT_MAX ? new AliasTable(zipfWeights(count, exponent)) : null;
    this.tableless = new RejectionInversionZipf(count, exponent);
    this.total = harmonic(count, exponent);
  }

  /** A rank in [0, count). */
  sample(stream: Stream): number {
    return this.table === null ? this.tableless.sample(stream) : this.table.sample(stream);
  }

  /** The exact probability that a sample is one of the `top` most popular ranks. */
  topShare(top: number): number {
    return harmonic(top, this.exponent) / this.total;
  }
}

function zipfWeights(count: number, exponent: number): Float64Array {
  const weights = new Float64Array(count);
  for (let rank = 0; rank < count; rank++) weights[rank] = pow(rank + 1, -exponent);
  return weights;
}
