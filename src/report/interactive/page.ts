/**
 * What runs in the page: tooltips on charts, and one stretch of time that all charts over time show. The page gets the
 * text of these functions (script.ts): they call one another and their kit, and nothing else.
 */
import type { LivePage } from './data.ts';
import type { Dom, Happening } from './dom.ts';
import type { Kit, Live, Shown } from './live.ts';

/** Brings the page to life. */
export function start(dom: Dom, kit: Kit): void {
  const page = JSON.parse(dom.querySelector('script[type="application/json"]')!.textContent!) as LivePage;
  const tip = dom.createElement('div');
  tip.className = 'tip';
  tip.hidden = true;
  tip.setAttribute('role', 'tooltip');
  const live: Live = { dom, kit, page, charts: [], tip, from: 0, to: page.time.end };
  for (const svg of dom.querySelectorAll('svg[data-chart]')) {
    const chart = page.charts[svg.getAttribute('data-chart')!]!;
    const shown: Shown = { svg, chart, whole: null, drag: null, isStale: false };
    live.charts.push(shown);
    listen(live, shown);
  }
  const main = dom.querySelector('main')!;
  if (live.charts.some(({ chart }) => chart.reads.x === 'time'))
    main.append(kit.bar.zoomBar(live, (from, to) => zoom(live, from, to)));
  main.append(tip);
  dom.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape') return;
    zoom(live, 0, page.time.end);
  });
  dom.addEventListener('pointerdown', ({ target }) => {
    if (target.closest('svg[data-chart]') === null) kit.tip.leave(live);
  });
}

/** Wires one chart. */
export function listen(live: Live, shown: Shown): void {
  const { svg, chart } = shown;
  const { kit } = live;
  const isTime = chart.reads.x === 'time';
  svg.addEventListener('pointermove', (event) => {
    if (shown.drag !== null) kit.pointing.showDrag(live, shown, event);
    else kit.pointing.point(live, shown, event);
  });
  svg.addEventListener('pointerleave', ({ pointerType }) => {
    if (pointerType !== 'touch' && shown.drag === null) kit.tip.leave(live);
  });
  svg.addEventListener('pointerdown', (event) => {
    kit.pointing.point(live, shown, event);
    if (!isTime || event.button !== 0 || event.pointerType !== 'mouse') return;
    shown.drag = kit.pointing.spotOf(shown, event);
    if (shown.drag !== null) svg.setPointerCapture(event.pointerId);
  });
  svg.addEventListener('pointerup', (event) => {
    const { drag } = shown;
    shown.drag = null;
    if (drag === null) return;
    const [from, to] = kit.pointing.draggedTime(live, shown, drag, event);
    kit.tip.leave(live);
    if (Math.abs(kit.pointing.pixelIn(drag, event) - drag.x) > 4) zoom(live, from, to);
  });
  svg.addEventListener('pointercancel', () => {
    shown.drag = null;
    kit.tip.leave(live);
  });
  if (!isTime) return;
  svg.addEventListener('dblclick', () => zoom(live, 0, live.page.time.end));
  svg.addEventListener('wheel', (event) => wheel(live, shown, event), { passive: false });
  svg.closest('details')?.addEventListener('toggle', () => kit.drawing.refresh(live, shown));
}

/** Zooms about the pointer while Ctrl or ⌘ is held; a wheel alone scrolls the page. */
export function wheel(live: Live, shown: Shown, event: Happening): void {
  if (!event.ctrlKey && !event.metaKey) return;
  const spot = live.kit.pointing.spotOf(shown, event);
  if (spot === null) return;
  event.preventDefault();
  const at = live.kit.pointing.timeAt(live, shown, spot.panel, spot.x);
  const factor = event.deltaY < 0 ? 0.8 : 1.25;
  zoom(live, at - (at - live.from) * factor, at + (live.to - at) * factor);
}

/** Shows a stretch of time in all charts over time: inside the run, and not shorter than a two-thousandth of it. */
export function zoom(live: Live, from: number, to: number): void {
  const { kit, page } = live;
  const { end } = page.time;
  const least = end / 2000;
  const start = Math.max(0, Math.min(from, to, end - least));
  const stop = Math.min(end, Math.max(from, to, start + least));
  if (!Number.isFinite(start + stop)) return;
  kit.tip.leave(live);
  live.from = start;
  live.to = stop;
  for (const shown of live.charts) {
    shown.drag = null;
    shown.isStale = shown.chart.reads.x === 'time';
    kit.drawing.refresh(live, shown);
  }
  kit.bar.showBar(live);
}
