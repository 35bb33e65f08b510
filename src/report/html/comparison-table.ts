/** The table that answers the question: a row per plan, best first, with what users get and, beside it, the bill. */
import { type Cell, cellOf } from '../cell.ts';
import { billOf, serviceColumns } from '../columns.ts';
import { labelOf, meaningOf } from '../metric.ts';
import { oracleText } from '../oracle.ts';
import { type ComparisonView, type Mark, type PlanView, rowsOf, type SharedWarning, sharedWarnings } from '../view.ts';
import { type Html, html } from './tag.ts';

const SIGNS: Readonly<Record<Exclude<Mark, null>, { readonly sign: string; readonly words: string }>> = {
  better: { sign: '▲', words: 'better than the baseline' },
  worse: { sign: '▼', words: 'worse than the baseline' },
  same: { sign: '≈', words: 'not distinguishable from the baseline' },
};

export function comparisonTable(view: ComparisonView): Html {
  const service = serviceColumns(view);
  const { columns, same } = billOf(view);
  const warnings = sharedWarnings(view);
  const head = (metric: string, i: number, start: string) =>
    html`<th scope="col"${i === 0 && start ? html` class="${start}"` : ''} title="${metric}: ${meaningOf(metric)}">${labelOf(metric)}</th>`;
  const sames =
    same.length > 0 &&
    html`<p class="note">The same under every plan: ${same.map((metric) => `${labelOf(metric)} ${cellOf(view, view.baseline, metric).value}`).join(', ')}.</p>`;
  const bound = oracleText(view);
  return html`<div class="box"><table class="comparison">
<thead><tr><th rowspan="2">#</th><th rowspan="2" class="words">plan</th>${group(service.length, 'What users get', '')}${group(columns.length, 'The bill, per run', 'bill')}</tr>
<tr>${service.map((metric, i) => head(metric, i, ''))}${columns.map((metric, i) => head(metric, i, 'bill'))}</tr></thead>
<tbody>
${rowsOf(view).map((plan) => row(view, plan, { service, bill: columns, warnings }))}</tbody></table></div>
<p class="note">${key(view)}</p>${sames}${bound !== '' && html`<p class="note">${bound}</p>`}
`;
}

interface RowColumns {
  readonly service: readonly string[];
  readonly bill: readonly string[];
  readonly warnings: readonly SharedWarning[];
}

function row(view: ComparisonView, plan: PlanView, { service, bill, warnings }: RowColumns): Html {
  const cell = (metric: string, start: string) => cellHtml(cellOf(view, plan, metric), start);
  const notes = warnings.flatMap(({ plans }, i) => (plans.includes(plan.result.plan) ? [`[${i + 1}]`] : []));
  const name = html`<bdi>${plan.name}</bdi>${plan.isBaseline ? ' (baseline)' : ''}${notes.length > 0 && html`<sup>${notes}</sup>`}`;
  const kind = plan.isBaseline ? 'baseline' : plan.rank === null && 'oracle';
  return html`<tr${kind && html` class="${kind}"`}><td>${plan.rank ?? ''}</td><th scope="row">${name}</th>${service.map((metric) => cell(metric, ''))}${bill.map((metric, i) => cell(metric, i === 0 ? 'bill' : ''))}</tr>
`;
}

function cellHtml({ value, interval, mark }: Cell, start: string): Html {
  return html`<td${start && html` class="${start}"`}>${value}${markHtml(mark)}${interval && html`<small>${interval}</small>`}</td>`;
}

/** The sign of a mark with words for those who hear the page. */
function markHtml(mark: Mark): Html {
  if (mark === null) return html`<i></i>`;
  const { sign, words } = SIGNS[mark];
  return html`<i class="${mark}" role="img" aria-label="${words}">${sign}</i>`;
}

function group(columns: number, title: string, className: string): Html | null {
  return columns === 0 ? null : html`<th colspan="${columns}" class="words ${className}">${title}</th>`;
}

function key({ comparison, baseline }: ComparisonView): Html {
  const sign = (mark: Exclude<Mark, null>) => html`${markHtml(mark)} ${mark === 'same' ? 'not distinguishable' : mark}`;
  return html`${sign('better')}, ${sign('worse')}, ${sign('same')} from <bdi>${baseline.name}</bdi>: by the 95 % interval of the difference, replication by replication (${comparison.replications} of them, the same requests under every plan). ± is the half-width of a plan’s own 95 % interval. Failed: refused, dropped, expired or unfinished. Outcome percentiles count a failed request as endless; latency is of served requests only.`;
}
