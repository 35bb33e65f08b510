/**
 * The heat map as a drawing: the pixel image between axes written as SVG text, so that labels stay sharp and follow the
 * colours of the page. Rows carry the partition's index and the keys that the scenario names there; the heat of the
 * scenario and its warm-up stand above, the colour scale below.
 */
import { fits } from '../charts/panel.ts';
import { FONT, ink } from '../charts/theme.ts';
import { timeAxis } from '../charts/time-axis.ts';
import { type Html, html } from '../html/tag.ts';
import { printable } from '../name.ts';
import type { ComparisonView, PlanView, Span } from '../view.ts';
import { pngDataUri } from './base64.ts';
import { heatPng, heatScalePng } from './image.ts';
import { HEAT_PALETTE, HOTTEST, heatIndex } from './palette.ts';

const LEFT = 120;
const TOP = 40;
const RIGHT = 10;
const PLOT_WIDTH = 480;
const BELOW_PLOT = 74;
const LONGEST_LABEL = 20;
const SCALE = { width: 240, height: 9 };
const SCALE_TICKS = [0, 0.5, 1, 1.5, HOTTEST];

/** One plan's heat map; null where it has no rows. */
export function heatSvg(view: ComparisonView, plan: PlanView): string | null {
  const { rows, partitions, keys } = plan.result.heat;
  const png = heatPng(plan.result.heat);
  if (png === null) return null;
  const rowHeight = rows.length > 24 ? 11 : 14;
  const height = rows.length * rowHeight;
  const labels = partitions.map((partition, i) => {
    const names = [`p${partition}`, ...(keys[i] ?? []).map((key) => printable(key))].join(' ');
    return printable(names, LONGEST_LABEL);
  });
  const rowLabel = (label: string, i: number) =>
    html`<text x="${LEFT - 8}" y="${TOP + (i + 0.5) * rowHeight}" dy="0.32em" text-anchor="end" fill="${ink('muted')}">${label}</text>`;
  const drawing = html`<svg xmlns="http://www.w3.org/2000/svg" class="marks" width="${LEFT + PLOT_WIDTH + RIGHT}" height="${TOP + height + BELOW_PLOT}" viewBox="0 0 ${LEFT + PLOT_WIDTH + RIGHT} ${TOP + height + BELOW_PLOT}" font-family="${FONT}" font-size="10">
<rect width="100%" height="100%" fill="${ink('paper')}"/>
<text x="${LEFT}" y="14" font-size="12" font-weight="bold" fill="${ink('text')}">${titleOf(plan)}</text>
${spans(view)}
<image x="${LEFT}" y="${TOP}" width="${PLOT_WIDTH}" height="${height}" preserveAspectRatio="none" image-rendering="pixelated" href="${pngDataUri(png)}"/>
<rect x="${LEFT}" y="${TOP}" width="${PLOT_WIDTH}" height="${height}" fill="none" stroke="${ink('axis')}" stroke-width="0.5"/>
${labels.map(rowLabel)}
${timeTicks(view, TOP + height)}
${scale(TOP + height + 50)}
</svg>`;
  return drawing.text;
}

function titleOf({ name, isBaseline, result }: PlanView): string {
  const { rows, partitions } = result.heat;
  const shown = partitions.length === rows.length ? `${rows.length} hottest partitions` : '';
  return `${printable(name, 24)}${isBaseline ? ' (baseline)' : ''}: ${shown}, offered load ÷ capacity`;
}

/** Where the run warms up and where the heat is, as bars above the map. */
function spans({ comparison, heat }: ComparisonView): Html {
  const x = (ms: number) => Number((LEFT + (ms / comparison.durationMs) * PLOT_WIDTH).toFixed(2));
  const bar = ({ fromMs, toMs }: Span, fill: string) =>
    html`<rect x="${x(fromMs)}" y="${TOP - 15}" width="${Number((x(toMs) - x(fromMs)).toFixed(2))}" height="13" fill="${fill}"/>`;
  const all: readonly Span[] = [{ name: 'warm-up', fromMs: 0, toMs: comparison.warmupMs }, ...heat];
  const label = (span: Span) => {
    // A name ends where another stretch begins; what does not fit is left out, as in the charts.
    const next = all.filter(({ fromMs }) => fromMs > span.fromMs).map(({ fromMs }) => fromMs);
    const room = x(Math.min(...next, comparison.durationMs)) - x(span.fromMs);
    const isShared = all.some((other) => other !== span && other.fromMs === span.fromMs);
    if (isShared || span.toMs <= span.fromMs || !fits(span.name, room)) return '';
    return html`<text x="${x(span.fromMs) + 3}" y="${TOP - 5}" fill="${ink('muted')}">${printable(span.name)}</text>`;
  };
  const bars = all.map((span, k) => (span.toMs > span.fromMs ? bar(span, ink(k === 0 ? 'warmup' : 'heat')) : ''));
  return html`${bars}${all.map(label)}`;
}

function timeTicks({ comparison }: ComparisonView, y: number): Html {
  const { divisor, ticks, unit } = timeAxis(comparison.durationMs);
  const marks = ticks.map((value) => {
    const x = Number((LEFT + ((value * divisor) / comparison.durationMs) * PLOT_WIDTH).toFixed(2));
    return html`<path d="M${x},${y}v4" stroke="${ink('axis')}"/><text x="${x}" y="${y + 15}" text-anchor="middle" fill="${ink('muted')}">${value}</text>`;
  });
  return html`${marks}<text x="${LEFT + PLOT_WIDTH / 2}" y="${y + 30}" text-anchor="middle" fill="${ink('muted')}">time in the run, ${unit}</text>`;
}

/** The palette with the heats that its colours stand for. */
function scale(y: number): Html {
  const from = LEFT + (PLOT_WIDTH - SCALE.width) / 2;
  const at = (heat: number) => from + ((heatIndex(heat) + 0.5) / HEAT_PALETTE.length) * SCALE.width;
  const word = (heat: number) => `${heat}${heat === HOTTEST ? ' or more' : ''}${heat === 1 ? ' = ceiling' : ''}`;
  const tick = (heat: number) =>
    html`<path d="M${Number(at(heat).toFixed(2))},${y + SCALE.height}v3" stroke="${ink('axis')}"/><text x="${Number(at(heat).toFixed(2))}" y="${y + SCALE.height + 13}" text-anchor="middle" fill="${ink('muted')}">${word(heat)}</text>`;
  return html`<image x="${from}" y="${y}" width="${SCALE.width}" height="${SCALE.height}" preserveAspectRatio="none" href="${pngDataUri(heatScalePng())}"/>${SCALE_TICKS.map(tick)}`;
}
