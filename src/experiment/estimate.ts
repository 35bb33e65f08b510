/** Means over replications with their 95 % Student-t intervals, single and paired. */
import type { Estimate, PairedEstimate } from './result.ts';
import { tQuantile975 } from './t-quantile.ts';

/** A spread that is smaller than this beside another is none. */
const ROUNDING = 1e-12;

type Values = readonly (number | null)[];

/** Mean and interval; null throughout where any replication has no value. */
export function estimate(values: Values): Estimate {
  const n = values.length;
  const known = values.filter((value): value is number => value !== null);
  if (known.length < n || n === 0) return { mean: null, low: null, high: null, n };
  const mean = known.reduce((total, value) => total + value, 0) / n;
  const half = n === 1 ? 0 : halfWidth(known, mean);
  return { mean, low: mean - half, high: mean + half, n };
}

/** A plan's values beside the baseline's, replication by replication. */
export function paired(values: Values, baseline: Values): PairedEstimate {
  const difference = estimate(values.map((value, k) => minus(value, baseline[k]!)));
  return {
    difference,
    ratio: ratioOf(values, baseline),
    narrowing: narrowingOf(values, baseline),
    distinguishable: difference.n > 1 && excludesZero(difference, estimate(baseline)),
  };
}

/** Whether a difference is one, beside what it is from: rounding is none. */
export function excludesZero({ mean, low, high }: Estimate, { mean: base }: Estimate): boolean {
  if (mean === null || Math.abs(mean) <= ROUNDING * Math.abs(base!)) return false;
  return low! > 0 || high! < 0;
}

/**
 * The ratio of two means, pair by pair: what is left of a pair beside it, x − ry, has the mean 0, and its standard error over the
 * baseline's mean is the ratio's, to first order.
 * Source: W. G. Cochran, Sampling Techniques, 3rd edition (1977), chapter 6.
 */
function ratioOf(values: Values, baseline: Values): Estimate {
  const n = values.length;
  const mean = estimate(values).mean;
  const { mean: base, low, high } = estimate(baseline);
  // To what may be nothing there is no ratio.
  const isNothing = base === null || base === 0 || (n > 1 && low! <= 0 && high! >= 0);
  if (mean === null || isNothing) return { mean: null, low: null, high: null, n };
  const ratio = mean / base;
  const rest = estimate(values.map((value, k) => (value! - ratio * baseline[k]!) / base));
  const half = (rest.high! - rest.low!) / 2;
  return { mean: ratio, low: ratio - half, high: ratio + half, n };
}

function narrowingOf(values: Values, baseline: Values): number | null {
  const apart = Math.hypot(spread(values), spread(baseline));
  const together = spread(values.map((value, k) => minus(value, baseline[k]!)));
  return together > ROUNDING * apart ? apart / together : null;
}

/** Standard deviation; NaN where a value is unknown or there is only one. */
function spread(values: Values): number {
  const { mean, n } = estimate(values);
  return mean === null ? Number.NaN : Math.sqrt(squares(values as readonly number[], mean) / (n - 1));
}

function squares(values: readonly number[], mean: number): number {
  return values.reduce((total, value) => total + (value - mean) ** 2, 0);
}

function minus(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a - b;
}

function halfWidth(values: readonly number[], mean: number): number {
  const n = values.length;
  return (tQuantile975(n - 1) * Math.sqrt(squares(values, mean) / (n - 1))) / Math.sqrt(n);
}
