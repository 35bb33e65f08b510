/** Differences from the baseline and ratios to it, by what plans are ranked by first of all, for the terminal. */
import { type Beside, besideColumns, besideOf } from '../beside.ts';
import { scopedLabelOf } from '../metric.ts';
import { type ComparisonView, rowsOf } from '../view.ts';
import { markText, type Pen, wordsText, writtenText } from './pen.ts';
import { tableText } from './table.ts';

/** Metrics that fit a terminal, each with two columns. */
const MOST = 3;

/** Nothing where no plan stands beside the baseline. */
export function besideLines(view: ComparisonView, pen: Pen): readonly string[] {
  const metrics = besideColumns(view).slice(0, MOST);
  const plans = rowsOf(view).filter(({ isBaseline }) => !isBaseline);
  if (plans.length === 0 || metrics.length === 0) return [];
  const right = { align: 'right' } as const;
  const columns = [
    { head: 'plan', align: 'left' } as const,
    ...metrics.flatMap((metric) => [
      { head: `${scopedLabelOf(metric)}  `, ...right },
      { head: 'ratio', ...right },
    ]),
  ];
  const rows = plans.map((plan) => [
    wordsText(plan.result.plan, pen, 32),
    ...metrics.flatMap((metric) => cells(besideOf(view, plan, metric, pen.glyphs), pen)),
  ]);
  return [tableText(columns, rows, pen)];
}

function cells(beside: Beside | null, pen: Pen): readonly string[] {
  if (beside === null) return [pen.glyphs.none, ''];
  const { difference, ratio, mark } = beside;
  return [`${writtenText(difference, pen)} ${markText(mark, pen)}`, writtenText(ratio, pen)];
}
