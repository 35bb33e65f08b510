/**
 * A comparison for the terminal: the sentence first, then what users get and what it costs, a row per plan, best first;
 * then the run over time, expectations and, as footnotes, warnings. Every number has its interval and its sign beside the baseline.
 */
import type { Comparison } from '../../experiment/result.ts';
import { cellOf } from '../cell.ts';
import { billOf, serviceColumns } from '../columns.ts';
import { formatEstimate } from '../format.ts';
import { labelOf, unitOf } from '../metric.ts';
import { oracleText } from '../oracle.ts';
import { pairingText } from '../pairing.ts';
import { precisionText } from '../precision.ts';
import {
  type ComparisonView,
  estimateOf,
  type PlanView,
  rowsOf,
  type SharedWarning,
  sharedWarnings,
  viewOf,
} from '../view.ts';
import { warmupText } from '../warmup.ts';
import { besideLines } from './beside.ts';
import type { Colours } from './colours.ts';
import { expectationLines } from './expectations.ts';
import { loadLines } from './load.ts';
import { overTimeLines } from './over-time.ts';
import { markText, type Pen, penOf, wordsText, writtenText } from './pen.ts';
import { tableText } from './table.ts';
import { warningLine } from './warnings.ts';

export interface TextOptions {
  /** null: no colour, and ASCII signs only. */
  readonly colours: Colours | null;
}

/** Columns of numbers that fit beside a plan's name. */
const MOST_COLUMNS = 6;

/** Writes a comparison as text that ends in a newline. */
export function comparisonText(comparison: Comparison, { colours }: TextOptions): string {
  const view = viewOf(comparison);
  const pen = penOf(colours);
  const warnings = sharedWarnings(view);
  const bill = billOf(view);
  const expectations = expectationLines(view, pen);
  const same =
    bill.same.length > 0 ? [pen.colours.dim(`The same under every plan: ${sameText(view, bill.same, pen)}.`)] : [];
  const sections = [
    headText(view, pen),
    planTable(view, serviceColumns(view), warnings, pen),
    section('The bill, per run', spaced([...billTables(view, bill.columns, warnings, pen), ...same]), pen),
    keyText(view, pen),
    wordsText(oracleText(view), pen, 1000),
    section('Over time', overTimeLines(view, pen), pen),
    section(`Beside ${wordsText(view.baseline.result.plan, pen)}, on the same requests`, besideLines(view, pen), pen),
    section('At what traffic it breaks', loadLines(view, pen), pen),
    section('Expectations', expectations, pen),
    section(
      'Warnings',
      warnings.map(({ warning, plans }, i) => warningLine(warning, i + 1, plans, pen)),
      pen,
    ),
  ];
  return `${sections.filter((text) => text !== '').join('\n\n')}\n`;
}

function headText({ comparison }: ComparisonView, pen: Pen): string {
  const { scenario, question, verdict } = comparison;
  const title = pen.colours.bold(wordsText(scenario.name, pen, 120));
  const asked = question === null ? [] : [wordsText(question, pen, 400)];
  return [title, ...asked, '', pen.colours.bold(wordsText(verdict, pen, 600))].join('\n');
}

/** As many tables as the metrics need to stay within a terminal. */
function billTables(view: ComparisonView, metrics: readonly string[], warnings: readonly SharedWarning[], pen: Pen) {
  const parts = Math.ceil(metrics.length / MOST_COLUMNS);
  const size = Math.ceil(metrics.length / parts);
  return Array.from({ length: parts }, (_, i) =>
    planTable(view, metrics.slice(i * size, (i + 1) * size), warnings, pen),
  );
}

function planTable(view: ComparisonView, metrics: readonly string[], warnings: readonly SharedWarning[], pen: Pen) {
  const left = { align: 'left' } as const;
  const right = { align: 'right' } as const;
  const columns = [
    { head: '#', ...right },
    { head: 'plan', ...left },
    ...metrics.map((metric) => ({ head: `${labelOf(metric)}  `, ...right })),
  ];
  const rows = rowsOf(view).map((plan) => [
    String(plan.rank ?? ''),
    planText(plan, warnings, pen),
    ...metrics.map((metric) => {
      const cell = cellOf(view, plan, metric, pen.glyphs);
      return `${writtenText(cell, pen)} ${markText(cell.mark, pen)}`;
    }),
  ]);
  return tableText(columns, rows, pen);
}

function planText({ result, isBaseline }: PlanView, warnings: readonly SharedWarning[], pen: Pen): string {
  const name = wordsText(result.plan, pen, 32);
  const notes = warnings.flatMap(({ plans }, i) => (plans.includes(result.plan) ? [`[${i + 1}]`] : []));
  return (isBaseline ? pen.colours.bold(name) : name) + (notes.length > 0 ? pen.colours.yellow(notes.join('')) : '');
}

function keyText(view: ComparisonView, pen: Pen): string {
  const { baseline, comparison } = view;
  const sign = (mark: 'better' | 'worse' | 'same') => markText(mark, pen);
  const beside = `${sign('better')} better  ${sign('worse')} worse  ${sign('same')} not distinguishable`;
  const { plusMinus } = pen.glyphs;
  const how = `${plusMinus} 95 % interval, ${comparison.replications} replications, paired with the baseline`;
  const pairing = pairingText(view);
  const gain =
    pairing === ''
      ? ''
      : `\nHad every plan met requests of its own, the intervals of differences would be wider: ${pairing}.`;
  const precision = precisionText(comparison);
  const warmup = comparison.warmupMs > 0 ? `\nWarm-up left out: ${warmupText(comparison, pen.glyphs)}.` : '';
  return `${beside} from ${wordsText(baseline.result.plan, pen)} (${how}).${gain}${precision === '' ? '' : `\n${precision}`}${warmup}`;
}

function sameText({ baseline }: ComparisonView, metrics: readonly string[], { glyphs }: Pen): string {
  const word = (metric: string) =>
    `${labelOf(metric)} ${formatEstimate(estimateOf(baseline, metric)!, unitOf(metric), glyphs).value}`;
  return metrics.map(word).join(', ');
}

function spaced(blocks: readonly string[]): readonly string[] {
  return blocks.length === 0 ? [] : [blocks.join('\n\n')];
}

function section(title: string, lines: readonly string[], { colours }: Pen): string {
  return lines.length === 0 ? '' : [colours.bold(title), ...lines].join('\n');
}
