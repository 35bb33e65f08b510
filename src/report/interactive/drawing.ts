/**
 * A drawing with another stretch of time: a copy of the drawing as it came gets new paths, so that going back loses
 * nothing. The page gets the text of these functions (script.ts).
 */
import type { LiveChart, LiveLayer, LivePanel } from './data.ts';
import type { Node } from './dom.ts';
import type { Frame } from './geometry.ts';
import type { Live, Shown } from './live.ts';

/** Draws a chart anew if its stretch of time has changed and somebody can see it. */
export function refresh(live: Live, shown: Shown): void {
  const { svg, chart } = shown;
  const { geometry } = live.kit;
  if (!shown.isStale || svg.closest('details:not([open])') !== null) return;
  shown.isStale = false;
  shown.whole ??= svg.cloneNode(true);
  svg.replaceChildren(...shown.whole.cloneNode(true).childNodes);
  if (live.from === 0 && live.to === live.page.time.end) return;
  for (const panel of chart.panels) {
    const frame = geometry.frameOf(live, chart, panel);
    for (const layer of panel.layers) moveLayer(live, svg, layer, frame);
    moveEnds(live, svg, panel, frame);
    moveTicks(live, svg, panel, frame);
  }
  if (chart.heat !== undefined) moveMap(live, svg, chart);
}

export function partsOf(svg: Node, { name }: LiveLayer): readonly Node[] {
  return [...svg.querySelectorAll(`.${name}_marks > *`)];
}

/** Moves what a layer has drawn: a line by its numbers, the rest by the places where it begins and ends. */
export function moveLayer(live: Live, svg: Node, layer: LiveLayer, frame: Frame): void {
  const { columns } = live.page;
  const { kind, x, x2 = x, dx = 0, edges = [0, 0] } = layer;
  if (kind === 'line' || kind === 'area') moveLine(live, svg, layer, frame);
  if (kind === 'line' || kind === 'area' || kind === 'end') return;
  const parts = partsOf(svg, layer);
  const places = columns[x]!.map((from, i) => live.kit.geometry.stretchOf(frame, from!, columns[x2]![i]!));
  if (kind === 'rule') {
    const strokes = places.map((place) => (place === null ? '' : `M${place[0]},${edges[0]}V${edges[1]}`));
    parts[0]?.setAttribute('d', strokes.join(''));
    return;
  }
  for (const [i, part] of parts.entries()) {
    const place = places[i] ?? null;
    // The charts' own rule of which words fit: letters of 10 px are about 5.8 px wide.
    const needed = kind === 'text' ? 5.8 * part.textContent!.length + 6 : 0;
    if (place === null || place[1] - place[0] < needed) part.remove();
    else if (kind === 'text') part.setAttribute('x', String(place[0] + dx));
    else moveBar(part, place, edges);
  }
}

export function moveLine({ page, kit: { geometry } }: Live, svg: Node, layer: LiveLayer, frame: Frame): void {
  const runs = geometry.runsOf(frame, page.columns[layer.x]!, page.columns[layer.y!]!);
  const path = (name: string) => svg.querySelector(`.${name}_marks > path`);
  path(layer.name)?.setAttribute('d', geometry.linePath(runs));
  // An area is two layers: itself and its edge.
  path(`${layer.name}_layer_0`)?.setAttribute('d', geometry.areaPath(runs, frame.height));
  path(`${layer.name}_layer_1`)?.setAttribute('d', geometry.linePath(runs));
}

export function moveBar(
  bar: Node,
  [from, to]: readonly [number, number],
  [top, bottom]: readonly [number, number],
): void {
  if (bar.tagName === 'rect') {
    bar.setAttribute('x', String(from));
    bar.setAttribute('width', String(to - from));
  } else bar.setAttribute('d', `M${from},${top}H${to}V${bottom}H${from}Z`);
}

/** Puts the names of lines where these now end, eleven pixels apart at least. */
export function moveEnds({ page, kit: { geometry } }: Live, svg: Node, { layers }: LivePanel, frame: Frame): void {
  const ends = layers
    .filter(({ kind }) => kind === 'end')
    .flatMap((layer) => {
      const last = geometry.runsOf(frame, page.columns[layer.x]!, page.columns[layer.y!]!).at(-1)?.at(-1);
      return partsOf(svg, layer).map((part) => ({ part, y: last?.[1] ?? null, dy: layer.dy ?? 0 }));
    });
  for (const { part } of ends.filter(({ y }) => y === null)) part.remove();
  let lowest = Number.POSITIVE_INFINITY;
  for (const { part, y, dy } of ends.filter((end) => end.y !== null).sort((a, b) => b.y! - a.y!)) {
    part.setAttribute('y', String(Math.min(y!, lowest) + dy));
    lowest = Math.min(y!, lowest) - 11;
  }
}

/** Round times within the stretch shown, in the place of those of the whole run. */
export function moveTicks({ kit: { geometry }, from, to }: Live, svg: Node, { name }: LivePanel, frame: Frame): void {
  const ticks = geometry.ticksIn(from, to);
  const at = (time: number) => frame.left + frame.width * geometry.shareOf(frame.x, time);
  const path = svg.querySelector(`.${name}_ticks > path`);
  const start = /^M[^,]*(,[^v]*v4)/.exec(path?.getAttribute('d') ?? '')?.[1] ?? ',0v4';
  path?.setAttribute('d', ticks.map((time) => `M${at(time)}${start}`).join(''));
  const labels = svg.querySelector(`.${name}_labels`);
  const model = svg.querySelector(`.${name}_labels > text`);
  if (labels === null || model === null) return;
  labels.replaceChildren(
    ...ticks.map((time) => {
      const label = model.cloneNode(false);
      label.setAttribute('x', String(at(time)));
      label.textContent = String(time);
      return label;
    }),
  );
}

/** The image of a heat map behind a window of the map's size. */
export function moveMap({ dom, page, from, to }: Live, svg: Node, { panels, heat }: LiveChart): void {
  const { left, width, height } = panels[0]!;
  const put = (node: Node, numbers: Readonly<Record<string, number>>) => {
    for (const [name, value] of Object.entries(numbers)) node.setAttribute(name, String(value));
  };
  const scale = width / (to - from);
  const image = svg.querySelector('image')!;
  const window = dom.createElementNS('http://www.w3.org/2000/svg', 'svg');
  put(window, { x: left, y: heat!.top, width, height });
  image.replaceWith(window);
  put(image, { x: -from * scale, y: 0, width: page.time.end * scale });
  window.append(image);
}
