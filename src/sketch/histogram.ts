/*
 * A log-linear histogram: the bucket of a value is the upper part of its float32 bits, so recording is one shift and
 * one increment, and the relative error is the same at every magnitude. A quantile answers with the middle of the
 * bucket that holds the nearest rank: interpolation inside the bucket would double the worst error, because equal
 * values pile up at one end. Counts live in a window of whole octaves that widens on demand: a latency histogram
 * spans ten to twenty octaves, not sixty. The idea of bit-indexed buckets is HdrHistogram's.
 */
import { nearestRank } from './nearest-rank.ts';

/** Buckets per doubling of the value: 256 for relative errors ≤ 0.2 %, 32 for ≤ 1.6 %. */
export type Resolution = 32 | 256;

/** A histogram as plain JSON data: `counts[i]` values in bucket `indices[i]`; min and max are null when empty. */
export interface SparseHistogram {
  readonly bucketsPerOctave: Resolution;
  readonly sum: number;
  readonly min: number | null;
  readonly max: number | null;
  readonly indices: readonly number[];
  readonly counts: readonly number[];
}

/** One non-empty bucket: `count` values in [low, high). */
export interface Bucket {
  readonly low: number;
  readonly high: number;
  readonly count: number;
}

const NO_COUNTS = new Uint32Array(0);
const MANTISSA_BITS = 23;
const EXPONENT_BIAS = 127;
const SMALLEST_EXPONENT = -20;
const LARGEST_EXPONENT = 40;

const asFloat = new Float32Array(1);
const asBits = new Uint32Array(asFloat.buffer);

/**
 * Counts of values at a fixed relative resolution over [2^-20, 2^40) of any unit; smaller values (0 and negatives
 * too) share one bucket below and larger ones one above, which answer with the exact min and max. A single bucket
 * holds at most 2^32 − 1 values; count, min and max are exact, the sum is exact to rounding.
 */
export class Histogram {
  readonly bucketsPerOctave: Resolution;
  readonly #shift: number;
  readonly #underflow: number;
  readonly #overflow: number;
  #counts: Uint32Array = NO_COUNTS;
  #first = 0;
  #count = 0;
  #sum = 0;
  #min = Infinity;
  #max = -Infinity;

  constructor(bucketsPerOctave: Resolution = 256) {
    this.bucketsPerOctave = bucketsPerOctave;
    this.#shift = bucketsPerOctave === 256 ? MANTISSA_BITS - 8 : MANTISSA_BITS - 5;
    this.#underflow = (EXPONENT_BIAS + SMALLEST_EXPONENT) * bucketsPerOctave - 1;
    this.#overflow = (EXPONENT_BIAS + LARGEST_EXPONENT) * bucketsPerOctave;
  }

  /** How many values were recorded. */
  get count(): number {
    return this.#count;
  }

  /** The sum of all values. */
  get sum(): number {
    return this.#sum;
  }

  /** The exact mean, NaN when empty. */
  get mean(): number {
    return this.#sum / this.#count;
  }

  /** The smallest value, NaN when empty. */
  get min(): number {
    return this.#count === 0 ? NaN : this.#min;
  }

  /** The largest value, NaN when empty. */
  get max(): number {
    return this.#count === 0 ? NaN : this.#max;
  }

  /** Counts one value; throws a RangeError if it is not finite. */
  record(value: number): void {
    asFloat[0] = value;
    let slot = (asBits[0]! >>> this.#shift) - this.#first;
    if (slot >>> 0 >= this.#counts.length) slot = this.#makeRoom(value);
    this.#counts[slot]!++;
    this.#count++;
    this.#sum += value;
    if (value < this.#min) this.#min = value;
    if (value > this.#max) this.#max = value;
  }

  /** Counts one value `times` over. */
  recordMany(value: number, times: number): void {
    if (times === 0) return;
    this.record(value);
    this.#counts[this.#bucketOf(value) - this.#first]! += times - 1;
    this.#count += times - 1;
    this.#sum += value * (times - 1);
  }

  /** The p-quantile by nearest rank, exact at the smallest and the largest value; NaN when empty. */
  quantile(p: number): number {
    return this.quantileWithInfinite(p, 0);
  }

  /** The p-quantile when `infiniteCount` more values lie at +∞: failures, counted beside the latencies. */
  quantileWithInfinite(p: number, infiniteCount: number): number {
    const rank = nearestRank(p, this.#count + infiniteCount);
    if (rank <= this.#count) return this.#valueAtRank(rank);
    return infiniteCount > 0 ? Infinity : NaN;
  }

  /** How many values are at most `value`, to the bucket: those that share its bucket all count as at most. */
  countAtOrBelow(value: number): number {
    if (value >= this.#max) return this.#count;
    if (!(value >= this.#min)) return 0;
    const end = this.#bucketOf(value) - this.#first + 1;
    let sum = 0;
    for (let slot = 0; slot < end; slot++) sum += this.#counts[slot]!;
    return sum;
  }

  /** The non-empty buckets, in ascending order. */
  *buckets(): Generator<Bucket> {
    for (let slot = 0; slot < this.#counts.length; slot++) {
      const count = this.#counts[slot]!;
      if (count === 0) continue;
      const bucket = this.#first + slot;
      const low = bucket === this.#underflow ? Math.min(0, this.#min) : this.#lowOf(bucket);
      const high = bucket === this.#overflow ? Infinity : this.#lowOf(bucket + 1);
      yield { low, high, count };
    }
  }

  /** Adds every value of another histogram of the same resolution. */
  merge(other: Histogram): void {
    if (other.bucketsPerOctave !== this.bucketsPerOctave) {
      throw new RangeError(
        `cannot merge ${other.bucketsPerOctave} buckets an octave into ${this.bucketsPerOctave} buckets an octave`,
      );
    }
    for (let slot = 0; slot < other.#counts.length; slot++) {
      const count = other.#counts[slot]!;
      if (count > 0) this.#add(other.#first + slot, count);
    }
    this.#sum += other.#sum;
    this.#min = Math.min(this.#min, other.#min);
    this.#max = Math.max(this.#max, other.#max);
  }

  /** Plain data that `fromJSON` turns back into an equal histogram; bucket 0 holds the values below 2^-20. */
  toJSON(): SparseHistogram {
    const indices: number[] = [];
    const counts: number[] = [];
    for (let slot = 0; slot < this.#counts.length; slot++) {
      const count = this.#counts[slot]!;
      if (count === 0) continue;
      indices.push(this.#first + slot - this.#underflow);
      counts.push(count);
    }
    return {
      bucketsPerOctave: this.bucketsPerOctave,
      sum: this.#sum,
      min: this.#count === 0 ? null : this.#min,
      max: this.#count === 0 ? null : this.#max,
      indices,
      counts,
    };
  }

  /** The histogram that `toJSON` described. */
  static fromJSON(data: SparseHistogram): Histogram {
    const histogram = new Histogram(data.bucketsPerOctave);
    for (const [i, index] of data.indices.entries()) histogram.#add(index + histogram.#underflow, data.counts[i]!);
    histogram.#sum = data.sum;
    histogram.#min = data.min ?? Infinity;
    histogram.#max = data.max ?? -Infinity;
    return histogram;
  }

  #valueAtRank(rank: number): number {
    if (rank === 1) return this.#min;
    if (rank === this.#count) return this.#max;
    let slot = 0;
    for (let below = this.#counts[0]!; below < rank; below += this.#counts[slot]!) slot++;
    const bucket = this.#first + slot;
    if (bucket === this.#underflow) return this.#min;
    if (bucket === this.#overflow) return this.#max;
    const middle = (this.#lowOf(bucket) + this.#lowOf(bucket + 1)) / 2;
    return Math.min(this.#max, Math.max(this.#min, middle));
  }

  #add(bucket: number, count: number): void {
    this.#cover(bucket);
    this.#counts[bucket - this.#first]! += count;
    this.#count += count;
  }

  /** The slow path of `record`: the slot of a value outside the window, after clamping or widening. */
  #makeRoom(value: number): number {
    if (!Number.isFinite(value)) throw new RangeError(`a histogram records finite values, got ${value}`);
    const bucket = this.#bucketOf(value);
    this.#cover(bucket);
    return bucket - this.#first;
  }

  #bucketOf(value: number): number {
    if (value <= 0) return this.#underflow;
    asFloat[0] = value;
    return Math.min(this.#overflow, Math.max(this.#underflow, asBits[0]! >>> this.#shift));
  }

  #lowOf(bucket: number): number {
    asBits[0] = bucket << this.#shift;
    return asFloat[0]!;
  }

  /** Widens the window by whole octaves until it holds this bucket; never beyond underflow and overflow. */
  #cover(bucket: number): void {
    const octave = bucket - (bucket % this.bucketsPerOctave);
    const low = Math.max(octave, this.#underflow);
    const high = Math.min(octave + this.bucketsPerOctave, this.#overflow + 1);
    const empty = this.#counts.length === 0;
    const first = empty ? low : Math.min(low, this.#first);
    const end = Math.max(high, this.#first + this.#counts.length);
    if (end - first === this.#counts.length) return;
    const counts = new Uint32Array(end - first);
    if (!empty) counts.set(this.#counts, this.#first - first);
    this.#counts = counts;
    this.#first = first;
  }
}
