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
  private readonly shift: number;
  private readonly underflow: number;
  private readonly overflow: number;
  private counts: Uint32Array = NO_COUNTS;
  private first = 0;
  private counted = 0;
  private summed = 0;
  private least = Infinity;
  private greatest = -Infinity;

  constructor(bucketsPerOctave: Resolution = 256) {
    this.bucketsPerOctave = bucketsPerOctave;
    this.shift = bucketsPerOctave === 256 ? MANTISSA_BITS - 8 : MANTISSA_BITS - 5;
    this.underflow = (EXPONENT_BIAS + SMALLEST_EXPONENT) * bucketsPerOctave - 1;
    this.overflow = (EXPONENT_BIAS + LARGEST_EXPONENT) * bucketsPerOctave;
  }

  /** How many values were recorded. */
  get count(): number {
    return this.counted;
  }

  /** The sum of all values. */
  get sum(): number {
    return this.summed;
  }

  /** The exact mean, NaN when empty. */
  get mean(): number {
    return this.summed / this.counted;
  }

  /** The smallest value, NaN when empty. */
  get min(): number {
    return this.counted === 0 ? NaN : this.least;
  }

  /** The largest value, NaN when empty. */
  get max(): number {
    return this.counted === 0 ? NaN : this.greatest;
  }

  /** Counts one value; throws a RangeError if it is not finite. */
  record(value: number): void {
    asFloat[0] = value;
    let slot = (asBits[0]! >>> this.shift) - this.first;
    if (slot >>> 0 >= this.counts.length) slot = this.makeRoom(value);
    this.counts[slot]!++;
    this.counted++;
    this.summed += value;
    if (value < this.least) this.least = value;
    if (value > this.greatest) this.greatest = value;
  }

  /** Counts the values of an array from place `from` to before `to`, as `record` one by one would. */
  recordAll(values: Float64Array, from: number, to: number): void {
    const { shift } = this;
    let { counts, first, summed, least, greatest } = this;
    for (let k = from; k < to; k++) {
      const value = values[k]!;
      asFloat[0] = value;
      let slot = (asBits[0]! >>> shift) - first;
      if (slot >>> 0 >= counts.length) {
        slot = this.makeRoom(value);
        ({ counts, first } = this);
      }
      counts[slot]!++;
      summed += value;
      if (value < least) least = value;
      if (value > greatest) greatest = value;
    }
    this.counted += to - from;
    this.summed = summed;
    this.least = least;
    this.greatest = greatest;
  }

  /** Counts one value `times` over. */
  recordMany(value: number, times: number): void {
    if (times === 0) return;
    this.record(value);
    this.counts[this.bucketOf(value) - this.first]! += times - 1;
    this.counted += times - 1;
    this.summed += value * (times - 1);
  }

  /** The p-quantile by nearest rank, exact at the smallest and the largest value; NaN when empty. */
  quantile(p: number): number {
    return this.quantileWithInfinite(p, 0);
  }

  /** The p-quantile when `infiniteCount` more values lie at +∞: failures, counted beside the latencies. */
  quantileWithInfinite(p: number, infiniteCount: number): number {
    const rank = nearestRank(p, this.counted + infiniteCount);
    if (rank <= this.counted) return this.valueAtRank(rank);
    return infiniteCount > 0 ? Infinity : NaN;
  }

  /** How many values are at most `value`, to the bucket: those that share its bucket all count as at most. */
  countAtOrBelow(value: number): number {
    if (value >= this.greatest) return this.counted;
    if (!(value >= this.least)) return 0;
    const end = this.bucketOf(value) - this.first + 1;
    let sum = 0;
    for (let slot = 0; slot < end; slot++) sum += this.counts[slot]!;
    return sum;
  }

  /** The non-empty buckets, in ascending order. */
  *buckets(): Generator<Bucket> {
    for (let slot = 0; slot < this.counts.length; slot++) {
      const count = this.counts[slot]!;
      if (count === 0) continue;
      const bucket = this.first + slot;
      const low = bucket === this.underflow ? Math.min(0, this.least) : this.lowOf(bucket);
      const high = bucket === this.overflow ? Infinity : this.lowOf(bucket + 1);
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
    for (let slot = 0; slot < other.counts.length; slot++) {
      const count = other.counts[slot]!;
      if (count > 0) this.add(other.first + slot, count);
    }
    this.summed += other.summed;
    this.least = Math.min(this.least, other.least);
    this.greatest = Math.max(this.greatest, other.greatest);
  }

  /** Plain data that `fromJSON` turns back into an equal histogram; bucket 0 holds the values below 2^-20. */
  toJSON(): SparseHistogram {
    const indices: number[] = [];
    const counts: number[] = [];
    for (let slot = 0; slot < this.counts.length; slot++) {
      const count = this.counts[slot]!;
      if (count === 0) continue;
      indices.push(this.first + slot - this.underflow);
      counts.push(count);
    }
    return {
      bucketsPerOctave: this.bucketsPerOctave,
      sum: this.summed,
      min: this.counted === 0 ? null : this.least,
      max: this.counted === 0 ? null : this.greatest,
      indices,
      counts,
    };
  }

  /** The histogram that `toJSON` described. */
  static fromJSON(data: SparseHistogram): Histogram {
    const histogram = new Histogram(data.bucketsPerOctave);
    for (const [i, index] of data.indices.entries()) histogram.add(index + histogram.underflow, data.counts[i]!);
    histogram.summed = data.sum;
    histogram.least = data.min ?? Infinity;
    histogram.greatest = data.max ?? -Infinity;
    return histogram;
  }

  private valueAtRank(rank: number): number {
    if (rank === 1) return this.least;
    if (rank === this.counted) return this.greatest;
    let slot = 0;
    for (let below = this.counts[0]!; below < rank; below += this.counts[slot]!) slot++;
    const bucket = this.first + slot;
    if (bucket === this.underflow) return this.least;
    if (bucket === this.overflow) return this.greatest;
    const middle = (this.lowOf(bucket) + this.lowOf(bucket + 1)) / 2;
    return Math.min(this.greatest, Math.max(this.least, middle));
  }

  private add(bucket: number, count: number): void {
    this.cover(bucket);
    this.counts[bucket - this.first]! += count;
    this.counted += count;
  }

  /** The slow path of `record`: the slot of a value outside the window, after clamping or widening. */
  private makeRoom(value: number): number {
    if (!Number.isFinite(value)) throw new RangeError(`a histogram records finite values, got ${value}`);
    const bucket = this.bucketOf(value);
    this.cover(bucket);
    return bucket - this.first;
  }

  private bucketOf(value: number): number {
    if (value <= 0) return this.underflow;
    asFloat[0] = value;
    return Math.min(this.overflow, Math.max(this.underflow, asBits[0]! >>> this.shift));
  }

  private lowOf(bucket: number): number {
    asBits[0] = bucket << this.shift;
    return asFloat[0]!;
  }

  /** Widens the window by whole octaves until it holds this bucket; never beyond underflow and overflow. */
  private cover(bucket: number): void {
    const octave = bucket - (bucket % this.bucketsPerOctave);
    const low = Math.max(octave, this.underflow);
    const high = Math.min(octave + this.bucketsPerOctave, this.overflow + 1);
    const empty = this.counts.length === 0;
    const first = empty ? low : Math.min(low, this.first);
    const end = Math.max(high, this.first + this.counts.length);
    if (end - first === this.counts.length) return;
    const counts = new Uint32Array(end - first);
    if (!empty) counts.set(this.counts, this.first - first);
    this.counts = counts;
    this.first = first;
  }
}
