/** At what traffic each plan breaks, for the terminal. */
import { formatEstimate } from '../format.ts';
import { breaksText, columnFactors, factorText, loadNote, loadsOf } from '../load.ts';
import { labelOf, unitOf } from '../metric.ts';
import type { ComparisonView } from '../view.ts';
import { type Pen, wordsText } from './pen.ts';
import { tableText } from './table.ts';

/** Lines of the section; none where only the scenario's own load was run. */
export function loadLines(view: ComparisonView, pen: Pen): readonly string[] {
  const { load } = view.comparison;
  if (load === null) return [];
  const shown = columnFactors(load);
  const dash = (factor: number | null): string => (factor === null ? '-' : factorText(factor));
  const columns = [
    { head: 'plan', align: 'left' } as const,
    { head: 'carries', align: 'right' } as const,
    { head: 'breaks at', align: 'right' } as const,
    ...shown.map((factor) => ({ head: factorText(factor), align: 'right' }) as const),
  ];
  const rows = view.plans.map((plan) => {
    const loads = loadsOf(view, plan)!;
    const { carries, points } = loads;
    const values = shown.map((factor) => {
      const estimate = points.find((point) => point.factor === factor)?.metrics[load.metric];
      return estimate === undefined ? '-' : formatEstimate(estimate, unitOf(load.metric), pen.glyphs).value;
    });
    return [wordsText(plan.result.plan, pen, 32), dash(carries), breaksText(loads, '-'), ...values];
  });
  const beside = shown.length > 0 ? `; ${labelOf(load.metric)} at each load` : '';
  return [`Asked: ${wordsText(load.goal, pen, 200)}${beside}.`, tableText(columns, rows, pen), loadNote(load)].filter(
    Boolean,
  );
}
