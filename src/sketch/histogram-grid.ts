/*
 * Histograms over time: one coarse histogram per slice of a run, for percentiles and pictures along the time axis.
 * A slice costs nothing until its first value, and then about a kilobyte.
 */
import { Histogram, type SparseHistogram } from './histogram.ts';

const EMPTY = new Histogram(32);

/** A fixed number of slices, each a histogram of 32 buckets an octave (relative error ≤ 1.6 %). */
export class HistogramGrid {
  readonly #slices: (Histogram | null)[];

  constructor(slices: number) {
    this.#slices = new Array<Histogram | null>(slices).fill(null);
  }

  get length(): number {
    return this.#slices.length;
  }

  /** Counts one finite value in a slice; throws a RangeError for a slice outside [0, length). */
  record(slice: number, value: number): void {
    (this.#slices[slice] ?? this.#open(slice)).record(value);
  }

  /** How many values a slice holds. */
  count(slice: number): number {
    return this.#slices[slice]?.count ?? 0;
  }

  /** The p-quantile of a slice by nearest rank, NaN when it is empty. */
  quantile(slice: number, p: number): number {
    return this.#slices[slice]?.quantile(p) ?? NaN;
  }

  /** The p-quantile of a slice when `infiniteCount` more of its values lie at +∞. */
  quantileWithInfinite(slice: number, p: number, infiniteCount: number): number {
    return (this.#slices[slice] ?? EMPTY).quantileWithInfinite(p, infiniteCount);
  }

  /** One sparse histogram per slice, null where a slice is empty. */
  toJSON(): (SparseHistogram | null)[] {
    return this.#slices.map((histogram) => histogram?.toJSON() ?? null);
  }

  #open(slice: number): Histogram {
    if (this.#slices[slice] === undefined) throw new RangeError(`no slice ${slice} among ${this.length}`);
    return (this.#slices[slice] = new Histogram(32));
  }
}
