/**
 * A plan's heat map for the terminal: a row per partition, hottest first, a column per stretch of time with its
 * greatest load ÷ capacity; on the page's colours, or as signs from light to dark with the ceiling in their middle.
 */
import { formatValue } from '../format.ts';
import { HOTTEST, heatIndex } from '../heat/palette.ts';
import type { ComparisonView, PlanView } from '../view.ts';
import type { Colours } from './colours.ts';
import { cut } from './fit.ts';
import { type Pen, wordsText } from './pen.ts';
import { greatestByColumn, greatestOf, timeLine } from './time-columns.ts';

const MOST_PARTITIONS = 10;
/** Half of them below the ceiling. */
const SIGNS = ' .:-=+*#%@';
const SIGN_STEP = HOTTEST / SIGNS.length;
const SCALE_COLUMNS = 24;

/** Title and rows; none where the plan has no heat map. */
export function heatMapLines({ baseline }: ComparisonView, plan: PlanView, pen: Pen): readonly string[] {
  const { partitions, rows, keys } = plan.result.heat;
  const shown = rows
    .map((row, i) => ({
      row,
      label: [`p${partitions[i]}`, ...(keys[i] ?? [])].join(' '),
      greatest: greatestOf(row) ?? 0,
    }))
    .filter(({ greatest }) => greatest > 0)
    .slice(0, MOST_PARTITIONS);
  if (shown.length === 0) return [];
  const name = `${cut(plan.result.plan, 32, pen)}${plan === baseline ? ' (baseline)' : ''}`;
  const which = shown.length === 1 ? 'the one partition in use' : `${shown.length} hottest partitions`;
  const lines = shown.map(({ row, label, greatest }) => {
    const heats = greatestByColumn(row).map((heat) => heat ?? 0);
    return timeLine(label, cells(heats, pen.colours), formatValue(greatest, 'ratio', pen.glyphs), pen);
  });
  return [wordsText(`${name}: ${which}, offered load ÷ capacity`, pen, 100), ...lines];
}

/** What the colours or signs stand for. */
export function heatScaleLine({ colours }: Pen): string {
  if (colours.onHeat === undefined) {
    const steps = Array.from(SIGNS, (sign, i) => `${sign} ${(i * SIGN_STEP).toFixed(1)}`).slice(1);
    return `offered / capacity from ${steps.join('  ')} or more`;
  }
  const heats = Array.from({ length: SCALE_COLUMNS }, (_, i) => (i / (SCALE_COLUMNS - 1)) * HOTTEST);
  return `offered ÷ capacity: 0 ${cells(heats, colours)} ${HOTTEST} or more; blue below the ceiling, red above`;
}

/** A blank on its colour per heat, what is alike written together; or a sign. */
function cells(heats: readonly number[], { onHeat }: Colours): string {
  if (onHeat === undefined) return heats.map(signOf).join('');
  const runs: { index: number; blanks: string }[] = [];
  for (const index of heats.map(heatIndex)) {
    const last = runs.at(-1);
    if (last?.index === index) last.blanks += ' ';
    else runs.push({ index, blanks: ' ' });
  }
  return runs.map(({ index, blanks }) => onHeat(blanks, index)).join('');
}

function signOf(heat: number): string {
  return SIGNS[Math.min(SIGNS.length - 1, Math.floor(heat / SIGN_STEP + 1e-9))]!;
}
