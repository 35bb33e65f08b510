/**
 * A comparison as Markdown, for the summary of a CI run or a pull request: the sentence, what users get and the bill for it, loads, expectations,
 * warnings.
 */
import type { Comparison } from '../experiment/result.ts';
import { type Cell, cellOf, measuredOf } from './cell.ts';
import { billOf, serviceColumns } from './columns.ts';
import { breaksText, factorText, loadsOf } from './load.ts';
import { labelOf } from './metric.ts';
import { printable } from './name.ts';
import { oracleText } from './oracle.ts';
import { type ComparisonView, type Mark, rowsOf, sharedWarnings, viewOf } from './view.ts';

const SIGNS: Readonly<Record<Exclude<Mark, null>, string>> = { better: '▲', worse: '▼', same: '≈' };
const VERDICTS = { held: '✓', failed: '✗', undecided: '?' } as const;

/** The whole document; ends in a newline. */
export function comparisonMarkdown(comparison: Comparison): string {
  const view = viewOf(comparison);
  const { scenario, question, verdict, replications, baseline } = comparison;
  const key = `▲ better, ▼ worse, ≈ not distinguishable from ${words(baseline)}; ± 95 % interval, ${replications} replications, paired with it.`;
  const sections = [
    `## ${words(scenario.name, 120)}`,
    question === null ? '' : words(question, 400),
    `**${words(verdict, 600)}**`,
    plansTable(view, serviceColumns(view)),
    plansTable(view, billOf(view).columns),
    key,
    words(oracleText(view), 1000),
    loadTable(view),
    expectationTable(view),
    sharedWarnings(view)
      .map(
        ({ warning, plans }) =>
          `- ${plans.map((plan) => words(plan)).join(', ')}: ${words(warning.message, 400)}. ${words(warning.remedy, 400)}`,
      )
      .join('\n'),
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

function plansTable(view: ComparisonView, metrics: readonly string[]): string {
  if (metrics.length === 0) return '';
  const rows = rowsOf(view).map((plan) => [
    plan.rank === null ? `*${words(plan.result.plan)}*` : words(plan.result.plan),
    ...metrics.map((metric) => cellText(cellOf(view, plan, metric))),
  ]);
  return table(['plan', ...metrics.map(labelOf)], rows);
}

function cellText({ value, interval, mark }: Cell): string {
  return [value, interval, mark === null ? '' : SIGNS[mark]].filter((part) => part !== '').join(' ');
}

function loadTable(view: ComparisonView): string {
  const { load } = view.comparison;
  if (load === null) return '';
  const text = (factor: number | null): string => (factor === null ? '–' : factorText(factor));
  const rows = view.plans.map((plan) => {
    const loads = loadsOf(view, plan)!;
    return [words(plan.result.plan), text(loads.carries), breaksText(loads, '–')];
  });
  return `At what traffic it breaks, by \`${printable(load.goal, 200).replaceAll('`', "'")}\`:\n\n${table(['plan', 'carries', 'breaks at'], rows)}`;
}

function expectationTable(view: ComparisonView): string {
  const { expectations } = view.comparison;
  if (expectations.length === 0) return '';
  const rows = expectations.map((expectation) => {
    const { plan, that, during, verdict } = expectation;
    const { value, interval } = measuredOf(view, expectation);
    const claim = during === null ? that : `${that} during ${during}`;
    return [VERDICTS[verdict], words(plan), words(claim, 200), [value, interval].filter(Boolean).join(' ')];
  });
  return table(['', 'plan', 'expected', 'measured'], rows);
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rule = heads.map((_, i) => (i === 0 ? '---' : '--:'));
  return [line(heads), line(rule), ...rows.map(line)].join('\n');
}

/** Words of a scenario, which may hold anything: visible, on one line, and no markup. */
function words(text: string, limit = 80): string {
  return printable(text, limit).replace(/[\\`*_~[\]|<>#&!]/g, (sign) => `\\${sign}`);
}
