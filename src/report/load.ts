/** What loads a plan bears, in words and numbers. */
import type { LoadStudy, PlanLoads } from '../experiment/result.ts';
import type { ComparisonView, PlanView } from './view.ts';

/** Columns beside a plan's name that a page and a terminal have room for. */
const MOST_COLUMNS = 8;

/** A plan's loads; undefined where only the scenario's own was run. */
export function loadsOf({ comparison }: ComparisonView, { result }: PlanView): PlanLoads | undefined {
  return comparison.load?.plans.find(({ plan }) => plan === result.plan);
}

/** `1.5x` */
export function factorText(factor: number): string {
  return `${factor}x`;
}

/** `carries 2x, not 2.1x` */
export function loadText({ carries, breaksAt }: PlanLoads): string {
  if (carries === null) return `not ${factorText(breaksAt!)}`;
  return breaksAt === null
    ? `carries ${factorText(carries)}`
    : `carries ${factorText(carries)}, not ${factorText(breaksAt)}`;
}

/** The loads that get a column of a table, ascending: all that were run; none after a search, which looks at more than fit. */
export function columnFactors({ plans }: LoadStudy): readonly number[] {
  const factors = new Set(plans.flatMap(({ points }) => points.map(({ factor }) => factor)));
  return factors.size > MOST_COLUMNS ? [] : [...factors].sort((a, b) => a - b);
}
