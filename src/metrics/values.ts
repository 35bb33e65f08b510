/** Small helpers that make metrics of numbers: JSON knows neither NaN nor Infinity, so both become null. */
import type { Histogram } from '../sketch/histogram.ts';

export type Metrics = Record<string, number | null>;

/** The number, or null where it is none. */
export function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

/** a / b, null where b is 0. */
export function ratio(a: number, b: number): number | null {
  return b === 0 ? null : a / b;
}

export function sum(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

const QUANTILES = [
  ['p50', 0.5],
  ['p90', 0.9],
  ['p95', 0.95],
  ['p99', 0.99],
  ['p999', 0.999],
] as const;

/** Fewest samples that must lie beyond a percentile for it to be reported. */
const SAMPLES_BEYOND = 10;
/** Of a product of a count and a share. */
const ROUNDING = 1e-6;

/** `base.p50` … `base.p999`; null where fewer than ten samples lie beyond, or where the rank falls on a failure. */
export function putQuantiles(into: Metrics, base: string, histogram: Histogram, failures = 0): void {
  const total = histogram.count + failures;
  for (const [name, p] of QUANTILES) {
    const enough = total - Math.ceil(total * p - ROUNDING) >= SAMPLES_BEYOND;
    into[`${base}.${name}`] = enough ? finite(histogram.quantileWithInfinite(p, failures)) : null;
  }
}
