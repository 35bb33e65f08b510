/**
 * The percentile plot: how long the slowest tenth, hundredth, thousandth of all requests takes. A panel per plan, the
 * baseline in grey. Failed requests count as endless: a line ends at the share that was served, so a plan cannot look
 * fast by dropping the slow ones; it also ends where fewer than ten samples lie beyond.
 */
import type { TopLevelSpec } from 'vega-lite';
import { Histogram } from '../../sketch/histogram.ts';
import { formatValue } from '../format.ts';
import { type ComparisonView, estimateOf, type PlanView } from '../view.ts';
import { grid, type Layer, nameLayer, type Panel, type PanelPlace, placeOf } from './panel.ts';
import { ink, type Role } from './theme.ts';
import { latencyAxis, type ValueAxis } from './value-axis.ts';

const PANEL = { width: 240, height: 120 };
const COLUMNS = 4;
const SPACING = { row: 34, column: 40 };
const KEY = 'Latency of all requests by share, baseline dashed; a line ends at × where the rest failed';
/** In nines: 1 is 90 %, 2 is 99 %. */
const STEP = 0.05;
/** −log₁₀(1 − 0.5). */
const MEDIAN = 0.30103;
const MOST_NINES = 4;
const SAMPLES_BEYOND = 10;

interface Curve {
  readonly points: readonly { readonly n: number; readonly v: number }[];
  readonly failedShare: number;
  /** Whether the line ends because the rest failed. */
  readonly endsInFailure: boolean;
}

/** Latency of all requests against 1 − p, on logarithmic axes; null where no plan has a histogram. */
export function percentilePlot(view: ComparisonView): TopLevelSpec | null {
  const curves = new Map(view.plans.map((plan) => [plan, curveOf(plan)]));
  const values = [...curves.values()].flatMap(({ points }) => points);
  if (values.length === 0) return null;
  const axis = latencyAxis(
    values.map(({ v }) => v),
    'latency (log)',
  );
  const nines = Math.max(1, Math.ceil(Math.max(...values.map(({ n }) => n)) - 1e-9));
  const panels = view.plans.map((plan, i): Panel => {
    const place = placeOf(i, view.plans.length, COLUMNS);
    const line = (of: PlanView, role: Role) => curveLayers(curves.get(of)!, role, { axis, nines, place });
    const behind = plan.isBaseline ? [] : line(view.baseline, 'baseline');
    const name = nameLayer(`${plan.rank}  ${plan.name}${plan.isBaseline ? ' (baseline)' : ''}`, PANEL.width);
    return { ...PANEL, layer: [...behind, ...line(plan, 'blue'), name] };
  });
  return grid(panels, { columns: COLUMNS, spacing: SPACING, key: KEY, reads: { x: 'nines', y: 'ms' } });
}

function curveOf(plan: PlanView): Curve {
  const failedShare = estimateOf(plan, 'requests.failedShare')?.mean ?? 0;
  const data = plan.result.histograms.all;
  const histogram = data === undefined ? new Histogram() : Histogram.fromJSON(data);
  const points: { n: number; v: number }[] = [];
  let endsInFailure = false;
  for (let step = 1; step <= MOST_NINES / STEP; step++) {
    const n = Number((step * STEP).toFixed(2));
    const ofServed = (1 - 10 ** -n) / (1 - failedShare);
    endsInFailure = ofServed >= 1;
    if (endsInFailure || (1 - ofServed) * histogram.count < SAMPLES_BEYOND) break;
    points.push({ n, v: Number(histogram.quantile(ofServed).toPrecision(4)) });
  }
  return { points, failedShare, endsInFailure };
}

interface CurvePlace {
  readonly axis: ValueAxis;
  readonly nines: number;
  readonly place: PanelPlace;
}

function curveLayers({ points, failedShare, endsInFailure }: Curve, role: Role, { axis, nines, place }: CurvePlace) {
  const x = {
    field: 'n',
    type: 'quantitative',
    scale: { domain: [0, nines] as [number, number], nice: false },
    axis: {
      title: place.isBottom ? 'share of all requests at most as slow' : null,
      values: [MEDIAN, ...Array.from({ length: nines }, (_, i) => i + 1)],
      labels: place.isBottom,
      labelExpr: "format(100 - 100 * pow(10, -datum.value), '.' + max(0, ceil(datum.value) - 2) + 'f') + ' %'",
      labelFlush: false,
      grid: true,
    },
  } as const;
  const encoding = { x: { ...x, axis: { ...x.axis, values: [...x.axis.values] } }, y: axis.encoding(place) };
  const isBehind = role === 'baseline';
  const dash = isBehind ? { strokeDash: [5, 2.5] } : {};
  const values = points.map(({ n, v }) => ({ n, v: Math.max(v, axis.domain[0]) }));
  const line: Layer = {
    description: isBehind ? 'baseline' : 'latency',
    data: { values },
    mark: { type: 'line', color: ink(role), strokeWidth: isBehind ? 1.2 : 2, ...dash },
    encoding,
  };
  const last = values.at(-1);
  if (!endsInFailure || last === undefined) return [line];
  const cross: Layer = {
    data: { values: [last] },
    mark: {
      type: 'point',
      shape: 'cross',
      angle: 45,
      size: 60,
      filled: true,
      color: ink(isBehind ? role : 'vermillion'),
    },
    encoding,
  };
  const label: Layer = {
    data: { values: [{ label: `${formatValue(failedShare, 'share')} failed` }] },
    mark: { type: 'text', align: 'right', baseline: 'bottom', dx: -4, color: ink('vermillion'), fontWeight: 600 },
    encoding: { text: { field: 'label' }, x: { value: 'width' }, y: { value: PANEL.height - 5 } },
  };
  return isBehind ? [line, cross] : [line, cross, label];
}
