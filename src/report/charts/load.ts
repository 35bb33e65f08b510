/**
 * How plans bear more traffic: goodput against what was offered, and the tail, a panel a plan. Where goodput leaves the line of what
 * was offered is the plan's knee. The scenario's own load is dotted; what failures make endless lies on the upper edge.
 */
import type { TopLevelSpec } from 'vega-lite';
import type { LoadPoint } from '../../experiment/result.ts';
import type { Reads } from '../interactive/data.ts';
import { loadsOf, loadText } from '../load.ts';
import type { ComparisonView } from '../view.ts';
import { cornerLayer, grid, type Layer, nameLayer, type Panel, placeOf } from './panel.ts';
import { ink } from './theme.ts';
import { decadeAxis, latencyAxis, type ValueAxis } from './value-axis.ts';

const PANEL = { width: 230, height: 110 };
const SPACING = { row: 54, column: 26 };
const COLUMNS = 4;
const TAIL = 'outcomeMs.p99';

interface Point {
  readonly x: number;
  readonly v: number;
}

/** Goodput by load; null where only one load was run. */
export function goodputByLoad(view: ComparisonView): TopLevelSpec | null {
  const offered = ({ offeredPerSecond: { mean } }: LoadPoint): number | null => mean;
  const goodput = ({ metrics }: LoadPoint): number | null => metrics['goodput.perSecond']?.mean ?? null;
  const all = pointsOf(view);
  const axis = decadeAxis([...all.map(offered), ...all.map(goodput)], 'served, 1/s');
  const key = 'Goodput by load; dashed: offered; dotted: the load of the scenario';
  return multiples(view, { axis, unit: 'perSecond', key }, (points, x, y) => [
    line(curve(points, offered), { label: 'offered', role: 'baseline', dash: [5, 2.5] }, x, y),
    ...marked(curve(points, goodput), 'served', x, y),
  ]);
}

/** The 99th percentile over all requests by load. */
export function tailByLoad(view: ComparisonView): TopLevelSpec | null {
  const tail = ({ metrics }: LoadPoint): number | null => metrics[TAIL]?.mean ?? null;
  const all = pointsOf(view);
  const axis = latencyAxis(all.map(tail), 'outcome p99');
  const key =
    '99th percentile of outcomes by load, failures endless: on the upper edge; dotted: the load of the scenario';
  return multiples(view, { axis, unit: 'ms', key }, (points, x, y) =>
    marked(
      points.flatMap((point) => {
        const isEndless = (point.metrics['requests.failedShare']?.mean ?? 0) > 0.01;
        const v = tail(point) ?? (isEndless ? axis.domain[1] : null);
        return v === null ? [] : [{ x: point.factor, v: rounded(v) }];
      }),
      'p99',
      x,
      y,
    ),
  );
}

type XEncoding = ReturnType<typeof loadAxis>;
type YEncoding = ReturnType<ValueAxis['encoding']>;

function multiples(
  view: ComparisonView,
  { axis, unit, key }: { readonly axis: ValueAxis; readonly unit: Reads['y']; readonly key: string },
  layersOf: (points: readonly LoadPoint[], x: XEncoding, y: YEncoding) => readonly Layer[],
): TopLevelSpec | null {
  if (pointsOf(view).length <= view.plans.length) return null;
  const factors = pointsOf(view).map(({ factor }) => factor);
  const panels = view.plans.map((plan, i): Panel => {
    const place = placeOf(i, view.plans.length, COLUMNS);
    const loads = loadsOf(view, plan)!;
    const x = loadAxis(factors, place.isBottom);
    const own: Layer = {
      data: { values: [{ x: 1 }] },
      mark: { type: 'rule', color: ink('muted'), strokeDash: [1.5, 2.5] },
      encoding: { x },
    };
    const layer = [
      own,
      ...layersOf(loads.points, x, axis.encoding(place)),
      nameLayer(`${plan.rank}  ${plan.name}${plan.isBaseline ? ' (baseline)' : ''}`, PANEL.width),
      cornerLayer(loadText(loads), PANEL.height),
    ];
    return { ...PANEL, layer };
  });
  return grid(panels, { columns: COLUMNS, spacing: SPACING, key, reads: { x: 'load', y: unit } });
}

/** Loads on a logarithmic scale, as factors. */
function loadAxis(factors: readonly number[], isBottom: boolean) {
  const least = Math.min(...factors);
  const most = Math.max(...factors);
  const halvings = Array.from({ length: 21 }, (_, i) => 2 ** (i - 10)).filter((x) => x >= least && x <= most);
  const domain: [number, number] = [least / 1.1, most * 1.1];
  return {
    field: 'x',
    type: 'quantitative' as const,
    scale: { type: 'log' as const, domain, nice: false },
    axis: {
      title: isBottom ? 'load' : null,
      values: halvings,
      labelExpr: "format(datum.value, '~r') + 'x'",
      grid: false,
    },
  };
}

function pointsOf({ comparison }: ComparisonView): readonly LoadPoint[] {
  return comparison.load?.plans.flatMap(({ points }) => points) ?? [];
}

function curve(points: readonly LoadPoint[], of: (point: LoadPoint) => number | null): Point[] {
  return points.flatMap((point) => {
    const v = of(point);
    return v === null ? [] : [{ x: point.factor, v: rounded(v) }];
  });
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}

function line(
  values: Point[],
  { label, role, dash }: { readonly label: string; readonly role: 'baseline' | 'blue'; readonly dash?: number[] },
  x: XEncoding,
  y: YEncoding,
): Layer {
  const dashed = dash === undefined ? {} : { strokeDash: dash };
  return {
    description: label,
    data: { values },
    mark: { type: 'line', color: ink(role), strokeWidth: 1.4, ...dashed },
    encoding: { x, y },
  };
}

function marked(values: Point[], label: string, x: XEncoding, y: YEncoding): Layer[] {
  return [
    line(values, { label, role: 'blue' }, x, y),
    {
      data: { values },
      mark: { type: 'point', filled: true, opacity: 1, size: 28, color: ink('blue') },
      encoding: { x, y },
    },
  ];
}
