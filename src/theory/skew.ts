/**
 * Skew indices of a vector of loads, one number per partition: how far the work is from evenly spread.
 *
 * Conventions, fixed so that two tools can agree: the median is the mean of the middle two when n is even; p95 is the
 * nearest rank, element ⌈0.95·n⌉ in order, so that it is a load some partition really had; entropy is divided by ln n.
 * No load at all counts as perfect balance. A ratio over a median of 0 is ∞.
 * Source: Gini (1912) in the sorted form; Shannon (1948), Pielou's evenness (1966); P.H4.
 */
import { loads } from './domain.ts';

/** The hottest partition over the median one; 1 is balance. */
export function maxOverMedian(values: ArrayLike<number>): number {
  const sorted = ascending(values);
  return ratio(sorted.at(-1)!, median(sorted));
}

/** The nearest-rank 95th percentile over the median; blind to a single hot partition among more than twenty. */
export function p95OverP50(values: ArrayLike<number>): number {
  const sorted = ascending(values);
  return ratio(sorted[Math.ceil(0.95 * sorted.length) - 1]!, median(sorted));
}

/** Gini coefficient: 0 is balance, (n−1)/n is all on one. G = 2Σi·x_i/(nΣx) − (n+1)/n with x ascending, i from 1. */
export function gini(values: ArrayLike<number>): number {
  const sorted = ascending(values);
  const n = sorted.length;
  const total = sum(sorted);
  if (total === 0) return 0;
  const ranked = sorted.reduce((acc, x, i) => acc + (2 * (i + 1) - n - 1) * x, 0);
  return ranked / (n * total);
}

/** Entropy of the shares over that of an even spread, −Σ s·ln s / ln n: 1 is balance, 0 is all on one. */
export function normalisedEntropy(values: ArrayLike<number>): number {
  const sorted = ascending(values);
  const total = sum(sorted);
  if (total === 0 || sorted.length === 1) return 1;
  const entropy = sorted.reduce((acc, x) => (x === 0 ? acc : acc - (x / total) * Math.log(x / total)), 0);
  return entropy / Math.log(sorted.length);
}

/** Share of all load that is on the hottest partition: 1/n is balance. */
export function topShare(values: ArrayLike<number>): number {
  const sorted = ascending(values);
  const total = sum(sorted);
  return total === 0 ? 1 / sorted.length : sorted.at(-1)! / total;
}

function ascending(values: ArrayLike<number>): number[] {
  loads(values);
  return Array.from(values).sort((a, b) => a - b);
}

function median(sorted: readonly number[]): number {
  const n = sorted.length;
  return (sorted[(n - 1) >> 1]! + sorted[n >> 1]!) / 2;
}

function ratio(value: number, base: number): number {
  return value === 0 ? 1 : value / base;
}

function sum(values: readonly number[]): number {
  return values.reduce((acc, x) => acc + x, 0);
}
