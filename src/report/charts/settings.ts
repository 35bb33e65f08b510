/**
 * What a setting does: the metrics of the objective against the one number in which plans differ, a row per mitigation.
 * Bars are 95 % intervals, the dashed line is the baseline; what failures make endless lies on the upper edge.
 */
import type { TopLevelSpec } from 'vega-lite';
import type { Sweep } from '../../experiment/result.ts';
import { scopedLabelOf, unitOf } from '../metric.ts';
import { printable } from '../name.ts';
import { type ComparisonView, estimateOf, isEndless, type PlanView } from '../view.ts';
import { grid, type Layer, nameLayer, type Panel, type PanelPlace } from './panel.ts';
import { ink } from './theme.ts';
import { latencyAxis, linearAxis, type ValueAxis } from './value-axis.ts';

const PANEL = { width: 300, height: 150 };
const SPACING = { row: 56, column: 70 };
const MOST_SWEEPS = 3;
const MOST_METRICS = 3;
const PLACE: PanelPlace = { isLeft: true, isBottom: true };

/** Null where no three plans differ in one number alone, or nothing was measured. */
export function settingsChart(view: ComparisonView): TopLevelSpec | null {
  const { sweeps, objective } = view.comparison;
  const metrics = objective.filter((metric) => tellsApart(view, metric)).slice(0, MOST_METRICS);
  const panels = sweeps
    .slice(0, MOST_SWEEPS)
    .flatMap((sweep) => metrics.map((metric) => settingPanel(view, sweep, metric)));
  if (panels.length === 0) return null;
  return grid(panels, {
    columns: metrics.length,
    spacing: SPACING,
    key: 'Dashed: the baseline; bar: 95 % interval; on the upper edge: endless',
  });
}

/** Whether a metric was measured and is not the same under all plans. */
function tellsApart({ plans }: ComparisonView, metric: string): boolean {
  const values = plans.map((plan) => measured(plan, metric));
  const isMeasured = values.some(({ v, isEndless }) => v !== null || isEndless);
  return isMeasured && new Set(values.map(({ v, isEndless }) => (isEndless ? 'endless' : v))).size > 1;
}

function settingPanel(view: ComparisonView, { kind, option, points }: Sweep, metric: string): Panel {
  const plans = points.flatMap(({ plan, text }) => {
    const found = view.plans.find(({ result }) => result.plan === plan);
    return found === undefined ? [] : [{ plan: found, text: printable(text) }];
  });
  const shown = plans.map(({ plan, text }) => ({ x: text, ...measured(plan, metric) }));
  const baseline = measured(view.baseline, metric);
  const values = [...shown, baseline].flatMap(({ v, low, high }) => [v, low, high]);
  const axis = unitOf(metric) === 'ms' ? latencyAxis(values, 'log scale') : linearAxis(values, '');
  const x = {
    field: 'x',
    type: 'ordinal',
    sort: shown.map((point) => point.x),
    axis: { title: `${kind}: ${option}`, labelAngle: 0 },
  } as const;
  const y = axis.encoding(PLACE);
  const at = (point: ReturnType<typeof measured>) => heightOf(point, axis);
  const data = shown.map((point) => ({ ...point, v: at(point) })).filter(({ v }) => v !== null);
  const bars = data.filter(({ low, high }) => low !== null && high !== null);
  const layer: Layer[] = [
    {
      data: { values: at(baseline) === null ? [] : [{ v: at(baseline) }] },
      mark: { type: 'rule', color: ink('baseline'), strokeDash: [4, 3] },
      encoding: { y },
    },
    {
      data: { values: bars },
      mark: { type: 'rule', color: ink('muted'), strokeWidth: 2 },
      encoding: { x, y: { ...y, field: 'low' }, y2: { field: 'high' } },
    },
    { data: { values: data }, mark: { type: 'line', color: ink('blue'), strokeWidth: 1.4 }, encoding: { x, y } },
    {
      data: { values: data },
      mark: { type: 'point', filled: true, opacity: 1, size: 50, color: ink('blue') },
      encoding: { x, y },
    },
    nameLayer(scopedLabelOf(metric), PANEL.width),
  ];
  return { ...PANEL, layer };
}

interface Value {
  readonly v: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly isEndless: boolean;
}

function measured(plan: PlanView, metric: string): Value {
  const estimate = estimateOf(plan, metric);
  return {
    v: estimate?.mean ?? null,
    low: estimate?.low ?? null,
    high: estimate?.high ?? null,
    isEndless: isEndless(plan, metric),
  };
}

/** Where a value is drawn: an endless one on the upper edge, one below the axis on the lower. */
function heightOf({ v, isEndless }: Value, { domain }: ValueAxis): number | null {
  if (isEndless) return domain[1];
  return v === null ? null : Math.max(domain[0], v);
}
