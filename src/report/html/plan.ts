/** One plan in full: its mitigations as written, its heat map, its latency, its windows and every metric. */
import { heatMapName, latencyChartName } from '../charts/chart.ts';
import { printable } from '../name.ts';
import type { ComparisonView, PlanView } from '../view.ts';
import { type Drawings, figure } from './figure.ts';
import { metricsTable, windowsTable } from './metrics-table.ts';
import { type Html, html } from './tag.ts';
import { theoryTable } from './theory-table.ts';
import { timelineOf } from './timeline.ts';

const LATENCY = {
  title: 'Latency over time',
  caption: 'Of served requests, by workload, with the baseline in grey. The heat map of this plan stands above.',
};
const HEAT_AND_LATENCY = {
  title: 'Heat by partition, and latency over time',
  caption:
    'Latency of served requests, by workload, with the baseline in grey; a gap is a slice in which none was served.',
};

export function planSection(view: ComparisonView, plan: PlanView, drawings: Drawings): Html {
  const { mitigations, theory } = plan.result;
  const written = mitigations.map((line) => html`<li><code>${printable(line, 300)}</code></li>`);
  const windows = windowsTable(view, plan);
  const isAbove = plan === view.baseline || plan === view.best;
  const names = isAbove ? [latencyChartName(plan)] : [heatMapName(plan), latencyChartName(plan)];
  return html`<details><summary>${plan.rank}. <bdi>${plan.name}</bdi>${plan.isBaseline ? ' (baseline)' : ''}</summary>
${written.length === 0 ? html`<p>No mitigation: the system as it is.</p>` : html`<ul>${written}</ul>`}
${figure(names, isAbove ? LATENCY : HEAT_AND_LATENCY, drawings)}
${windows !== null && html`<h3>Window by window</h3>${windows}`}
${timelineOf(plan)}
${theory.length > 0 && html`<h3>Theory beside measurement</h3>${theoryTable(theory)}`}
<h3>All metrics of the whole run after warm-up</h3>
${metricsTable(view, plan)}
</details>
`;
}
