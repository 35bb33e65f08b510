/** What a plan's replications say together, and beside those of the baseline. */
import { estimate, paired } from './estimate.ts';
import { poolHeat, poolHistograms, poolSeries, poolTheory, poolWarnings } from './pool-runs.ts';
import type { PlanResult, RunResult } from './result.ts';

/** @param base the baseline's replications, as many; null for the baseline itself. */
export function planResult(
  plan: string,
  mitigations: readonly string[],
  runs: readonly RunResult[],
  base: readonly RunResult[] | null,
): PlanResult {
  const names = Object.keys(runs[0]!.metrics);
  const values = (from: readonly RunResult[], metric: string) => from.map((run) => run.metrics[metric] ?? null);
  const pairs =
    base === null ? [] : names.map((metric) => [metric, paired(values(runs, metric), values(base, metric))]);
  return {
    plan,
    mitigations,
    metrics: Object.fromEntries(names.map((metric) => [metric, estimate(values(runs, metric))])),
    paired: Object.fromEntries(pairs),
    warnings: poolWarnings(runs),
    series: poolSeries(runs),
    heat: poolHeat(runs),
    histograms: poolHistograms(runs),
    theory: poolTheory(runs),
    events: runs[0]!.events,
    runs: runs.map((run) => run.metrics),
  };
}
