/**
 * Replication by replication: the first metric of the objective in every run, a row of dots per plan, with mean and 95 %
 * interval. Where the dots of two plans mix, chance decides between them. What failures make endless stands at the edge.
 */
import type { TopLevelSpec } from 'vega-lite';
import { cellOf } from '../cell.ts';
import { isInfinite } from '../infinite.ts';
import { scopedLabelOf, type Unit, unitOf } from '../metric.ts';
import { type ComparisonView, estimateOf, isEndless } from '../view.ts';
import { grid, type Layer, type Panel } from './panel.ts';
import { heightOf, namePanel, ROW_AXIS } from './plan-rows.ts';
import { ink } from './theme.ts';
import { latencyAxis, linearAxis, type ValueAxis } from './value-axis.ts';

const PLOT_WIDTH = 560;
const SPACING = 20;
const TEXT_WIDTH = 110;
/** Dots above the middle of the row, mean and interval below, so that neither hides the other. */
const BELOW_PX = 4;
const KEY =
  'A dot per replication; upright: mean; bar: 95 % interval; dashed: mean of the baseline; right edge: endless';

const UNITS: Partial<Record<Unit, string>> = { share: ', %', usd: ', $', s: ', s', perSecond: ', 1/s' };

const DOT = {
  type: 'point',
  filled: true,
  opacity: 1,
  fillOpacity: 0.45,
  strokeWidth: 1,
  size: 40,
  color: ink('blue'),
  yOffset: -BELOW_PX,
} as const;
const MEAN = {
  type: 'tick',
  orient: 'vertical',
  opacity: 1,
  thickness: 2,
  size: 9,
  color: ink('text'),
  yOffset: BELOW_PX,
} as const;

type Value = number | null;

/** A replication, or the mean of all, in the row of its plan. */
interface Point {
  readonly row: number | null;
  readonly v: Value;
  readonly isEndless: boolean;
}

interface Mean extends Point {
  readonly low: Value;
  readonly high: Value;
  readonly isBaseline: boolean;
  readonly text: string;
}

/** Null where each plan was run once, or nothing was measured. */
export function replicationsChart(view: ComparisonView): TopLevelSpec | null {
  const metric = view.comparison.objective[0];
  if (metric === undefined || view.comparison.replications < 2) return null;
  const runs = runsOf(view, metric);
  if (runs.every(({ v, isEndless }) => v === null && !isEndless)) return null;
  const panel = valuesPanel(view, metric, runs);
  return grid([namePanel(view, SPACING), panel], { columns: 2, spacing: { row: 0, column: SPACING }, key: KEY });
}

function runsOf({ plans }: ComparisonView, metric: string): readonly Point[] {
  return plans.flatMap(({ result, rank }) =>
    result.runs.map((run) => ({ row: rank, v: shown(run[metric], metric), isEndless: isInfinite(metric, run) })),
  );
}

function meansOf(view: ComparisonView, metric: string): readonly Mean[] {
  return view.plans.map((plan) => {
    const estimate = estimateOf(plan, metric);
    const { value, interval } = cellOf(view, plan, metric);
    return {
      row: plan.rank,
      v: shown(estimate?.mean, metric),
      low: shown(estimate?.low, metric),
      high: shown(estimate?.high, metric),
      isEndless: isEndless(plan, metric),
      isBaseline: plan.isBaseline,
      text: `${value} ${interval}`.trim(),
    };
  });
}

/** A value as the axis has it: shares in per cent. */
function shown(value: number | null | undefined, metric: string): Value {
  if (value === null || value === undefined) return null;
  return unitOf(metric) === 'share' ? 100 * value : value;
}

function axisOf(metric: string, values: readonly Value[]): ValueAxis {
  const unit = unitOf(metric);
  const title = `${scopedLabelOf(metric)}${UNITS[unit] ?? ''}`;
  return unit === 'ms' ? latencyAxis(values, `${title} (log)`) : linearAxis(values, title);
}

function valuesPanel(view: ComparisonView, metric: string, runs: readonly Point[]): Panel {
  const means = meansOf(view, metric);
  const axis = axisOf(metric, [...runs.map(({ v }) => v), ...means.map(({ high }) => high)]);
  const [left, right] = axis.domain;
  const inside = (value: Value) => (value === null ? null : Math.max(left, value));
  const placed = <T extends Point>(points: readonly T[]) =>
    points.map((point) => ({ ...point, v: point.isEndless ? right : inside(point.v) })).filter(({ v }) => v !== null);
  const intervals = means
    .filter(({ low, high }) => low !== null && high !== null)
    .map(({ row, low, high }) => ({ row, low: inside(low), high: inside(high) }));
  const encoding = axis.encoding({ isLeft: true, isBottom: true });
  const x = { ...encoding, axis: { ...encoding.axis, labelFlush: false } };
  const y = ROW_AXIS;
  const layer: Layer[] = [
    {
      data: { values: placed(means).filter(({ isBaseline }) => isBaseline) },
      mark: { type: 'rule', color: ink('baseline'), strokeDash: [3, 3] },
      encoding: { x },
    },
    {
      data: { values: intervals },
      mark: { type: 'rule', color: ink('muted'), strokeWidth: 2, yOffset: BELOW_PX },
      encoding: { x: { ...x, field: 'low' }, x2: { field: 'high' }, y },
    },
    { data: { values: placed(runs) }, mark: DOT, encoding: { x, y } },
    { data: { values: placed(means) }, mark: MEAN, encoding: { x, y } },
    {
      data: { values: [...means] },
      mark: { type: 'text', align: 'right', baseline: 'middle', fontSize: 10.5 },
      encoding: { text: { field: 'text' }, x: { value: PLOT_WIDTH + TEXT_WIDTH }, y },
    },
  ];
  return { width: PLOT_WIDTH, height: heightOf(view), layer };
}
