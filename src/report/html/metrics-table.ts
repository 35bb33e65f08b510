/** Every metric of a plan over the whole run, by family, a column per workload; and its key metrics window by window. */
import { cellOf } from '../cell.ts';
import { KEY_MEASURES, metricMatrix, windowsIn } from '../matrix.ts';
import { labelOf } from '../metric.ts';
import { printable } from '../name.ts';
import { type ComparisonView, estimateOf, type PlanView } from '../view.ts';
import { type Html, type HtmlValue, html } from './tag.ts';

export function metricsTable(view: ComparisonView, plan: PlanView): Html {
  const measured = Object.keys(plan.result.metrics).filter((name) => estimateOf(plan, name)?.mean !== undefined);
  const { scopes, families } = metricMatrix(measured, null);
  const body = families.map(
    ({ family, rows }) => html`<tr class="family"><th colspan="${scopes.length + 1}">${family}</th></tr>
${rows.map(
  ({
    base,
    cells,
  }) => html`<tr><th>${base.slice(family.length + 1)}</th>${cells.map((name) => valueCell(view, plan, name))}</tr>
`,
)}`,
  );
  return html`<div class="box"><table><thead><tr><th></th>${scopes.map((scope) => html`<th>${scopeName(scope)}</th>`)}</tr></thead><tbody>
${body}</tbody></table></div>`;
}

/** Null where the scenario has no windows. */
export function windowsTable(view: ComparisonView, plan: PlanView): Html | null {
  const names = Object.keys(plan.result.metrics).filter((name) => KEY_MEASURES.some((base) => name.endsWith(base)));
  const inFile = view.comparison.windows.map(({ name }) => name);
  const windows = [...windowsIn(names)].sort((a, b) => inFile.indexOf(a) - inFile.indexOf(b));
  if (windows.length === 0) return null;
  const rows: HtmlValue = windows.map((window) => {
    const { scopes, families } = metricMatrix(names, window);
    const cells = families.flatMap((family) => family.rows);
    return scopes.map((scope, column) => {
      const at = (base: string) => cells.find((row) => row.base === base)?.cells[column] ?? null;
      return html`<tr><th>${printable(window)}</th><th>${scopeName(scope)}</th>${KEY_MEASURES.map((base) => valueCell(view, plan, at(base)))}</tr>
`;
    });
  });
  return html`<div class="box"><table><thead><tr><th class="words">window</th><th class="words">requests</th>${KEY_MEASURES.map((base) => html`<th>${labelOf(base)}</th>`)}</tr></thead><tbody>
${rows}</tbody></table></div>`;
}

function valueCell(view: ComparisonView, plan: PlanView, name: string | null): Html {
  if (name === null) return html`<td></td>`;
  const { value, interval } = cellOf(view, plan, name);
  return html`<td>${value}${interval && ` ${interval}`}</td>`;
}

function scopeName(scope: string): string {
  return scope === '' ? 'all' : printable(scope, 32);
}
