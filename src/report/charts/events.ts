/**
 * What happened to leaders, as ticks along the bottom of a panel: crashes long, the rest short, in the order of a failover:
 * crash, suspicion, election, first answer. A failover loop becomes a row of them.
 */
import type { RunEvent } from '../../metrics/events.ts';
import type { ComparisonView, PlanView } from '../view.ts';
import type { Layer, PanelPlace } from './panel.ts';
import { ink, type Role } from './theme.ts';
import { timeAxis } from './time-axis.ts';

const LOOKS: Readonly<Record<RunEvent['kind'], { readonly role: Role; readonly share: number }>> = {
  crash: { role: 'vermillion', share: 1 },
  'taken down': { role: 'vermillion', share: 0.3 },
  suspected: { role: 'purple', share: 0.3 },
  elected: { role: 'blue', share: 0.3 },
  'served again': { role: 'green', share: 0.3 },
  restart: { role: 'muted', share: 0.15 },
};

const KEY = 'ticks: red crash or taken down, purple suspected, blue elected, green served again, grey restart';

/** The ticks of one plan; none where its leaders never failed. */
export function eventLayers(
  { comparison }: ComparisonView,
  plan: PlanView,
  place: PanelPlace,
  height: number,
): Layer[] {
  const axis = timeAxis(comparison.durationMs);
  const kinds = Object.entries(LOOKS);
  return kinds.flatMap(([kind, { role, share }]): Layer[] => {
    const values = plan.result.events
      .filter((event) => event.kind === kind)
      .map(({ atMs }) => ({ t: Number((atMs / axis.divisor).toPrecision(6)) }));
    if (values.length === 0) return [];
    return [
      {
        data: { values },
        mark: { type: 'rule', color: ink(role), strokeWidth: 1 },
        encoding: { x: axis.encoding(place), y: { value: height }, y2: { value: Math.round(height * (1 - share)) } },
      },
    ];
  });
}

/** What the ticks mean, to follow what else a chart explains; empty where no plan has any. */
export function eventKey({ plans }: ComparisonView): string {
  return plans.some(({ result }) => result.events.length > 0) ? `; ${KEY}` : '';
}
