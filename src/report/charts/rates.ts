/** Rates over time, a small panel per plan, best first: throttled attempts, and requests offered and failed. */
import type { TopLevelSpec } from 'vega-lite';
import { cellOf } from '../cell.ts';
import { formatValue } from '../format.ts';
import type { Reads } from '../interactive/data.ts';
import type { ComparisonView, PlanView } from '../view.ts';
import { eventKey, eventLayers } from './events.ts';
import { type Axes, areaLayer, type LineStyle, lineLayer, perSecond, pointsOf, seriesOf } from './lines.ts';
import { bandLayers, cornerLayer, grid, type Layer, nameLayer, type Panel, placeOf } from './panel.ts';
import { timeAxis } from './time-axis.ts';
import { linearAxis } from './value-axis.ts';

const PANEL = { width: 252, height: 84 };
const COLUMNS = 4;
const SPACING = { row: 34, column: 24 };
const BASELINE: LineStyle = { label: 'baseline', role: 'baseline', isDashed: true, width: 1.2 };

type Values = readonly (number | null)[];

/** Throttled attempts per second with the baseline as a grey line; null where no plan was ever throttled. */
export function throttlesOverTime(view: ComparisonView): TopLevelSpec | null {
  const rate = (plan: PlanView): Values => rateOf(view, plan, 'attempts.throttled');
  const baseline = rate(view.baseline);
  const axis = {
    unit: 'perSecond' as const,
    title: 'throttled, 1/s',
    key: 'Throttled attempts per second, baseline dashed',
  };
  return smallMultiples(view, axis, view.plans.map(rate), (plan, axes) => {
    const back = lineLayer(points(view, baseline, axes), BASELINE, axes);
    const front = areaLayer(points(view, rate(plan), axes), { label: 'throttled', role: 'vermillion' }, axes);
    const peak = Math.max(0, ...rate(plan).map((value) => value ?? 0));
    const note = cornerLayer(peak > 0 ? `peak ${formatValue(peak, 'perSecond')}` : 'none');
    return plan.isBaseline ? [front, note] : [front, back, note];
  });
}

/** Share of messages that readers of histories missed, baseline dashed; null where nobody reads any, or misses none. */
export function missingOverTime(view: ComparisonView): TopLevelSpec | null {
  const share = (plan: PlanView): Values =>
    carriedOn(seriesOf(plan, 'recall.missingShare')?.values ?? []).map((value) =>
      value === null ? null : 100 * value,
    );
  const baseline = share(view.baseline);
  const axis = {
    unit: 'percent' as const,
    title: 'missing, %',
    key: 'Messages missing from reads of histories, per cent, baseline dashed',
  };
  return smallMultiples(view, axis, view.plans.map(share), (plan, axes) => {
    const back = lineLayer(points(view, baseline, axes), BASELINE, axes);
    const front = areaLayer(points(view, share(plan), axes), { label: 'missing', role: 'vermillion' }, axes);
    const note = cornerLayer(`${cellOf(view, plan, 'recall.missingShare').value} missing`);
    return plan.isBaseline ? [front, note] : [front, back, note];
  });
}

/** Requests offered per second, and in front the ones that failed; null where neither was measured. */
export function requestsOverTime(view: ComparisonView): TopLevelSpec | null {
  const offered = (plan: PlanView): Values => rateOf(view, plan, 'requests.offered');
  const failed = (plan: PlanView): Values => rateOf(view, plan, 'requests.failed');
  const axis = {
    unit: 'perSecond' as const,
    title: 'requests, 1/s',
    key: 'Requests per second: offered as a line, failed as an area',
  };
  return smallMultiples(view, axis, view.plans.map(offered), (plan, axes) => [
    lineLayer(points(view, offered(plan), axes), { label: 'offered', role: 'blue', isDashed: false, width: 1.4 }, axes),
    areaLayer(points(view, failed(plan), axes), { label: 'failed', role: 'vermillion' }, axes),
    cornerLayer(`${cellOf(view, plan, 'requests.failedShare').value} failed`),
  ]);
}

/** A stretch in which nobody read has the share of the last read before it, so that rare readers draw a line and not a comb. */
function carriedOn(values: Values): Values {
  const end = values.findLastIndex((value) => value !== null);
  let last: number | null = null;
  return values.map((value, i) => {
    last = value ?? last;
    return i <= end ? last : null;
  });
}

function smallMultiples(
  view: ComparisonView,
  { unit, title, key }: { readonly unit: Reads['y']; readonly title: string; readonly key: string },
  values: readonly Values[],
  layersOf: (plan: PlanView, axes: Axes) => readonly Layer[],
): TopLevelSpec | null {
  const all = values.flat();
  if (!all.some((value) => value !== null && value > 0)) return null;
  const time = timeAxis(view.comparison.durationMs);
  const value = linearAxis(all, title);
  const panels = view.plans.map((plan, i): Panel => {
    const axes: Axes = { time, value, place: placeOf(i, view.plans.length, COLUMNS) };
    const name = nameLayer(`${plan.rank}  ${plan.name}${plan.isBaseline ? ' (baseline)' : ''}`, PANEL.width);
    const layer = [
      ...bandLayers(view, axes.place, PANEL.width),
      ...layersOf(plan, axes),
      ...eventLayers(view, plan, axes.place, PANEL.height),
      name,
    ];
    return { ...PANEL, layer };
  });
  return grid(panels, {
    columns: COLUMNS,
    spacing: SPACING,
    key: key + eventKey(view),
    reads: { x: 'time', y: unit },
  });
}

function points({ comparison }: ComparisonView, values: Values, axes: Axes) {
  return pointsOf(values, comparison.sliceMs, axes);
}

/** A plan's series per second; empty where it was not measured. */
function rateOf({ comparison }: ComparisonView, plan: PlanView, name: string): Values {
  const series = seriesOf(plan, name);
  return series === undefined ? [] : perSecond(series, comparison.sliceMs);
}
