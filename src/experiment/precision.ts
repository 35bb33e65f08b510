/**
 * How many replications it takes until the first metric of the objective is known well enough under every plan: half of its 95 % interval
 * at most a share of its mean, or of the baseline's where that is larger, since a plan that hardly fails need not be known
 * to a fraction of hardly.
 */

import type { Scenario } from '../scenario/scenario.ts';
import { estimate } from './estimate.ts';
import type { RunResult } from './result.ts';
import { type PlansOptions, runPlans } from './run-plans.ts';

/** An interval from fewer is mostly the t distribution's width. */
const FEWEST_REPLICATIONS = 5;
const MOST_REPLICATIONS = 100;
/** A guess from few replications is rough: never more than this many times as many at once, and a little more than guessed. */
const STEP = 2;
const RESERVE = 1.1;

interface Precision {
  /** Half of the interval over the mean. */
  readonly share: number;
  readonly metric: string;
  readonly baseline: string;
}

/** All replications of all plans, and of the balanced one: as many as are asked for, or as a precision of the plans takes. */
export async function replicate(
  scenario: Scenario,
  options: PlansOptions,
  precision: Precision | null,
): Promise<RunResult[][]> {
  if (precision === null) return runPlans(scenario, options);
  const { share, metric, baseline } = precision;
  const base = options.plans.indexOf(baseline);
  const first = Math.max(FEWEST_REPLICATIONS, options.replications);
  let runs = await runPlans(scenario, { ...options, replications: first });
  for (;;) {
    if (options.signal?.aborted) return runs;
    const done = runs[0]!.length;
    const replications = replicationsFor(share, metric, runs.slice(0, options.plans.length), runs[base]!);
    if (replications <= done) return runs;
    const more = await runPlans(scenario, { ...options, done, replications });
    runs = runs.map((of, k) => [...of, ...more[k]!]);
  }
}

/** How near the least certain plan has come: half of its interval over its mean, or over the baseline's; null: that cannot be told. */
export function reached(
  metric: string,
  runs: readonly (readonly RunResult[])[],
  baseline: readonly RunResult[],
): number | null {
  const shares = sharesOf(metric, runs, baseline);
  return shares.includes(null) ? null : Math.max(...(shares as number[]));
}

/** Replications to have in all, at least as many as there are; `runs` by plan, the baseline's own among them. */
export function replicationsFor(
  precision: number,
  metric: string,
  runs: readonly (readonly RunResult[])[],
  baseline: readonly RunResult[],
): number {
  const n = baseline.length;
  const needed = sharesOf(metric, runs, baseline).map((share) =>
    share === null || share <= precision ? n : Math.ceil(n * (share / precision) ** 2 * RESERVE),
  );
  return Math.max(n, Math.min(MOST_REPLICATIONS, STEP * n, Math.max(...needed)));
}

/** By plan: half of the interval over the mean, or over the baseline's where that is larger; null where there is no mean. */
function sharesOf(
  metric: string,
  runs: readonly (readonly RunResult[])[],
  baseline: readonly RunResult[],
): (number | null)[] {
  const known = (of: readonly RunResult[]) => estimate(of.map((run) => run.metrics[metric] ?? null));
  const base = Math.abs(known(baseline).mean ?? 0);
  return runs.map((of) => {
    const { mean, low, high } = known(of);
    if (mean === null) return null;
    const half = (high! - low!) / 2;
    return half === 0 ? 0 : half / Math.max(Math.abs(mean), base);
  });
}
