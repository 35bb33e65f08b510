/** How far a plan is from the baseline: the paired difference and the ratio, each with its interval. */
import { serviceColumns } from './columns.ts';
import { formatEstimate, type Written } from './format.ts';
import { type Glyphs, UNICODE } from './glyphs.ts';
import { unitOf } from './metric.ts';
import { type ComparisonView, type Mark, markOf, type PlanView, rowsOf } from './view.ts';

const NOTHING: Written = { value: '', interval: '' };
const MONEY = 'bill.usdPerMonth';

export interface Beside {
  /** With its sign; shares in percentage points, pp. */
  readonly difference: Written;
  /** Empty where there is none. */
  readonly ratio: Written;
  readonly mark: Mark;
}

/** What is held against the baseline, as far as any plan differs in it: the objective's metrics, what users get, the list price. */
export function besideColumns(view: ComparisonView): readonly string[] {
  const metrics = new Set([...view.comparison.objective, ...serviceColumns(view), MONEY]);
  return [...metrics].filter((metric) =>
    rowsOf(view).some(({ result }) => (result.paired[metric]?.difference.mean ?? 0) !== 0),
  );
}

/** A plan's metric beside the baseline's; null where either has no mean. */
export function besideOf(
  view: ComparisonView,
  plan: PlanView,
  metric: string,
  glyphs: Glyphs = UNICODE,
): Beside | null {
  const paired = plan.result.paired[metric];
  if (paired?.difference.mean == null) return null;
  const written = formatEstimate(paired.difference, unitOf(metric), glyphs);
  const sign = paired.difference.mean > 0 ? '+' : '';
  return {
    difference: { ...written, value: sign + written.value.replace('%', 'pp') },
    ratio: paired.ratio.mean === null ? NOTHING : formatEstimate(paired.ratio, 'ratio', glyphs),
    mark: markOf(view, plan, metric),
  };
}
