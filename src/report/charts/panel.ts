/**
 * What all charts are made of: panels in a grid, each with its name, the heat shaded behind, and lines. Twelve plans in
 * one panel are a tangle, so every plan gets a small panel of its own with the baseline in grey behind it; all panels
 * of a chart share their scales. Names are data values of text marks, never part of an expression.
 */
import type { TopLevelSpec } from 'vega-lite';
import type { Reads } from '../interactive/data.ts';
import { printable } from '../name.ts';
import type { ComparisonView, Span } from '../view.ts';
import { CONFIG, ink, type Role } from './theme.ts';
import { timeAxis } from './time-axis.ts';

type ConcatSpec = Extract<TopLevelSpec, { concat: unknown }>;
export type Panel = ConcatSpec['concat'][number] & { readonly width: number };
export type Layer = Extract<Panel, { layer: unknown }>['layer'][number];

const BAND_FONT = 10;
const KEY_FONT = 11;

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface PanelPlace {
  /** Whether the y axis is written here, and not only its grid. */
  readonly isLeft: boolean;
  readonly isBottom: boolean;
}

export interface GridOptions {
  readonly columns: number;
  readonly spacing: { readonly row: number; readonly column: number };
  readonly key: string;
  /** What the axes measure, for readers of the specification; not said of axes that are no scales. */
  readonly reads?: Reads;
}

/** A chart of panels of one size, in rows; `key` says what its lines and signs mean. */
export function grid(panels: readonly Panel[], { columns, spacing, key, reads }: GridOptions): TopLevelSpec {
  const row = panels.slice(0, columns).reduce((sum, { width }) => sum + width + spacing.column, -spacing.column);
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    config: CONFIG as NonNullable<TopLevelSpec['config']>,
    ...(reads === undefined ? {} : { usermeta: { ...reads } }),
    columns,
    spacing,
    bounds: 'flush',
    title: {
      text: linesOf(key, row),
      anchor: 'start',
      offset: 10,
      fontSize: KEY_FONT,
      fontWeight: 'normal',
      color: ink('muted'),
      limit: 9999,
    },
    concat: [...panels],
  };
}

/** Words in lines that Vega, which reckons 0.8 of the font's size a letter, does not make a chart wider for. */
function linesOf(words: string, width: number): string[] {
  const letters = Math.floor(width / (0.8 * KEY_FONT));
  return [...words.matchAll(new RegExp(`(.{1,${letters}})(?: |$)`, 'gu'))].map(([, line]) => line!);
}

/** Whether a panel of a grid stands at its left and at the bottom of its column. */
export function placeOf(index: number, count: number, columns: number): PanelPlace {
  return { isLeft: index % columns === 0, isBottom: index + columns >= count };
}

/** The panel's name above its left edge, cut to the panel's width: bold letters of 12 px are about 7 px wide. */
export function nameLayer(name: string, width: number): Layer {
  return {
    data: { values: [{ name: printable(name, Math.floor(width / 7)) }] },
    mark: { type: 'text', align: 'left', baseline: 'bottom', fontSize: 12, fontWeight: 'bold', color: ink('text') },
    encoding: { text: { field: 'name' }, x: { value: 0 }, y: { value: -6 } },
  };
}

/** Warm-up and heat as bands behind everything, named where the panel has room for the word; moments as dotted lines. */
export function bandLayers({ comparison, heat }: ComparisonView, place: PanelPlace, width: number): readonly Layer[] {
  const axis = timeAxis(comparison.durationMs);
  const x = axis.encoding(place);
  const band = (spans: readonly Span[], role: Role): Layer[] => {
    const values = spans
      .filter(({ fromMs, toMs }) => toMs > fromMs)
      .map(({ name, fromMs, toMs }) => ({
        name: fits(name, ((toMs - fromMs) / comparison.durationMs) * width) ? printable(name) : '',
        from: fromMs / axis.divisor,
        to: toMs / axis.divisor,
      }));
    if (values.length === 0) return [];
    return [
      {
        data: { values },
        mark: { type: 'rect', color: ink(role) },
        encoding: { x: { ...x, field: 'from' }, x2: { field: 'to' } },
      },
      {
        data: { values },
        mark: { type: 'text', align: 'left', baseline: 'top', dx: 3, fontSize: BAND_FONT, color: ink('muted') },
        encoding: { text: { field: 'name' }, x: { ...x, field: 'from' }, y: { value: 6 } },
      },
    ];
  };
  const at = heat
    .filter(({ fromMs, toMs }) => toMs === fromMs)
    .map(({ name, fromMs }) => ({ from: fromMs / axis.divisor, name: printable(name) }));
  const moments: Layer[] = [
    {
      data: { values: at },
      mark: { type: 'rule', color: ink('vermillion'), strokeDash: [2, 2] },
      encoding: { x: { ...x, field: 'from' } },
    },
  ];
  return [
    ...band([{ name: 'warm-up', fromMs: 0, toMs: comparison.warmupMs }], 'warmup'),
    ...band(heat, 'heat'),
    ...(at.length === 0 ? [] : moments),
  ];
}

/** Whether a word fits a band: letters are about 0.58 of the font's size wide. */
export function fits(word: string, width: number): boolean {
  return word.length * 0.58 * BAND_FONT + 6 <= width;
}

/** A word in the upper right corner, or in the lower one of a panel of this height. */
export function cornerLayer(text: string, height?: number): Layer {
  const baseline = height === undefined ? 'top' : 'bottom';
  return {
    data: { values: [{ text }] },
    mark: { type: 'text', align: 'right', baseline, fontWeight: 600, color: ink('vermillion') },
    encoding: { text: { field: 'text' }, x: { value: 'width' }, y: { value: height === undefined ? 6 : height - 6 } },
  };
}
