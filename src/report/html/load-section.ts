/** At what traffic each plan breaks. */
import type { PlanLoads } from '../../experiment/result.ts';
import { formatEstimate } from '../format.ts';
import { breaksText, columnFactors, factorText, loadNote, loadsOf } from '../load.ts';
import { labelOf, unitOf } from '../metric.ts';
import { printable } from '../name.ts';
import type { ComparisonView } from '../view.ts';
import { type Html, html } from './tag.ts';

/** Null where only the scenario's own load was run. */
export function loadSection(view: ComparisonView): Html | null {
  const { load } = view.comparison;
  if (load === null) return null;
  const shown = columnFactors(load);
  const note = loadNote(load);
  const rows = view.plans.map((plan) => {
    const loads = loadsOf(view, plan)!;
    const cells = shown.map((factor) => html`<td>${valueAt(loads, factor, load.metric)}</td>`);
    return html`<tr><th><bdi>${plan.name}</bdi></th><td>${text(loads.carries)}</td><td>${breaksText(loads, '–')}</td>${cells}</tr>
`;
  });
  const heads = shown.map((factor) => html`<th>${factorText(factor)}</th>`);
  return html`<h2>At what traffic it breaks</h2>
<p>The scenario again with all its arrival rates multiplied. Asked of every plan, and judged on the 95 % interval: <code>${printable(load.goal, 200)}</code>.${shown.length > 0 && html` Beside it: ${labelOf(load.metric)} at each load.`}</p>
<div class="box"><table><thead><tr><th class="words">plan</th><th>carries</th><th>breaks at</th>${heads}</tr></thead><tbody>
${rows}</tbody></table></div>${note !== '' && html`<p class="note">${note}</p>`}
`;
}

function text(factor: number | null): string {
  return factor === null ? '–' : factorText(factor);
}

function valueAt({ points }: PlanLoads, factor: number, metric: string): string {
  const estimate = points.find((point) => point.factor === factor)?.metrics[metric];
  return estimate === undefined ? '–' : formatEstimate(estimate, unitOf(metric)).value;
}
