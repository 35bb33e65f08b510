/** Closed forms beside what the simulation measured, where the scenario meets their preconditions. */
import type { TheoryRow } from '../../experiment/result.ts';
import { formatValue } from '../format.ts';
import { unitOf } from '../metric.ts';
import { printable } from '../name.ts';
import { type Html, html } from './tag.ts';

export function theoryTable(rows: readonly TheoryRow[]): Html {
  return html`<div class="box"><table><thead><tr><th class="words">metric</th><th>expected</th><th>measured</th><th>difference</th><th class="words">formula</th><th class="words">source</th></tr></thead><tbody>
${rows.map(row)}</tbody></table></div>`;
}

function row({ metric, formula, source, expected, measured }: TheoryRow): Html {
  const unit = unitOf(metric);
  const off = expected === 0 ? '–' : formatValue(measured / expected - 1, 'share');
  return html`<tr><th>${printable(metric, 80)}</th><td>${formatValue(expected, unit)}</td><td>${formatValue(measured, unit)}</td><td>${off}</td><td class="words long">${printable(formula, 120)}</td><td class="words">${printable(source, 60)}</td></tr>
`;
}
