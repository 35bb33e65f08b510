/*
 * The nearest-rank rule shared by all quantiles here: of n ordered values the p-quantile is the ⌈p·n⌉-th, at least
 * the first. The factor just below 1 absorbs the rounding of p·n (0.07·100 = 7.000000000000001 is rank 7).
 */

/** The rank in 1…count of the p-quantile, p in [0, 1]; throws a RangeError for any other p. */
export function nearestRank(p: number, count: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`a quantile lies in [0, 1], got ${p}`);
  return Math.max(1, Math.ceil(p * count * (1 - 1e-15)));
}
