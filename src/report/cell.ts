/** One number as every report shows it: value, half-width of its interval, and how it stands beside the baseline. */
import type { ExpectationResult } from '../experiment/result.ts';
import { formatEstimate, formatSpan, type Written } from './format.ts';
import { type Glyphs, UNICODE } from './glyphs.ts';
import { unitOf } from './metric.ts';
import { type ComparisonView, estimateOf, isEndless, type Mark, markOf, type PlanView } from './view.ts';

export interface Cell extends Written {
  readonly mark: Mark;
}

/** A plan's metric: `> 30 s` where failures make it endless, `–` where it was not measured. */
export function cellOf(view: ComparisonView, plan: PlanView, metric: string, glyphs: Glyphs = UNICODE): Cell {
  const estimate = estimateOf(plan, metric);
  if (estimate === undefined) return { value: glyphs.none, interval: '', mark: null };
  const mark = markOf(view, plan, metric);
  if (isEndless(plan, metric)) return { value: endlessText(view.comparison.deadlineMs, glyphs), interval: '', mark };
  return { ...formatEstimate(estimate, unitOf(metric), glyphs), mark };
}

/** What was measured for an expectation, in the unit of its metric. */
export function measuredOf(view: ComparisonView, expectation: ExpectationResult, glyphs: Glyphs = UNICODE): Written {
  const { plan: name, that, during, value } = expectation;
  const metric = that.trim().split(/\s/)[0] ?? '';
  const plan = view.plans.find(({ result }) => result.plan === name);
  const endless = value.mean === null && plan && isEndless(plan, during === null ? metric : `${during}:${metric}`);
  if (endless) return { value: endlessText(view.comparison.deadlineMs, glyphs), interval: '' };
  return formatEstimate(value, unitOf(metric), glyphs);
}

/** What an endless latency is shown as: beyond the user's patience, or beyond everything. */
export function endlessText(deadlineMs: number | null, glyphs: Glyphs = UNICODE): string {
  return deadlineMs === null ? glyphs.infinity : `>${glyphs.space}${formatSpan(deadlineMs, glyphs)}`;
}
