/** A block of lines over time: a title, a line of signs and the greatest value per plan, best first, and the time below. */
import type { ComparisonView } from '../view.ts';
import type { Pen } from './pen.ts';
import { type Scale, sparkline } from './sparkline.ts';
import { greatestByColumn, greatestOf, timeAxisLines, timeLine } from './time-columns.ts';

export type Values = readonly (number | null)[];

export interface PlanLines {
  readonly title: string;
  /** Values over time of every plan, best first. */
  readonly rows: readonly Values[];
  readonly scale: Scale;
  /** Writes a value with its unit. */
  text(value: number): string;
}

export function planLines(view: ComparisonView, { title, rows, scale, text }: PlanLines, pen: Pen): readonly string[] {
  const digits = String(view.plans.length).length;
  const lines = view.plans.map(({ rank, result }, i) => {
    const row = rows[i]!;
    const greatest = greatestOf(row);
    const signs = sparkline(greatestByColumn(row), scale, pen);
    return timeLine(
      `${String(rank).padStart(digits)} ${result.plan}`,
      signs,
      greatest === null ? '' : text(greatest),
      pen,
    );
  });
  return [title, ...lines, ...timeAxisLines(view, pen)];
}
