/**
 * One plan for the terminal: every metric of the whole run by family, then the windows' key numbers, the run over time,
 * expectations, warnings.
 */
import type { Comparison } from '../../experiment/result.ts';
import { cellOf } from '../cell.ts';
import { KEY_MEASURES, type MetricMatrix, metricMatrix, windowsIn } from '../matrix.ts';
import { type ComparisonView, viewOf } from '../view.ts';
import type { TextOptions } from './comparison.ts';
import { expectationLines } from './expectations.ts';
import { overTimeLines } from './over-time.ts';
import { type Pen, penOf, wordsText, writtenText } from './pen.ts';
import { tableText } from './table.ts';
import { warningLine } from './warnings.ts';

/** Writes the baseline of a comparison, which may be its only plan, as text that ends in a newline. */
export function planText(comparison: Comparison, { colours }: TextOptions): string {
  const view = viewOf(comparison);
  const pen = penOf(colours);
  const { metrics, warnings } = view.baseline.result;
  const names = Object.keys(metrics);
  const keyNames = names.filter((name) => KEY_MEASURES.some((base) => name.endsWith(base)));
  const windows = windowsIn(names).map((window) =>
    section(`During ${window}`, [matrixText(view, metricMatrix(keyNames, window), pen)], pen),
  );
  const notes = warnings.map((warning, i) => warningLine(warning, i + 1, [], pen));
  const sections = [
    headText(view, pen),
    matrixText(view, metricMatrix(names, null), pen),
    ...windows,
    section('Over time', overTimeLines(view, pen), pen),
    section('Expectations', expectationLines(view, pen), pen),
    section('Warnings', notes, pen),
  ];
  return `${sections.filter((text) => text !== '').join('\n\n')}\n`;
}

function headText({ comparison, baseline }: ComparisonView, pen: Pen): string {
  const { scenario, seed, replications } = comparison;
  const title = `${wordsText(scenario.name, pen, 120)}: ${wordsText(baseline.result.plan, pen)}`;
  const runs = replications === 1 ? '1 replication' : `${replications} replications`;
  return `${pen.colours.bold(title)}\nseed ${wordsText(seed, pen)}, ${runs}, scenario ${scenario.hash}`;
}

function matrixText(view: ComparisonView, { scopes, families }: MetricMatrix, pen: Pen): string {
  const head = [
    { head: '', align: 'left' } as const,
    ...scopes.map((scope) => ({ head: scope === '' ? 'all' : wordsText(scope, pen, 24), align: 'right' }) as const),
  ];
  const write = (name: string | null) =>
    name === null ? '' : writtenText(cellOf(view, view.baseline, name, pen.glyphs), pen);
  const rows = families.flatMap(({ rows }) => rows.map(({ base, cells }) => [base, ...cells.map(write)]));
  return tableText(head, rows, pen);
}

function section(title: string, lines: readonly string[], { colours }: Pen): string {
  return lines.length === 0 ? '' : [colours.bold(title), ...lines].join('\n');
}
