/**
 * The heat map as a drawing: the pixel image between axes written as SVG text, so that labels stay sharp and follow the
 * colours of the page. Rows carry the partition's index and the keys that the scenario names there; the heat of the
 * scenario and its warm-up stand above, the colour scale below.
 */
import { fits } from '../charts/panel.ts';
import { FONT, ink, type Role } from '../charts/theme.ts';
import { timeAxis } from '../charts/time-axis.ts';
import { type Html, html } from '../html/tag.ts';
import { printable } from '../name.ts';
import type { ComparisonView, PlanView, Span } from '../view.ts';
import { pngDataUri } from './base64.ts';
import { heatPng, heatScalePng } from './image.ts';
import { HEAT_PALETTE, HOTTEST, heatIndex } from './palette.ts';

/** Where the map stands in the drawing, px. */
export const HEAT_PLACE = { left: 120, top: 40, width: 480 };
const { left: LEFT, top: TOP, width: PLOT_WIDTH } = HEAT_PLACE;
const RIGHT = 10;
const BELOW_PLOT = 74;
const LONGEST_LABEL = 20;
/** How far below its middle a letter of 10 px stands. */
const HALF_LETTER = 3.2;
const SCALE = { width: 240, height: 9 };
const SCALE_TICKS = [0, 0.5, 1, 1.5, HOTTEST];

/** One plan's heat map; null where it has no rows. */
export function heatSvg(view: ComparisonView, plan: PlanView): string | null {
  const { rows, partitions, keys } = plan.result.heat;
  const png = heatPng(plan.result.heat);
  if (png === null) return null;
  const rowHeight = heatRowHeight(rows.length);
  const height = rows.length * rowHeight;
  const labels = partitions.map((partition, i) => {
    const names = [`p${partition}`, ...(keys[i] ?? []).map((key) => printable(key))].join(' ');
    return printable(names, LONGEST_LABEL);
  });
  const rowLabel = (label: string, i: number) =>
    html`<text x="${LEFT - 8}" y="${Number((TOP + (i + 0.5) * rowHeight + HALF_LETTER).toFixed(1))}">${label}</text>`;
  const drawing = html`<svg xmlns="http://www.w3.org/2000/svg" class="marks" width="${LEFT + PLOT_WIDTH + RIGHT}" height="${TOP + height + BELOW_PLOT}" viewBox="0 0 ${LEFT + PLOT_WIDTH + RIGHT} ${TOP + height + BELOW_PLOT}" font-family="${FONT}" font-size="10">
<rect width="100%" height="100%" fill="${ink('paper')}"/>
<text x="${LEFT}" y="14" font-size="12" font-weight="bold" fill="${ink('text')}">${titleOf(plan)}</text>
${spans(view)}
<image x="${LEFT}" y="${TOP}" width="${PLOT_WIDTH}" height="${height}" preserveAspectRatio="none" image-rendering="pixelated" href="${pngDataUri(png)}"/>
<rect x="${LEFT}" y="${TOP}" width="${PLOT_WIDTH}" height="${height}" fill="none" stroke="${ink('axis')}" stroke-width="0.5"/>
<g text-anchor="end" fill="${ink('muted')}">${labels.map(rowLabel)}</g>
${timeTicks(view, TOP + height)}
${scale(TOP + height + 50)}
</svg>`;
  return drawing.text;
}

/** Height of a row of so many, px. */
export function heatRowHeight(rows: number): number {
  return rows > 24 ? 11 : 14;
}

function titleOf({ name, isBaseline, result }: PlanView): string {
  const { rows, partitions } = result.heat;
  const shown = partitions.length === rows.length ? `${rows.length} hottest partitions` : '';
  return `${printable(name, 24)}${isBaseline ? ' (baseline)' : ''}: ${shown}, offered load ÷ capacity`;
}

/** A stretch of the run as a bar above the map; without a name where that does not fit. */
interface Bar extends Span {
  readonly role: Role;
}

/** Where the run warms up and where the heat is. */
export function heatBars({ comparison, heat }: ComparisonView): readonly Bar[] {
  const all: readonly Span[] = [{ name: 'warm-up', fromMs: 0, toMs: comparison.warmupMs }, ...heat];
  // A name ends where another stretch begins; what does not fit is left out, as in the charts.
  const isNamed = (span: Span) => {
    const next = all.filter(({ fromMs }) => fromMs > span.fromMs).map(({ fromMs }) => fromMs);
    const room = ((Math.min(...next, comparison.durationMs) - span.fromMs) / comparison.durationMs) * PLOT_WIDTH;
    return fits(span.name, room) && !all.some((other) => other !== span && other.fromMs === span.fromMs);
  };
  return all
    .map(
      (span, k) =>
        ({ ...span, name: isNamed(span) ? printable(span.name) : '', role: k === 0 ? 'warmup' : 'heat' }) as const,
    )
    .filter(({ fromMs, toMs }) => toMs > fromMs);
}

function spans(view: ComparisonView): Html {
  const x = (ms: number) => Number((LEFT + (ms / view.comparison.durationMs) * PLOT_WIDTH).toFixed(2));
  const bars = heatBars(view);
  const bar = ({ fromMs, toMs, role }: Bar) =>
    html`<rect x="${x(fromMs)}" y="${TOP - 15}" width="${Number((x(toMs) - x(fromMs)).toFixed(2))}" height="13" fill="${ink(role)}"/>`;
  const label = ({ name, fromMs }: Bar) =>
    html`<text x="${x(fromMs) + 3}" y="${TOP - 5}" fill="${ink('muted')}">${name}</text>`;
  return html`<g class="bars_marks">${bars.map(bar)}</g><g class="names_marks">${bars.filter(({ name }) => name !== '').map(label)}</g>`;
}

function timeTicks({ comparison }: ComparisonView, y: number): Html {
  const { divisor, ticks, unit } = timeAxis(comparison.durationMs);
  const x = (value: number) => Number((LEFT + ((value * divisor) / comparison.durationMs) * PLOT_WIDTH).toFixed(2));
  const label = (value: number) => html`<text x="${x(value)}" y="${y + 15}">${value}</text>`;
  return html`<g class="map_ticks"><path d="${ticks.map((value) => `M${x(value)},${y}v4`).join('')}" stroke="${ink('axis')}"/></g><g class="map_labels" text-anchor="middle" fill="${ink('muted')}">${ticks.map(label)}</g><text x="${LEFT + PLOT_WIDTH / 2}" y="${y + 30}" text-anchor="middle" fill="${ink('muted')}">time in the run, ${unit}</text>`;
}

/** The palette with the heats that its colours stand for. */
function scale(y: number): Html {
  const from = LEFT + (PLOT_WIDTH - SCALE.width) / 2;
  const at = (heat: number) =>
    Number((from + ((heatIndex(heat) + 0.5) / HEAT_PALETTE.length) * SCALE.width).toFixed(2));
  const word = (heat: number) => `${heat}${heat === HOTTEST ? ' or more' : ''}${heat === 1 ? ' = ceiling' : ''}`;
  const ticks = SCALE_TICKS.map((heat) => `M${at(heat)},${y + SCALE.height}v3`).join('');
  const label = (heat: number) => html`<text x="${at(heat)}" y="${y + SCALE.height + 13}">${word(heat)}</text>`;
  return html`<image x="${from}" y="${y}" width="${SCALE.width}" height="${SCALE.height}" preserveAspectRatio="none" href="${pngDataUri(heatScalePng())}"/><path d="${ticks}" stroke="${ink('axis')}"/><g text-anchor="middle" fill="${ink('muted')}">${SCALE_TICKS.map(label)}</g>`;
}
