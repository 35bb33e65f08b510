/*
 * Pearson's chi-square test as a standard normal score (Wilson and Hilferty 1931): a score above 4 happens by chance
 * once in 30,000 tests. Cells with fewer than 5 expected counts belong merged before the call.
 */

/** How many standard deviations the observed counts are from the expected ones; the totals must agree. */
export function chiSquareScore(observed: ArrayLike<number>, expected: ArrayLike<number>): number {
  let statistic = 0;
  for (let i = 0; i < observed.length; i++) statistic += (observed[i]! - expected[i]!) ** 2 / expected[i]!;
  return score(statistic, observed.length - 1);
}

/** The same for two samples of the same size: do both come from one distribution? */
export function twoSampleScore(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let statistic = 0;
  for (let i = 0; i < a.length; i++) statistic += (a[i]! - b[i]!) ** 2 / (a[i]! + b[i]!);
  return score(statistic, a.length - 1);
}

function score(statistic: number, degrees: number): number {
  const spread = 2 / (9 * degrees);
  return (Math.cbrt(statistic / degrees) - (1 - spread)) / Math.sqrt(spread);
}
