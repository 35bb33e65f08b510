/** A table without boxes: two spaces between columns and one rule under the head, so that it can be copied and cut. */
import Table from 'cli-table3';
import type { Pen } from './pen.ts';

export interface Column {
  readonly head: string;
  readonly align: 'left' | 'right';
}

/** Writes rows under their heads; cells may hold colour codes. */
export function tableText(columns: readonly Column[], rows: readonly (readonly string[])[], pen: Pen): string {
  const gap = '  ';
  const table = new Table({
    head: columns.map(({ head }) => pen.colours.bold(head)),
    colAligns: columns.map(({ align }) => align),
    chars: {
      top: '',
      'top-mid': '',
      'top-left': '',
      'top-right': '',
      bottom: '',
      'bottom-mid': '',
      'bottom-left': '',
      'bottom-right': '',
      left: '',
      'left-mid': '',
      mid: pen.glyphs.rule,
      'mid-mid': pen.glyphs.rule.repeat(gap.length),
      right: '',
      'right-mid': '',
      middle: gap,
    },
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [], compact: true },
  });
  table.push(...rows.map((row) => [...row]));
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}
