/**
 * Benefit beside bill: a row per plan, best first, and a column per metric with its own scale. The sign says how the
 * plan stands beside the baseline (▲ better, ▼ worse, ● not distinguishable, ◆ the baseline itself), the bar is the 95 %
 * interval, the dashed line is the baseline. What failures make endless stands at the right edge.
 */
import type { TopLevelSpec } from 'vega-lite';
import { cellOf } from '../cell.ts';
import { billOf, serviceColumns } from '../columns.ts';
import { labelOf, unitOf } from '../metric.ts';
import { type ComparisonView, estimateOf, isEndless, markOf, type PlanView } from '../view.ts';
import { grid, type Layer, type Panel } from './panel.ts';
import { heightOf, namePanel, ROW_AXIS } from './plan-rows.ts';
import { ink, type Role } from './theme.ts';

const PLOT_WIDTH = 80;
const SPACING = 74;
const KEY = '▲ better, ▼ worse, ● not distinguishable from the baseline ◆; bar: 95 % interval';
const MOST_COLUMNS = 7;

type Standing = 'better' | 'worse' | 'same' | 'baseline';

const SIGNS: Readonly<Record<Standing, { readonly shape: string; readonly role: Role; readonly size: number }>> = {
  better: { shape: 'triangle-up', role: 'blue', size: 70 },
  worse: { shape: 'triangle-down', role: 'vermillion', size: 70 },
  same: { shape: 'circle', role: 'axis', size: 45 },
  baseline: { shape: 'diamond', role: 'text', size: 70 },
};

/** What users get; null where it was not measured. */
export function benefitChart(view: ComparisonView): TopLevelSpec | null {
  return metricsChart(view, serviceColumns(view));
}

/** What it costs; null where it costs nothing. */
export function billChart(view: ComparisonView): TopLevelSpec | null {
  return metricsChart(view, billOf(view).columns);
}

function metricsChart(view: ComparisonView, metrics: readonly string[]): TopLevelSpec | null {
  if (metrics.length === 0) return null;
  const panels = [
    namePanel(view, SPACING),
    ...metrics.slice(0, MOST_COLUMNS).map((metric) => metricPanel(view, metric)),
  ];
  return grid(panels, { columns: panels.length, spacing: { row: 0, column: SPACING }, key: KEY });
}

function metricPanel(view: ComparisonView, metric: string): Panel {
  const rows = view.plans.map((plan) => rowOf(view, plan, metric));
  const ends = rows.flatMap(({ low, high, v }) => [low, high, v]).filter((value) => value !== null && value > 0);
  const highest = Math.max(...(ends as number[]), 0) || 1;
  const lowest = Math.min(...(ends as number[]), highest);
  const isLog = unitOf(metric) === 'ms' && highest / lowest > 20;
  const domain: [number, number] = isLog ? [lowest / 2, highest * 2] : [Math.min(0, lowest), highest * 1.08];
  const x = {
    field: 'v',
    type: 'quantitative',
    scale: { type: isLog ? 'log' : 'linear', domain, nice: false },
    axis: null,
  } as const;
  const y = ROW_AXIS;
  const shown = rows.map((row) => ({ ...row, v: row.isEndless ? domain[1] : row.v }));
  const finite = shown.filter(({ low, high }) => low !== null && high !== null);
  const baseline = shown.filter(({ standing, v }) => standing === 'baseline' && v !== null);
  const signs = (Object.keys(SIGNS) as Standing[]).map((standing): Layer => {
    const { shape, role, size } = SIGNS[standing];
    return {
      data: { values: shown.filter((row) => row.standing === standing && row.v !== null) },
      mark: { type: 'point', filled: true, opacity: 1, shape, size, color: ink(role) },
      encoding: { x, y },
    };
  });
  return {
    width: PLOT_WIDTH,
    height: heightOf(view),
    title: { text: `${labelOf(metric)}${isLog ? ' (log)' : ''}`, anchor: 'start', offset: 6, fontSize: 11 },
    layer: [
      { data: { values: shown }, mark: { type: 'rule', color: ink('grid') }, encoding: { y } },
      {
        data: { values: baseline },
        mark: { type: 'rule', color: ink('baseline'), strokeDash: [3, 3] },
        encoding: { x },
      },
      {
        data: { values: finite },
        mark: { type: 'rule', color: ink('muted'), strokeWidth: 2 },
        encoding: { x: { ...x, field: 'low' }, x2: { field: 'high' }, y },
      },
      ...signs,
      {
        data: { values: shown },
        mark: { type: 'text', align: 'left', baseline: 'middle', fontSize: 10.5, dx: 13 },
        encoding: { text: { field: 'text' }, x: { value: 'width' }, y },
      },
    ],
  };
}

function rowOf(view: ComparisonView, plan: PlanView, metric: string) {
  const estimate = estimateOf(plan, metric);
  const mark = markOf(view, plan, metric);
  const standing: Standing = plan.isBaseline ? 'baseline' : (mark ?? 'same');
  return {
    row: plan.rank,
    v: estimate?.mean ?? null,
    low: estimate?.low ?? null,
    high: estimate?.high ?? null,
    text: cellOf(view, plan, metric).value,
    standing,
    isEndless: isEndless(plan, metric),
  };
}
