/**
 * A comparison over time for the terminal: a line of signs per plan, best first, for what the objective asks about, for
 * what readers miss and for throttles; then the heat maps of the baseline and the best plan. All share their columns.
 */
import { perSecond, seriesOf } from '../charts/lines.ts';
import { formatSpan, formatValue } from '../format.ts';
import type { ComparisonView } from '../view.ts';
import { columnsOf, cut } from './fit.ts';
import { heatMapLines, heatScaleLine } from './heat-map.ts';
import { outcomeLines } from './outcome-lines.ts';
import type { Pen } from './pen.ts';
import { planLines, type Values } from './plan-lines.ts';
import { linearScale } from './sparkline.ts';
import { greatestOf, MOST_COLUMNS, timeAxisLines } from './time-columns.ts';

/** Lines of the section; none where nothing was measured over time. */
export function overTimeLines(view: ComparisonView, pen: Pen): readonly string[] {
  const { baseline, best } = view;
  const maps = (baseline === best ? [baseline] : [baseline, best])
    .map((plan) => heatMapLines(view, plan, pen))
    .filter((lines) => lines.length > 0)
    .map((lines) => [...lines, ...timeAxisLines(view, pen)]);
  const ofPlans = [outcomeLines(view, pen), missingLines(view, pen), throttleLines(view, pen)];
  const blocks = [...ofPlans.filter((lines) => lines.length > 0), ...maps];
  if (blocks.length === 0) return [];
  const keys = [...(maps.length > 0 ? [heatScaleLine(pen)] : []), ...spanKeyLines(view, pen)];
  return [...blocks, keys].flatMap((lines, i) => (i === 0 ? lines : ['', ...lines]));
}

/** What reads of histories missed; none where nobody missed any. */
function missingLines(view: ComparisonView, pen: Pen): readonly string[] {
  const rows = view.plans.map((plan) => seriesOf(plan, 'recall.missingShare')?.values ?? []);
  return linesFromZero(view, { title: 'missing from reads', rows, unit: 'share' }, pen);
}

/** Throttled attempts; none where no plan was ever throttled. */
function throttleLines(view: ComparisonView, pen: Pen): readonly string[] {
  const rows = view.plans.map((plan) => {
    const series = seriesOf(plan, 'attempts.throttled');
    return series === undefined ? [] : perSecond(series, view.comparison.sliceMs);
  });
  return linesFromZero(view, { title: 'throttled attempts', rows, unit: 'perSecond' }, pen);
}

interface LinesFromZero {
  readonly title: string;
  readonly rows: readonly Values[];
  readonly unit: 'share' | 'perSecond';
}

function linesFromZero(view: ComparisonView, { title, rows, unit }: LinesFromZero, pen: Pen): readonly string[] {
  const greatest = greatestOf(rows.flat()) ?? 0;
  if (greatest === 0) return [];
  const text = (value: number) => (value === 0 ? 'none' : formatValue(value, unit, pen.glyphs));
  const scaled = `${title}: ${pen.glyphs.levels.at(-1)} ${text(greatest)}`;
  return planLines(view, { title: scaled, rows, scale: linearScale(greatest), text }, pen);
}

/** What the marks below the time stand for, in lines of no more than the columns there are. */
function spanKeyLines({ heat }: ComparisonView, pen: Pen): readonly string[] {
  const span = (ms: number) => formatSpan(ms, pen.glyphs);
  const lines: string[] = [];
  for (const { name, fromMs, toMs } of heat) {
    const when = fromMs === toMs ? `at ${span(fromMs)}` : `${span(fromMs)} to ${span(toMs)}`;
    const words = `${cut(name, 32, pen)} (${when})`;
    const longer = lines.length === 0 ? words : `${lines.at(-1)}, ${words}`;
    if (columnsOf(longer) <= MOST_COLUMNS - 2) lines.splice(-1, 1, longer);
    else lines.push(words);
  }
  return lines.map((line, i) => `${i === 0 ? pen.colours.yellow(pen.glyphs.span) : ' '} ${line}`);
}
