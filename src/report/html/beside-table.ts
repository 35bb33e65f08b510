/** Every plan's differences from the baseline and their ratios, with the intervals that the signs of the first table stand for. */
import { type Beside, besideColumns, besideOf } from '../beside.ts';
import { scopedLabelOf } from '../metric.ts';
import { type ComparisonView, rowsOf } from '../view.ts';
import { type Html, html } from './tag.ts';

/** Nothing where no plan stands beside the baseline. */
export function besideTable(view: ComparisonView): Html | null {
  const metrics = besideColumns(view);
  const plans = rowsOf(view).filter(({ isBaseline }) => !isBaseline);
  if (plans.length === 0 || metrics.length === 0) return null;
  const rows = plans.map(
    (
      plan,
    ) => html`<tr><th scope="row"><bdi>${plan.name}</bdi></th>${metrics.map((metric) => cell(besideOf(view, plan, metric)))}</tr>
`,
  );
  return html`<details><summary>Differences from <bdi>${view.baseline.name}</bdi>, and ratios to it</summary>
<p class="note">Replication by replication, on the same requests; ± is half of the 95 % interval, pp are percentage points. Below: the ratio of the means.</p>
<div class="box"><table><thead><tr><th class="words">plan</th>${metrics.map((metric) => html`<th scope="col">${scopedLabelOf(metric)}</th>`)}</tr></thead><tbody>
${rows}</tbody></table></div></details>
`;
}

function cell(beside: Beside | null): Html {
  if (beside === null) return html`<td>–</td>`;
  const { difference, ratio } = beside;
  return html`<td>${difference.value} ${difference.interval}${ratio.value !== '' && html`<small>×${ratio.value} ${ratio.interval}</small>`}</td>`;
}
