/**
 * MSER-5: where the initial transient of a simulation's output ends.
 *
 * Observations are averaged in batches of five; d batches are cut off the front such that the squared standard error of the
 * mean of the rest, Σ(Yⱼ − Ȳ)² / (m − d)², is least. A minimum in the second half means that the output has not
 * settled: the run is too short, or there is no steady state.
 * Source: K. P. White, "An effective truncation heuristic for bias reduction in simulation output", Simulation 69 (1997); K. P. White,
 * M. J. Cobb, S. C. Spratt, "A comparison of five steady-state truncation heuristics", WSC 2000.
 */

/** Observations of a batch. */
export const MSER_BATCH = 5;
/** Fewer batches say nothing. */
export const MSER_FEWEST = 20;
/** Share of the batches that a tail must have to be looked at. */
const LEAST_TAIL = 0.2;
const ROUNDING = 1e-9;

/** Batches to cut off the front of a series of batch means; null: it does not settle, or has fewer than `MSER_FEWEST`. */
export function mserTruncation(batchMeans: ArrayLike<number>): number | null {
  const m = batchMeans.length;
  if (m < MSER_FEWEST) return null;
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  let mean = 0;
  let squares = 0;
  // From the back, by Welford's update: the sum of squares of all tails in one pass.
  for (let d = m - 1; d >= 0; d--) {
    const n = m - d;
    const delta = batchMeans[d]! - mean;
    mean += delta / n;
    squares += delta * (batchMeans[d]! - mean);
    const statistic = squares / n ** 2;
    // A short tail whose batches happen to agree is no steady state.
    if (n < LEAST_TAIL * m) continue;
    // Of tails that vary by rounding alone the longest is meant.
    if (statistic <= Math.max(least, (ROUNDING * mean) ** 2)) {
      least = Math.min(least, statistic);
      best = d;
    }
  }
  return best <= m / 2 ? best : null;
}
