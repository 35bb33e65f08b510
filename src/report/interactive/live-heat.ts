/** What the page's script must know of a heat map: its place in the drawing and, if asked, the heat of every slice. */
import { timeAxis } from '../charts/time-axis.ts';
import { HEAT_PLACE, heatBars, heatRowHeight } from '../heat/svg.ts';
import { printable } from '../name.ts';
import type { ComparisonView, PlanView } from '../view.ts';
import type { LiveChart, LiveHeat } from './data.ts';
import type { Keep } from './live-chart.ts';

/** More numbers than that would outweigh the page. */
const MOST_CHARACTERS = 100_000;

/** A plan's heat map with or without its numbers; without them too where they are too many. */
export function liveHeat(view: ComparisonView, plan: PlanView, hasNumbers: boolean, keep: Keep): LiveChart {
  const { durationMs } = view.comparison;
  const { divisor } = timeAxis(durationMs);
  const { rows } = plan.result.heat;
  const bars = heatBars(view);
  const named = bars.filter(({ name }) => name !== '');
  const at = (ms: number) => ms / divisor;
  const from = keep(bars.map(({ fromMs }) => at(fromMs)));
  const panel = {
    name: 'map',
    left: HEAT_PLACE.left,
    width: HEAT_PLACE.width,
    height: rows.length * heatRowHeight(rows.length),
    y: { type: 'linear', domain: [rows.length, 0] },
    layers: [
      { name: 'bars', kind: 'rect', x: from, x2: keep(bars.map(({ toMs }) => at(toMs))) },
      {
        name: 'names',
        kind: 'text',
        x: keep(named.map(({ fromMs }) => at(fromMs))),
        x2: keep(named.map(({ toMs }) => at(toMs))),
        dx: 3,
      },
    ],
  } as const;
  const heat = { top: HEAT_PLACE.top, rows: hasNumbers ? numbersOf(plan) : [] };
  return {
    x: { type: 'linear', domain: [0, at(durationMs)] },
    reads: { x: 'time', y: 'ratio' },
    panels: [panel],
    heat,
  };
}

function numbersOf({ result }: PlanView): LiveHeat['rows'] {
  const { rows, partitions, keys } = result.heat;
  const numbers = rows.map((row, i) => ({
    label: printable([`p${partitions[i]}`, ...(keys[i] ?? []).map((key) => printable(key))].join(' '), 120),
    heat: row.map((value) => Number(value.toPrecision(3))),
  }));
  return JSON.stringify(numbers).length > MOST_CHARACTERS ? [] : numbers;
}
