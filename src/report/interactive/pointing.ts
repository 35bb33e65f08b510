/** What lies under the pointer, and what a chart says there. The page gets the text of these functions (script.ts). */
import type { LivePanel } from './data.ts';
import type { Happening, Node } from './dom.ts';
import type { Live, Shown, Spot } from './live.ts';
import type { Reading } from './tip.ts';

/** The panel under the pointer; null beside all of them. */
export function spotOf(shown: Shown, event: Happening): Spot | null {
  for (const panel of shown.chart.panels) {
    const host = hostOf(shown, panel);
    const matrix = host?.getScreenCTM();
    if (!host || !matrix) continue;
    const x = (event.clientX - matrix.e) / matrix.a;
    const y = (event.clientY - matrix.f) / matrix.d - (shown.chart.heat?.top ?? 0);
    const isIn = x >= panel.left && x <= panel.left + panel.width && y >= -6 && y <= panel.height + 6;
    if (isIn) return { panel, host, x, y };
  }
  return null;
}

/** Something that lies in a panel's own pixels; null where the panel shows no values. */
export function hostOf({ svg, chart }: Shown, { layers }: LivePanel): Node | null {
  if (chart.heat !== undefined) return svg;
  const drawn = layers.map(({ label, name }) =>
    label === undefined ? null : svg.querySelector(`[class^="${name}_"]`),
  );
  return drawn.find((group) => group !== null) ?? null;
}

/** Where the pointer is in the panel that a drag began in, even beyond its edges. */
export function pixelIn({ panel, host }: Spot, { clientX }: Happening): number {
  const { a, e } = host.getScreenCTM()!;
  return Math.min(panel.left + panel.width, Math.max(panel.left, (clientX - e) / a));
}

export function timeAt(live: Live, { chart }: Shown, panel: LivePanel, x: number): number {
  const { geometry } = live.kit;
  return geometry.valueAt(geometry.frameOf(live, chart, panel).x, (x - panel.left) / panel.width);
}

export function draggedTime(live: Live, shown: Shown, drag: Spot, event: Happening): readonly [number, number] {
  const [a, b] = [drag.x, pixelIn(drag, event)].map((x) => timeAt(live, shown, drag.panel, x)) as [number, number];
  return [Math.min(a, b), Math.max(a, b)];
}

/** Words and a shade for what a drag has chosen so far. */
export function showDrag(live: Live, shown: Shown, event: Happening): void {
  const { drag, chart } = shown;
  const { tip } = live.kit;
  const { panel } = drag!;
  const [from, to] = draggedTime(live, shown, drag!, event);
  const x = pixelIn(drag!, event);
  const top = chart.heat?.top ?? 0;
  tip.leave(live);
  tip.mark(live, drag!.host, 'chosen', `M${drag!.x},${top}H${x}V${top + panel.height}H${drag!.x}Z`);
  tip.showTip(live, event, `${timeText(live, from)} to ${timeText(live, to)}`, []);
}

/** An end of a stretch, as exact as a hand. */
export function timeText({ kit: { geometry }, page }: Live, time: number): string {
  return geometry.xText(Number(time.toPrecision(4)), 'time', page.time.unit);
}

/** Shows what the chart says at the pointer. */
export function point(live: Live, shown: Shown, event: Happening): void {
  const spot = spotOf(shown, event);
  live.kit.tip.leave(live);
  if (spot === null) return;
  if (shown.chart.heat === undefined) pointAtLines(live, shown, spot, event);
  else pointAtMap(live, shown, spot, event);
}

/** The values nearest to the pointer, and their place in every panel of the chart. */
export function pointAtLines(live: Live, shown: Shown, spot: Spot, event: Happening): void {
  const { kit, page } = live;
  const { geometry, tip } = kit;
  const { chart } = shown;
  const { panel } = spot;
  const frame = geometry.frameOf(live, chart, panel);
  const under = geometry.valueAt(frame.x, (spot.x - panel.left) / panel.width);
  const layers = panel.layers.filter(({ label, x }) => label !== undefined && page.columns[x]!.length > 0);
  const all = layers.map((layer) => page.columns[layer.x]!);
  const nearest = all.map((xs) => xs[geometry.nearestIn(xs, under)]!);
  if (nearest.length === 0) return;
  const x = nearest[geometry.nearestIn(nearest, under)]!;
  const share = geometry.shareOf(frame.x, x);
  if (share < 0 || share > 1) return;
  const place = panel.left + panel.width * share;
  const readings = layers.flatMap((layer, i): Reading[] => {
    const at = all[i]!.indexOf(x);
    const value = page.columns[layer.y!]![at] ?? null;
    if (at < 0) return [];
    if (value === null) return [{ label: layer.label!, value: 'none', layer }];
    const height = panel.height * (1 - geometry.shareOf(frame.y, value));
    tip.mark(live, spot.host, 'dot', `M${place},${height}h0`, layer.colour);
    // What lies below a logarithmic axis is drawn on its edge.
    const isEdge = frame.y.type === 'log' && value <= frame.y.domain[0];
    return [{ label: layer.label!, value: (isEdge ? '≤ ' : '') + geometry.yText(value, chart.reads.y), layer }];
  });
  for (const other of chart.panels) {
    const host = hostOf(shown, other);
    if (host !== null) tip.mark(live, host, 'cross', `M${place},0V${panel.height}`);
  }
  tip.showTip(live, event, geometry.xText(x, chart.reads.x, page.time.unit), readings);
}

/** The partition under the pointer, and its heat in that slice of time. */
export function pointAtMap(live: Live, shown: Shown, spot: Spot, event: Happening): void {
  const { geometry, tip } = live.kit;
  const { rows } = shown.chart.heat!;
  const row = rows[Math.min(rows.length - 1, Math.max(0, Math.floor((spot.y / spot.panel.height) * rows.length)))];
  if (row === undefined) return;
  const slices = row.heat.length;
  const { end } = live.page.time;
  const time = timeAt(live, shown, spot.panel, spot.x);
  const slice = Math.min(slices - 1, Math.floor((time / end) * slices));
  const middle = ((slice + 0.5) / slices) * end;
  tip.showTip(live, event, `${geometry.xText(middle, 'time', live.page.time.unit)}, ${row.label}`, [
    { label: 'offered ÷ capacity', value: geometry.yText(row.heat[slice]!, shown.chart.reads.y) },
  ]);
}
