/**
 * Latency percentiles over time: p50 solid, p99 dashed, on a logarithmic scale. One chart sets the baseline beside the
 * best plan, workload by workload, the first eight of them; another shows one plan with the baseline in grey behind; a
 * third shows every plan on the workload that the objective asks about first.
 */
import type { TopLevelSpec } from 'vega-lite';
import { printable } from '../name.ts';
import type { ComparisonView, PlanView } from '../view.ts';
import { eventKey, eventLayers } from './events.ts';
import { type Axes, endLabels, type LineStyle, lineLayer, pointsOf, seriesOf } from './lines.ts';
import { bandLayers, grid, type Layer, nameLayer, type Panel, type PanelPlace, placeOf, type Size } from './panel.ts';
import { ink, type Role } from './theme.ts';
import { timeAxis } from './time-axis.ts';
import { latencyAxis, type ValueAxis } from './value-axis.ts';

const PANEL = { width: 480, height: 110 };
const PANEL_OF_PLAN = { width: 430, height: 110 };
const PANEL_AMONG_PLANS = { width: 340, height: 110 };
const COLUMNS_OF_PLANS = 3;
const SPACING = { row: 34, column: 46 };
const MOST_WORKLOADS = 8;
const AXIS_TITLE = 'latency (log)';
const KEY = 'p50 solid, p99 dashed; bar on top: over 1 % fail';
const FAILING_BAR_PX = 4;
const READS = { x: 'time', y: 'ms' } as const;

const MEASURES: readonly {
  readonly measure: string;
  readonly label: string;
  readonly role: Role;
  readonly isDashed: boolean;
}[] = [
  { measure: 'latencyMs.p50', label: 'p50', role: 'blue', isDashed: false },
  { measure: 'latencyMs.p99', label: 'p99', role: 'vermillion', isDashed: true },
];

/** Baseline and best plan side by side, a row per workload; null where there are no series. */
export function latencyBesideBest(view: ComparisonView): TopLevelSpec | null {
  const { baseline, best } = view;
  const plans = baseline === best ? [baseline] : [baseline, best];
  const scopes = scopesOf(view, plans);
  if (scopes.length === 0) return null;
  const axis = sharedAxis(plans, scopes);
  const panels = scopes.flatMap((scope, row) =>
    plans.map((plan, column) => {
      const place = placeOf(row * plans.length + column, scopes.length * plans.length, plans.length);
      const name = `${plan.name}${standing(view, plan)}${scope.name && `: ${scope.name}`}`;
      return latencyPanel(view, { name, size: PANEL, axis, place, front: plan, back: null, prefix: scope.prefix });
    }),
  );
  return grid(panels, { columns: plans.length, spacing: SPACING, key: KEY + eventKey(view), reads: READS });
}

/** Every plan, best first, on the workload that the objective names first; null where there are two plans or fewer. */
export function latencyByPlan(view: ComparisonView): TopLevelSpec | null {
  const { plans, baseline } = view;
  const prefix = objectivePrefix(view);
  const scope = scopesOf(view, plans).find((candidate) => candidate.prefix === prefix);
  if (scope === undefined || plans.length < 3) return null;
  const axis = sharedAxis(plans, [scope]);
  const panels = plans.map((plan, i) =>
    latencyPanel(view, {
      name: `${plan.rank}  ${plan.name}${plan.isBaseline ? ' (baseline)' : ''}`,
      size: PANEL_AMONG_PLANS,
      axis,
      place: placeOf(i, plans.length, COLUMNS_OF_PLANS),
      front: plan,
      back: plan.isBaseline ? null : baseline,
      prefix,
    }),
  );
  return grid(panels, {
    columns: COLUMNS_OF_PLANS,
    spacing: SPACING,
    key: `${KEY}, baseline in grey${eventKey(view)}`,
    reads: READS,
  });
}

/** `posts.` where the first metric of the objective that is about a workload is about posts; else the first workload. */
export function objectivePrefix({ comparison: { objective, workloads } }: ComparisonView): string {
  const asked = objective.flatMap((metric) => workloads.filter((name) => metric.startsWith(`${name}.`)));
  const name = asked[0] ?? workloads[0];
  return name === undefined ? '' : `${name}.`;
}

/** One plan, a row per workload, the baseline behind; null where there are no series. */
export function latencyOfPlan(view: ComparisonView, plan: PlanView): TopLevelSpec | null {
  const scopes = scopesOf(view, [plan]);
  if (scopes.length === 0) return null;
  const axis = sharedAxis([plan, view.baseline], scopes);
  const back = plan.isBaseline ? null : view.baseline;
  const panels = scopes.map((scope, row) => {
    const place = placeOf(row, scopes.length, 1);
    return latencyPanel(view, {
      name: scope.name || plan.name,
      size: PANEL_OF_PLAN,
      axis,
      place,
      front: plan,
      back,
      prefix: scope.prefix,
    });
  });
  return grid(panels, {
    columns: 1,
    spacing: SPACING,
    key: (back === null ? KEY : `${KEY}, baseline in grey`) + eventKey(view),
    reads: READS,
  });
}

function standing({ plans, baseline }: ComparisonView, plan: PlanView): string {
  if (plan.isBaseline) return ' (baseline)';
  return plans.indexOf(plan) < plans.indexOf(baseline) ? ' (best)' : ' (best of the others)';
}

interface Scope {
  readonly name: string;
  /** What stands before the measure in a series' name. */
  readonly prefix: string;
}

interface LatencyPanel {
  readonly name: string;
  readonly size: Size;
  readonly axis: ValueAxis;
  readonly place: PanelPlace;
  readonly front: PlanView;
  readonly back: PlanView | null;
  readonly prefix: string;
}

/** The workloads that have a series, or all requests together where none has. */
function scopesOf({ comparison }: ComparisonView, plans: readonly PlanView[]): readonly Scope[] {
  const has = ({ prefix }: Scope) =>
    plans.some((plan) => MEASURES.some(({ measure }) => seriesOf(plan, prefix + measure) !== undefined));
  const workloads = comparison.workloads.map((name) => ({ name: printable(name), prefix: `${name}.` })).filter(has);
  return workloads.length > 0 ? workloads.slice(0, MOST_WORKLOADS) : [{ name: '', prefix: '' }].filter(has);
}

function sharedAxis(plans: readonly PlanView[], scopes: readonly Scope[]): ValueAxis {
  const values = plans.flatMap((plan) =>
    scopes.flatMap(({ prefix }) => MEASURES.flatMap(({ measure }) => seriesOf(plan, prefix + measure)?.values ?? [])),
  );
  return latencyAxis(values, AXIS_TITLE);
}

function latencyPanel(view: ComparisonView, { name, size, axis, place, front, back, prefix }: LatencyPanel): Panel {
  const { durationMs, sliceMs } = view.comparison;
  const time = timeAxis(durationMs);
  const axes: Axes = { time, value: axis, place };
  const lines = (plan: PlanView, style: (look: Omit<LineStyle, 'width'>) => LineStyle) =>
    MEASURES.flatMap(({ measure, label, role, isDashed }) => {
      const series = seriesOf(plan, prefix + measure);
      if (series === undefined) return [];
      const points = pointsOf(series.values, sliceMs, axes);
      return [{ label, role, points, layer: lineLayer(points, style({ label, role, isDashed }), axes) }];
    });
  const behind =
    back === null
      ? []
      : lines(back, ({ label, isDashed }) => ({ label: `${label}, baseline`, role: 'baseline', isDashed, width: 1.2 }));
  const before = lines(front, (look) => ({ ...look, width: 1.8 }));
  const layer: Layer[] = [
    ...bandLayers(view, place, size.width),
    ...behind.map((line) => line.layer),
    ...before.map((line) => line.layer),
    ...endLabels(before, size.height, axes),
    ...failingLayers(view, front, prefix, axes),
    ...eventLayers(view, front, place, size.height),
    nameLayer(name, size.width),
  ];
  return { ...size, layer };
}

/** A bar on top where more than 1 % of the requests fail, so that a 99th percentile of them all is endless. */
function failingLayers({ comparison }: ComparisonView, plan: PlanView, prefix: string, { time, place }: Axes): Layer[] {
  const failed = seriesOf(plan, `${prefix}requests.failed`)?.values ?? [];
  const offered = seriesOf(plan, `${prefix}requests.offered`)?.values ?? [];
  const isFailing = (i: number) => (failed[i] ?? 0) > 0.01 * (offered[i] ?? 0);
  const at = (slice: number) => (slice * comparison.sliceMs) / time.divisor;
  const starts = failed.flatMap((_, i) => (isFailing(i) && !isFailing(i - 1) ? [i] : []));
  const values = starts.map((from) => {
    const length = failed.slice(from).findIndex((_, i) => !isFailing(from + i));
    return { from: at(from), to: at(length < 0 ? failed.length : from + length) };
  });
  if (values.length === 0) return [];
  return [
    {
      data: { values },
      mark: { type: 'rect', color: ink('vermillion') },
      encoding: {
        x: { ...time.encoding(place), field: 'from' },
        x2: { field: 'to' },
        y: { value: 0 },
        y2: { value: FAILING_BAR_PX },
      },
    },
  ];
}
