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

/** Where it breaks; `2.1x?` where more replications might show that it does not, `none` where it holds wherever was looked. */
export function breaksText({ breaksAt, isUndecided }: PlanLoads, none: string): string {
  return breaksAt === null ? none : factorText(breaksAt) + (isUndecided ? '?' : '');
}

/** `carries 2x, not 2.1x` */
export function loadText(loads: PlanLoads): string {
  const carried = loads.carries === null ? '' : `carries ${factorText(loads.carries)}`;
  const broken = loads.breaksAt === null ? '' : `not ${breaksText(loads, '')}`;
  return [carried, broken].filter(Boolean).join(', ');
}

/** What the sign behind a load means; empty where it is not used. */
export function loadNote({ plans }: LoadStudy): string {
  return plans.some(({ isUndecided }) => isUndecided) ? '?: not decided by as many replications.' : '';
}

/** The loads that get a column of a table, ascending: all that were run; none after a search, which looks at more than fit. */
export function columnFactors({ plans }: LoadStudy): readonly number[] {
  const factors = new Set(plans.flatMap(({ points }) => points.map(({ factor }) => factor)));
  return factors.size > MOST_COLUMNS ? [] : [...factors].sort((a, b) => a - b);
}
