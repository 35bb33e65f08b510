/** Series of a run as lines and areas of a panel; a slice without a value is a gap. */
import type { Series } from '../../experiment/result.ts';
import type { PlanView } from '../view.ts';
import type { Layer, PanelPlace } from './panel.ts';
import { ink, type Role } from './theme.ts';
import type { TimeAxis } from './time-axis.ts';
import type { ValueAxis } from './value-axis.ts';

export interface Point {
  readonly t: number;
  readonly v: number | null;
}

export interface LineStyle {
  /** What the line shows, in a word or two. */
  readonly label: string;
  readonly role: Role;
  readonly isDashed: boolean;
  readonly width: number;
}

export interface Axes {
  readonly time: TimeAxis;
  readonly value: ValueAxis;
  readonly place: PanelPlace;
}

/** A plan's series by name; undefined where it was not measured. */
export function seriesOf({ result }: PlanView, name: string): Series | undefined {
  return result.series.find((series) => series.name === name);
}

/** A count per slice as a rate; a rate stays. */
export function perSecond({ values, unit }: Series, sliceMs: number): readonly (number | null)[] {
  const isRate = unit.endsWith('/s') || unit === 'perSecond';
  return isRate ? values : values.map((value) => (value === null ? null : (value * 1000) / sliceMs));
}

/** Values at the middle of their slices, four digits each; below the axis they lie on its edge. */
export function pointsOf(values: readonly (number | null)[], sliceMs: number, { time, value }: Axes): readonly Point[] {
  return values.map((v, i) => ({
    t: Number((((i + 0.5) * sliceMs) / time.divisor).toPrecision(6)),
    v: v === null ? null : Math.max(value.domain[0], Number(v.toPrecision(4))),
  }));
}

export function lineLayer(points: readonly Point[], { label, role, isDashed, width }: LineStyle, axes: Axes): Layer {
  const dash = isDashed ? { strokeDash: [5, 2.5] } : {};
  return {
    description: label,
    data: { values: [...points] },
    mark: { type: 'line', color: ink(role), strokeWidth: width, strokeJoin: 'round', ...dash },
    encoding: { x: axes.time.encoding(axes.place), y: axes.value.encoding(axes.place) },
  };
}

export function areaLayer(
  points: readonly Point[],
  { label, role }: Pick<LineStyle, 'label' | 'role'>,
  axes: Axes,
): Layer {
  return {
    description: label,
    data: { values: [...points] },
    mark: { type: 'area', color: ink(role), fillOpacity: 0.5, line: { color: ink(role), strokeWidth: 1.2 } },
    encoding: { x: axes.time.encoding(axes.place), y: axes.value.encoding(axes.place) },
  };
}

/** Names lines at their right ends, at least eleven pixels apart. */
export function endLabels(
  lines: readonly { readonly label: string; readonly role: Role; readonly points: readonly Point[] }[],
  height: number,
  { value }: Axes,
): readonly Layer[] {
  const [low, high] = value.domain.map(Math.log10) as [number, number];
  const pixel = (v: number) => height * (1 - (Math.log10(v) - low) / (high - low));
  const ends = lines
    .flatMap(({ label, role, points }) => {
      const last = points.filter(({ v }) => v !== null).at(-1);
      return last === undefined ? [] : [{ label, role, y: pixel(last.v!) }];
    })
    .sort((a, b) => b.y - a.y);
  for (const [i, end] of ends.entries()) if (i > 0) end.y = Math.min(end.y, ends[i - 1]!.y - 11);
  return ends.map(({ label, role, y }) => ({
    data: { values: [{ label }] },
    mark: { type: 'text', align: 'left', baseline: 'middle', dx: 4, fontSize: 10.5, fontWeight: 600, color: ink(role) },
    encoding: { text: { field: 'label' }, x: { value: 'width' }, y: { value: Number(y.toFixed(1)) } },
  }));
}
