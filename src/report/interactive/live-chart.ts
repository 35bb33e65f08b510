/**
 * What the page's script must know of a chart, read off its specification: a chart says what its axes measure in
 * `usermeta`, a line says what it shows in `description`, and Vega names the group of a layer by its place.
 */
import type { TopLevelSpec } from 'vega-lite';
import type { Axis, Column, LiveChart, LiveLayer, LivePanel, Reads } from './data.ts';

/** Puts a column among those of the page and says where it is. */
export type Keep = (column: Column) => number;

/** What our specifications are made of, as far as it is read here. */
interface Spec {
  readonly usermeta?: Reads;
  readonly concat: readonly { readonly width: number; readonly height: number; readonly layer: readonly Layer[] }[];
}

interface Layer {
  readonly description?: string;
  readonly data: { readonly values: readonly Readonly<Record<string, number | string | null>>[] };
  readonly mark: {
    readonly type: string;
    readonly color: string;
    readonly strokeDash?: unknown;
    readonly dx?: number;
    readonly fontSize?: number;
  };
  readonly encoding: { readonly x?: Channel; readonly x2?: Channel; readonly y?: Channel; readonly y2?: Channel };
}

interface Channel {
  readonly field?: string;
  readonly value?: number | string;
  readonly scale?: { readonly type?: Axis['type']; readonly domain: readonly [number, number] };
}

const MOVING: readonly string[] = ['line', 'area', 'rect', 'rule', 'text'] satisfies LiveLayer['kind'][];

/** Null where the axes are no scales that a value could be read from. */
export function liveChart(spec: TopLevelSpec, keep: Keep): LiveChart | null {
  const { usermeta: reads, concat } = spec as unknown as Spec;
  if (reads === undefined) return null;
  const channels = concat.flatMap(({ layer }) => layer.map(({ encoding }) => encoding));
  const x = channels.map((encoding) => encoding.x).find((channel) => channel?.scale !== undefined);
  const y = channels.map((encoding) => encoding.y).find((channel) => channel?.scale !== undefined);
  if (x === undefined || y === undefined) return null;
  const panels = concat.map(({ width, height, layer }, i): LivePanel => {
    const name = `concat_${i}`;
    const layers = layer.flatMap((one, k) => liveLayer(one, `${name}_layer_${k}`, height, keep) ?? []);
    const ends = layer.flatMap((one, k) => endLayer(one, `${name}_layer_${k}`, layers) ?? []);
    return { name, left: 0, width, height, y: axisOf(y), layers: [...layers, ...ends] };
  });
  return { x: axisOf(x), reads, panels };
}

/** The classes by which the script finds what it moves and reads. */
export function classesOf({ panels }: LiveChart): ReadonlySet<string> {
  return new Set(
    panels.flatMap(({ name, layers }) => [
      `${name}_ticks`,
      `${name}_labels`,
      ...layers.flatMap((layer) => [
        `${layer.name}_marks`,
        ...(layer.kind === 'area' ? [`${layer.name}_layer_0_marks`, `${layer.name}_layer_1_marks`] : []),
      ]),
    ]),
  );
}

function liveLayer(layer: Layer, name: string, height: number, keep: Keep): LiveLayer | null {
  const { description: label, data, mark, encoding } = layer;
  const { x, x2, y, y2 } = encoding;
  if (x?.field === undefined || !MOVING.includes(mark.type)) return null;
  // Words that are not written have no element to move.
  const rows = mark.type === 'text' ? data.values.filter(({ name }) => name !== '') : data.values;
  const column = (field: string) => keep(rows.map((row) => row[field] as number | null));
  const base = { name, kind: mark.type as LiveLayer['kind'], x: column(x.field) };
  if (label !== undefined && y?.field !== undefined) {
    const dash = mark.strokeDash === undefined ? {} : { isDashed: true };
    return { ...base, y: column(y.field), label, colour: mark.color, ...dash };
  }
  // Words about a stretch stay as long as it is seen.
  if (mark.type === 'text') return { ...base, x2: column('to'), dx: mark.dx ?? 0 };
  const edges = [Number(y?.value ?? height), Number(y2?.value ?? 0)].sort((a, b) => a - b) as [number, number];
  return { ...base, edges, ...(x2?.field === undefined ? {} : { x2: column(x2.field) }) };
}

/** The word at the right end of a line of the panel; null where a layer is none. */
function endLayer({ data, mark, encoding }: Layer, name: string, lines: readonly LiveLayer[]): LiveLayer | null {
  if (mark.type !== 'text' || encoding.x?.value !== 'width') return null;
  const line = lines.find(({ label }) => label !== undefined && label === data.values[0]?.label);
  // Vega sets the middle of words three tenths of their size above the line they stand on.
  return line === undefined ? null : { name, kind: 'end', x: line.x, y: line.y!, dy: 0.3 * (mark.fontSize ?? 0) };
}

function axisOf({ scale }: Channel): Axis {
  return { type: scale!.type ?? 'linear', domain: scale!.domain };
}
