/**
 * How many independent observations a correlated series is worth: n / (1 + 2 Σρₖ), summed while neighbouring pairs of
 * autocorrelations are positive.
 * Source: C. J. Geyer, "Practical Markov chain Monte Carlo", Statistical Science 7 (1992), initial positive sequence.
 */

/** From 1 to n; n where the series does not vary, or is empty. */
export function effectiveSampleSize(values: readonly number[]): number {
  const n = values.length;
  const mean = values.reduce((total, value) => total + value, 0) / n;
  const deviations = values.map((value) => value - mean);
  const covariance = (lag: number): number => {
    let sum = 0;
    for (let k = lag; k < n; k++) sum += deviations[k]! * deviations[k - lag]!;
    return sum;
  };
  const variance = covariance(0);
  if (!(variance > 0)) return n;
  let sum = -1;
  for (let lag = 0; lag + 1 < n; lag += 2) {
    const pair = (covariance(lag) + covariance(lag + 1)) / variance;
    if (pair <= 0) break;
    sum += 2 * pair;
  }
  return Math.min(n, Math.max(1, n / sum));
}
