/**
 * A comparison as a reader looks at it: plans from best to worst, each beside the baseline; which plans to show side by
 * side; which stretch of the run is the heat. Text, charts and page all start from here, so they cannot disagree.
 */
import type { Comparison, Estimate, PlanResult, Warning } from '../experiment/result.ts';
import { isInfinite } from './infinite.ts';
import { preferenceOf } from './metric.ts';
import { printable } from './name.ts';

/** How a plan's metric stands beside the baseline's; null: no comparison, or no better and worse. */
export type Mark = 'better' | 'worse' | 'same' | null;

/** A stretch of the run, [fromMs, toMs). */
export interface Span {
  readonly name: string;
  readonly fromMs: number;
  readonly toMs: number;
}

export interface PlanView {
  readonly result: PlanResult;
  /** The plan's name, fit to be shown. */
  readonly name: string;
  /** 1 is the best; null: outside the ranking. */
  readonly rank: number | null;
  /** Place in the scenario, from 0; -1: not in it. */
  readonly index: number;
  readonly isBaseline: boolean;
}

export interface ComparisonView {
  readonly comparison: Comparison;
  /** Best first. */
  readonly plans: readonly PlanView[];
  readonly baseline: PlanView;
  /** The best plan that is not the baseline; the baseline where it stands alone. */
  readonly best: PlanView;
  /** Perfect balance: no plan, but what plans that move keys about can reach; null: not run. */
  readonly oracle: PlanView | null;
  /** Stretches to shade: the faults and the windows called heat, or else all windows. */
  readonly heat: readonly Span[];
}

/** A warning and the plans that raised it. */
export interface SharedWarning {
  readonly warning: Warning;
  readonly plans: readonly string[];
}

/** Looks at a comparison; throws a RangeError where it has no plan or no baseline. */
export function viewOf(comparison: Comparison): ComparisonView {
  const ranked = [...new Set([...comparison.ranking, ...comparison.plans.map(({ plan }) => plan)])];
  const plans = ranked.flatMap((name): PlanView[] => {
    const index = comparison.plans.findIndex(({ plan }) => plan === name);
    const result = comparison.plans[index];
    if (result === undefined) return [];
    const rank = ranked.indexOf(name) + 1;
    return [{ result, name: printable(name), rank, index, isBaseline: name === comparison.baseline }];
  });
  const baseline = plans.find(({ isBaseline }) => isBaseline);
  if (baseline === undefined) throw new RangeError(`the comparison has no plan "${printable(comparison.baseline)}"`);
  const best = plans.find(({ isBaseline }) => !isBaseline) ?? baseline;
  const { windows, faults, oracle: spread } = comparison;
  const oracle =
    spread === null
      ? null
      : { result: spread.result, name: printable(spread.result.plan), rank: null, index: -1, isBaseline: false };
  const isFault = (span: Span) => faults.some(({ fromMs, toMs }) => fromMs === span.fromMs && toMs === span.toMs);
  const named = windows.filter((span) => /^heat/i.test(span.name) && !isFault(span));
  const heat = named.length > 0 || faults.length > 0 ? [...faults, ...named] : windows;
  return { comparison, plans, baseline, best, oracle, heat };
}

/** The rows of a table: the plans, best first, and perfect balance below them. */
export function rowsOf({ plans, oracle }: ComparisonView): readonly PlanView[] {
  return oracle === null ? plans : [...plans, oracle];
}

/** Plans in the order of the scenario. */
export function inScenarioOrder({ plans }: ComparisonView): readonly PlanView[] {
  return [...plans].sort((a, b) => a.index - b.index);
}

/** How a plan's metric stands beside the baseline's: by the paired interval, or by which is endless; equal throughout: null. */
export function markOf({ baseline }: ComparisonView, plan: PlanView, metric: string): Mark {
  const preference = preferenceOf(metric);
  if (plan.isBaseline || preference === 'neither') return null;
  const here = endless(plan.result, metric);
  const there = endless(baseline.result, metric);
  if (here !== there && here !== 'sometimes' && there !== 'sometimes') return here === 'always' ? 'worse' : 'better';
  if (here === 'always') return 'same';
  const paired = plan.result.paired[metric];
  // One replication gives no interval, so nothing can be said to be the same or not.
  if (paired === undefined || paired.difference.n === 1) return null;
  const { mean: difference, low, high } = paired.difference;
  if (difference === null || (low === 0 && high === 0)) return null;
  if (!paired.distinguishable) return 'same';
  return difference < 0 === (preference === 'less') ? 'better' : 'worse';
}

/** A plan's estimate of a metric; undefined where the plan does not have it. */
export function estimateOf(plan: PlanView, metric: string): Estimate | undefined {
  return Object.hasOwn(plan.result.metrics, metric) ? plan.result.metrics[metric] : undefined;
}

/** Whether an estimate without a mean is one because failures count as endless. */
export function isEndless(plan: PlanView, metric: string): boolean {
  return estimateOf(plan, metric)?.mean === null && endless(plan.result, metric) !== 'never';
}

/** The warnings of all plans, each once, in the order met. */
export function sharedWarnings({ comparison }: ComparisonView): readonly SharedWarning[] {
  const met = new Map<string, { warning: Warning; plans: string[] }>();
  for (const { plan, warnings } of comparison.plans) {
    for (const warning of warnings) {
      const id = JSON.stringify([warning.code, warning.message, warning.remedy]);
      const known = met.get(id) ?? { warning, plans: [] };
      met.set(id, { warning, plans: [...new Set([...known.plans, plan])] });
    }
  }
  return [...met.values()];
}

function endless({ runs, metrics }: PlanResult, metric: string): 'always' | 'sometimes' | 'never' {
  const each = runs.length > 0 ? runs : [meansOf(metrics)];
  const count = each.filter((run) => isInfinite(metric, run)).length;
  if (count === 0) return 'never';
  return count === each.length ? 'always' : 'sometimes';
}

function meansOf(metrics: PlanResult['metrics']): Record<string, number | null> {
  return Object.fromEntries(Object.entries(metrics).map(([name, { mean }]) => [name, mean]));
}
