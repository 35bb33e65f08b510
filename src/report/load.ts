/** What loads a plan bears, in words and numbers. */
import type { LoadStudy, PlanLoads } from '../experiment/result.ts';
import type { ComparisonView, PlanView } from './view.ts';

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

/** All loads that were run, ascending. */
export function factorsOf({ plans }: LoadStudy): readonly number[] {
  return [...new Set(plans.flatMap(({ points }) => points.map(({ factor }) => factor)))].sort((a, b) => a - b);
}
