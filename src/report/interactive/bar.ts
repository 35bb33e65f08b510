/** A bar below the charts. The page gets the text of these functions (script.ts). */
import type { Node } from './dom.ts';
import type { Live } from './live.ts';

/** The stretch of time as two numbers and a way back, for hands without a mouse. */
export function zoomBar(live: Live, zoom: (from: number, to: number) => void): Node {
  const { dom, page } = live;
  const bar = dom.createElement('form');
  bar.className = 'zoom';
  const field = (label: string) => {
    const input = dom.createElement('input');
    for (const [name, value] of Object.entries({ type: 'number', min: '0', max: String(page.time.end), step: 'any' }))
      input.setAttribute(name, value);
    input.setAttribute('aria-label', `${label}, ${page.time.unit}`);
    return input;
  };
  const [from, to] = [field('from'), field('to')];
  bar.addEventListener('change', () => zoom(Number(from.value), Number(to.value || page.time.end)));
  bar.addEventListener('submit', (event) => event.preventDefault());
  const button = (label: string, start: number, stop: number) => {
    const one = dom.createElement('button');
    one.setAttribute('type', 'button');
    one.setAttribute('title', label);
    one.textContent = label;
    one.addEventListener('click', () => zoom(start, stop));
    return one;
  };
  const spans = page.time.spans.map(({ name, from: start, to: stop }) => button(name, start, stop));
  const whole = button('whole run', 0, page.time.end);
  whole.className = 'whole';
  const hint = dom.createElement('small');
  hint.textContent = 'drag over a chart, or Ctrl and wheel';
  bar.append('Time', from, 'to', to, page.time.unit, ...spans, whole, hint);
  fillBar(live, bar);
  return bar;
}

export function showBar(live: Live): void {
  const bar = live.dom.querySelector('form.zoom');
  if (bar !== null) fillBar(live, bar);
}

export function fillBar({ from, to, page }: Live, bar: Node): void {
  const [start, stop] = [...bar.querySelectorAll('input')];
  start!.value = String(Number(from.toPrecision(4)));
  stop!.value = String(Number(to.toPrecision(4)));
  bar.querySelector('.whole')!.disabled = from === 0 && to === page.time.end;
}
