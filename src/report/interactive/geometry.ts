/**
 * Arithmetic of a chart in the page: scales, ticks, paths that end at the panel's edges, numbers in words. The page gets
 * the text of these functions (script.ts), so each may call the others and nothing else.
 */
import type { Axis, Column, LiveChart, LivePanel, Reads } from './data.ts';

/** A panel's scales: time or whatever x is from `from` to `to`, and its size in pixels. */
export interface Frame {
  readonly x: Axis;
  readonly y: Axis;
  readonly left: number;
  readonly width: number;
  readonly height: number;
}

/** A stretch of time, in the unit of the axis. */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

type Point = readonly [x: number, y: number];

/** Where a value lies on an axis, 0 to 1. */
export function shareOf({ type, domain: [low, high] }: Axis, value: number): number {
  return type === 'log' ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
}

/** The value at a share of an axis. */
export function valueAt({ type, domain: [low, high] }: Axis, share: number): number {
  return type === 'log' ? low * (high / low) ** share : low + share * (high - low);
}

/** A stretch of the x axis as pixels between the panel's edges; null where none of it is inside. */
export function stretchOf({ x, left, width }: Frame, from: number, to: number): readonly [number, number] | null {
  const edge = (value: number) => left + width * Math.min(1, Math.max(0, shareOf(x, value)));
  return shareOf(x, to) < 0 || shareOf(x, from) > 1 ? null : [edge(from), edge(to)];
}

/** A line in pixels, cut off at the panel's edges: a run of points for every part without a gap. */
export function runsOf({ x, y, left, width, height }: Frame, xs: Column, ys: Column): readonly (readonly Point[])[] {
  const points = ys.map((value, i): Point | null =>
    value === null ? null : [left + width * shareOf(x, xs[i]!), height * (1 - shareOf(y, value))],
  );
  const runs: Point[][] = [];
  for (const [i, next] of points.entries()) {
    const last = points[i - 1] ?? null;
    const part = last && next && cutOff(last, next, left, left + width);
    if (part === null) continue;
    if (runs.at(-1)?.at(-1) === part[0]) runs.at(-1)!.push(part[1]);
    else runs.push([...part]);
  }
  return runs;
}

/** The part of a stretch between two x; null where there is none. An end that is inside stays the same object. */
export function cutOff(a: Point, b: Point, left: number, right: number): readonly [Point, Point] | null {
  if (b[0] < left || a[0] > right) return null;
  const at = (x: number): Point => [x, a[1] + ((b[1] - a[1]) * (x - a[0])) / (b[0] - a[0])];
  return [a[0] < left ? at(left) : a, b[0] > right ? at(right) : b];
}

export function linePath(runs: readonly (readonly Point[])[]): string {
  const word = ([x, y]: Point) => `${Math.round(x * 10) / 10},${Math.round(y * 10) / 10}`;
  return runs.map((run) => `M${run.map(word).join('L')}`).join('');
}

/** What lies between a line and the bottom. */
export function areaPath(runs: readonly (readonly Point[])[], bottom: number): string {
  const closed = runs.map((run) => [[run[0]![0], bottom] as const, ...run, [run.at(-1)![0], bottom] as const]);
  return closed.map((run) => `${linePath([run])}Z`).join('');
}

/** Round numbers in a stretch, seven at most: steps of 1, 2 or 5 × 10ⁿ. */
export function ticksIn(from: number, to: number): readonly number[] {
  const least = (to - from) / 7;
  const decade = 10 ** Math.floor(Math.log10(least));
  const step = decade * ([1, 2, 5].find((factor) => factor * decade >= least) ?? 10);
  const first = Math.ceil(from / step - 1e-9);
  const count = Math.floor(to / step + 1e-9) - first + 1;
  return Array.from({ length: count }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

/** The place of the value in an ascending column that is nearest to another. */
export function nearestIn(column: Column, value: number): number {
  const off = (i: number) => Math.abs(column[i]! - value);
  return column.reduce<number>((best, _, i) => (off(i) < off(best) ? i : best), 0);
}

/** What is read off an x axis. */
export function xText(x: number, reads: Reads['x'], timeUnit: string): string {
  if (reads === 'load') return `${threeDigits(x)}x`;
  if (reads === 'nines') return `${(100 - 100 * 10 ** -x).toFixed(Math.max(1, Math.ceil(x - 1)))}\u00a0%`;
  return `${Number(x.toPrecision(6))}\u00a0${timeUnit}`;
}

/** What is read off a y axis, as the rest of the page writes it. */
export function yText(value: number, unit: Reads['y']): string {
  if (unit === 'perSecond') return `${threeDigits(value)}/s`;
  if (unit === 'ratio') return threeDigits(value);
  if (unit === 'percent') return `${threeDigits(value)}\u00a0%`;
  if (value > 0 && value < 0.1) return `${threeDigits(value * 1000)}\u00a0µs`;
  return value < 1000 ? `${threeDigits(value)}\u00a0ms` : `${threeDigits(value / 1000)}\u00a0s`;
}

/** Three significant digits, more before the point, where thousands stand apart; no zeros at the end. */
export function threeDigits(value: number): string {
  const exponent = value === 0 ? 0 : Number(value.toExponential(2).split('e')[1]);
  const [whole = '', fraction] = value.toFixed(Math.min(3, Math.max(0, 2 - exponent))).split('.');
  const rest = (fraction ?? '').replace(/0+$/, '');
  return whole.replace(/\B(?=(\d{3})+$)/g, '\u202f') + (rest && `.${rest}`);
}

/** The scales of a panel while the charts over time show a stretch. */
export function frameOf({ from, to }: Stretch, { x, reads }: LiveChart, { y, left, width, height }: LivePanel): Frame {
  return { x: reads.x === 'time' ? { type: 'linear', domain: [from, to] } : x, y, left, width, height };
}
