/** What is needed to make the same numbers again. */
import { formatSpan } from '../format.ts';
import { printable } from '../name.ts';
import { pairingText } from '../pairing.ts';
import { precisionText } from '../precision.ts';
import type { ComparisonView } from '../view.ts';
import { warmupText } from '../warmup.ts';
import { type Html, html } from './tag.ts';

export function provenance(view: ComparisonView): Html {
  const { comparison, baseline } = view;
  const { tool, scenario, seed, replications, durationMs, sliceMs, schemaVersion } = comparison;
  const pairing = pairingText(view);
  const precision = precisionText(comparison);
  const rows: readonly (readonly [string, string])[] = [
    ['tool', `${tool.name} ${tool.version}, result schema ${schemaVersion}`],
    ['scenario', `${printable(scenario.name, 160)}, hash ${printable(scenario.hash)}`],
    ['seed', printable(seed)],
    ['replications', String(replications)],
    ...(precision === '' ? [] : [['precision', precision] as const]),
    ['duration', `${formatSpan(durationMs)}; slices of ${formatSpan(sliceMs)}`],
    ['warm-up left out', warmupText(comparison)],
    ['baseline', baseline.name],
    ...(pairing === ''
      ? []
      : [
          [
            'same requests',
            `without them the intervals of differences would be wider: ${pairing} (median over plans)`,
          ] as const,
        ]),
  ];
  return html`<h2>How to get the same numbers</h2>
<div class="box"><table><tbody>${rows.map(([word, value]) => html`<tr><th>${word}</th><td class="words long"><bdi>${value}</bdi></td></tr>`)}</tbody></table></div>
<p class="note">The same scenario, plan, seed and version give the same bytes on every machine. The model’s assumptions are in the documentation; an option’s default cites its source there.</p>
`;
}
