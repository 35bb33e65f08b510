/** Words beside the pointer, and signs in the panel. The page gets the text of these functions (script.ts). */
import type { LiveLayer } from './data.ts';
import type { Dom, Happening, Node } from './dom.ts';
import type { Live } from './live.ts';

export interface Reading {
  readonly label: string;
  readonly value: string;
  readonly layer?: LiveLayer;
}

/** Adds a sign to the panel that a host lies in; `leave` takes it away. */
export function mark({ dom }: Live, host: Node, className: string, path: string, colour?: string): void {
  const sign = dom.createElementNS('http://www.w3.org/2000/svg', 'path');
  sign.setAttribute('class', `sign ${className}`);
  sign.setAttribute('d', path);
  if (colour !== undefined) sign.setAttribute('stroke', colour);
  (host.tagName === 'svg' ? host : host.parentNode!).append(sign);
}

/** Takes tooltip and signs away. */
export function leave({ dom, tip }: Live): void {
  tip.hidden = true;
  for (const sign of dom.querySelectorAll('.sign')) sign.remove();
}

/** Words beside the pointer, within the window; what names hold stays text. */
export function showTip(
  { dom, tip }: Live,
  { clientX, clientY }: Happening,
  title: string,
  readings: readonly Reading[],
): void {
  const head = dom.createElement('b');
  head.textContent = title;
  const rows = readings.flatMap(({ label, value, layer }) => {
    const name = dom.createElement('span');
    if (layer !== undefined) name.append(swatch(dom, layer));
    name.append(label);
    const number = dom.createElement('b');
    number.textContent = value;
    return [name, number];
  });
  tip.replaceChildren(head, ...rows);
  tip.hidden = false;
  const { clientWidth, clientHeight } = dom.documentElement;
  const isRight = clientX + 16 + tip.offsetWidth < clientWidth;
  const left = isRight ? clientX + 16 : clientX - 16 - tip.offsetWidth;
  const top = Math.min(clientY + 16, clientHeight - tip.offsetHeight - 4);
  tip.style.left = `${Math.max(4, left)}px`;
  tip.style.top = `${Math.max(4, top)}px`;
}

/** A piece of the line, in a drawing of its own that follows the page's colours. */
export function swatch(dom: Dom, { colour, isDashed }: LiveLayer): Node {
  const svg = dom.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('class', 'marks');
  svg.setAttribute('width', '16');
  svg.setAttribute('height', '8');
  const line = dom.createElementNS('http://www.w3.org/2000/svg', 'path');
  line.setAttribute('d', 'M0,4h16');
  line.setAttribute('stroke', colour!);
  line.setAttribute('stroke-width', '2');
  if (isDashed) line.setAttribute('stroke-dasharray', '5,2.5');
  svg.append(line);
  return svg;
}
