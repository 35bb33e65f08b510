/**
 * How long requests take over time, plan by plan, by decades: of the workload that the charts show too, the percentile
 * that the objective names first, or else the 99th. Failures count as endless, so a plan cannot look fast by failing.
 */
import { endlessText } from '../cell.ts';
import { objectivePrefix } from '../charts/latency.ts';
import { seriesOf } from '../charts/lines.ts';
import { formatValue } from '../format.ts';
import { isInfinite } from '../infinite.ts';
import { labelOf, percentileOf } from '../metric.ts';
import type { ComparisonView, PlanView } from '../view.ts';
import { cut } from './fit.ts';
import type { Pen } from './pen.ts';
import { planLines, type Values } from './plan-lines.ts';
import { logScale } from './sparkline.ts';
import { greatestOf } from './time-columns.ts';

/** A microsecond: what is faster stands there. */
const FASTEST_MS = 0.001;

/** Lines of the block; none where no request was served. */
export function outcomeLines(view: ComparisonView, pen: Pen): readonly string[] {
  const { objective, deadlineMs } = view.comparison;
  const { glyphs, colours } = pen;
  const prefix = objectivePrefix(view);
  const asked = objective.find((metric) => /(outcome|latency)Ms\.p(50|99)$/.test(metric));
  const measure = asked?.endsWith('.p50') ? 'outcomeMs.p50' : 'outcomeMs.p99';
  const rows = view.plans.map((plan) => outcomesOf(plan, prefix, measure));
  const finite = rows.flat().filter((value) => value !== null && Number.isFinite(value)) as number[];
  const slowest = greatestOf(finite);
  if (slowest === null) return [];
  const fastest = finite.reduce((a, b) => Math.min(a, b));
  const least = Number(`1e${Math.floor(Math.log10(fastest) + 1e-9)}`);
  const greatest = Math.max(slowest, 10 * least);
  const text = (value: number) =>
    Number.isFinite(value) ? formatValue(value, 'ms', glyphs) : colours.red(endlessText(deadlineMs, glyphs));
  const share = formatValue(1 - percentileOf(measure)!, 'share', glyphs);
  const notes = [
    `${glyphs.levels[1]} ${text(least)} to ${glyphs.levels.at(-1)} ${text(greatest)}, by decades`,
    ...(rows.flat().includes(Number.POSITIVE_INFINITY) ? [`${glyphs.endless} over ${share} fail`] : []),
  ];
  const title = `${labelOf(measure)} of ${cut(prefix.slice(0, -1), 20, pen)}: ${notes.join('; ')}`;
  return planLines(view, { title, rows, scale: logScale(least, greatest), text }, pen);
}

/** A percentile over time; infinity where failures make it endless, null where too few asked. */
function outcomesOf(plan: PlanView, prefix: string, measure: string): Values {
  const of = (name: string): Values => seriesOf(plan, prefix + name)?.values ?? [];
  const failed = of('requests.failed');
  const offered = of('requests.offered');
  return of(measure).map((value, i) => {
    const slice = { [measure]: value, 'requests.failedShare': (failed[i] ?? 0) / (offered[i] || 1) };
    if (isInfinite(measure, slice)) return Number.POSITIVE_INFINITY;
    return value === null ? null : Math.max(FASTEST_MS, value);
  });
}
