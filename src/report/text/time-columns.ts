/**
 * Time as the columns of a terminal: a label, a column for each stretch of the run, and room for a number. Every line
 * over time has the same columns, so what happened together stands in one column from the first line to the last.
 */
import { timeAxis } from '../charts/time-axis.ts';
import type { ComparisonView } from '../view.ts';
import { fit } from './fit.ts';
import type { Pen } from './pen.ts';

const LABEL_COLUMNS = 28;
const TIME_COLUMNS = 60;
/** Nothing is wider than this. */
export const MOST_COLUMNS = 100;

/** The greatest value in each column; null where a column has none. */
export function greatestByColumn(values: readonly (number | null)[], columns = TIME_COLUMNS): (number | null)[] {
  return Array.from({ length: columns }, (_, i) => {
    const from = Math.floor((i * values.length) / columns);
    const to = Math.max(from + 1, Math.floor(((i + 1) * values.length) / columns));
    return greatestOf(values.slice(from, to));
  });
}

/** The greatest value; null where there is none. */
export function greatestOf(values: readonly (number | null)[]): number | null {
  return values.reduce((most, value) => (most === null || (value !== null && value > most) ? value : most), null);
}

/** A label, what stands over time beside it, and a number in words. */
export function timeLine(label: string, plotted: string, words: string, pen: Pen): string {
  return `${fit(label, LABEL_COLUMNS - 1, pen)} ${plotted}${words === '' ? '' : ` ${words}`}`.trimEnd();
}

/** What stands below lines over time: the moments of round numbers, and the heat as marks. */
export function timeAxisLines({ comparison, heat }: ComparisonView, pen: Pen): readonly string[] {
  const { durationMs } = comparison;
  const columnOf = (ms: number) => Math.floor((ms / durationMs) * TIME_COLUMNS + 1e-9);
  const { divisor, unit, ticks } = timeAxis(durationMs);
  const labels = ticks.reduce((line, tick, i) => {
    const label = `|${tick}${i === ticks.length - 1 ? ` ${unit}` : ''}`;
    return line.padEnd(columnOf(tick * divisor)) + label;
  }, '');
  const isHot = (column: number) =>
    heat.some(({ fromMs, toMs }) => {
      const from = Math.min(columnOf(fromMs), TIME_COLUMNS - 1);
      return column >= from && column < Math.max(from + 1, columnOf(toMs));
    });
  const marks = Array.from({ length: TIME_COLUMNS }, (_, i) => (isHot(i) ? pen.glyphs.span : ' ')).join('');
  const lines = [pen.colours.dim(labels), ...(marks.trim() === '' ? [] : [pen.colours.yellow(marks.trimEnd())])];
  return lines.map((line) => ' '.repeat(LABEL_COLUMNS) + line);
}
