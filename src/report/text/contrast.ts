/** Two comparisons beside each other, for the terminal: what changed, and what did not as far as one can tell. */
import type { Contrast, MetricContrast } from '../../experiment/contrast.ts';
import { REVIEWED } from '../columns.ts';
import { formatEstimate } from '../format.ts';
import { labelOf, preferenceOf, unitOf } from '../metric.ts';
import type { Mark } from '../view.ts';
import type { Colours } from './colours.ts';
import { markText, type Pen, penOf, wordsText, writtenText } from './pen.ts';
import { tableText } from './table.ts';

/** Writes a contrast as text that ends in a newline. */
export function contrastText(contrast: Contrast, { colours }: { readonly colours: Colours | null }): string {
  const pen = penOf(colours);
  const { plans, gone, added, notes, isPaired } = contrast;
  const rows = plans.flatMap(({ plan, metrics }) =>
    REVIEWED.flatMap((metric) => {
      const found = metrics[metric];
      return found?.distinguishable ? [rowOf(plan, metric, found, pen)] : [];
    }),
  );
  const left = { align: 'left' } as const;
  const right = { align: 'right' } as const;
  const columns = [
    { head: 'plan', ...left },
    { head: 'metric', ...left },
    { head: 'before', ...right },
    { head: 'after', ...right },
    { head: 'difference  ', ...right },
  ];
  const how = isPaired ? 'paired, replication by replication' : 'two samples of their own';
  const list = (plansOf: readonly string[]) => plansOf.map((plan) => wordsText(plan, pen)).join(', ');
  const sections = [
    pen.colours.bold(wordsText(contrast.scenario, pen, 120)),
    rows.length > 0 ? tableText(columns, rows, pen) : 'Nothing differs, as far as these replications tell.',
    `Only what the 95 % interval of the difference tells from no change (${how}).`,
    ...(gone.length > 0 ? [`Plans that are gone: ${list(gone)}.`] : []),
    ...(added.length > 0 ? [`New plans: ${list(added)}.`] : []),
    ...notes.map((note) => `Note: ${wordsText(note, pen, 300)}.`),
  ];
  return `${sections.join('\n\n')}\n`;
}

function rowOf(plan: string, metric: string, { before, after, difference }: MetricContrast, pen: Pen): string[] {
  const written = (estimate: MetricContrast['before']) =>
    writtenText(formatEstimate(estimate, unitOf(metric), pen.glyphs), pen);
  return [
    wordsText(plan, pen, 32),
    labelOf(metric),
    written(before),
    written(after),
    `${written(difference)} ${markText(markOf(metric, difference.mean!), pen)}`,
  ];
}

function markOf(metric: string, difference: number): Mark {
  const preference = preferenceOf(metric);
  if (preference === 'neither') return null;
  return difference < 0 === (preference === 'less') ? 'better' : 'worse';
}
