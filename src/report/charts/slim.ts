/**
 * A drawing without what nobody sees: roles and empty shapes that Vega writes for interaction, groups that group
 * nothing, a font repeated on every word, an element for every tick, coordinates to the billionth of a pixel, lines as
 * absolute points. Twelve plans then fit one page. Only tags are touched: a name in the text may look like an attribute.
 */
import { type Element, markupText, parseMarkup } from './markup.ts';

type Point = readonly [x: number, y: number];

/** What nobody sees on a line, in tenths of a pixel. */
const UNSEEN = 3;

const INVISIBLE = /^ class="(?:background|foreground)"/;
const UNUSED =
  / (?:role|aria-[a-z]+|pointer-events|stroke-miterlimit|version|xmlns:xlink|font-weight="normal"|opacity="1"|stroke-width="1"|[xy]2="0"|text-anchor="start"|font-size="11px"|transform="translate\(0,0\)")(?:="[^"]*")?(?=\s|$)/g;
const CLASSES = / class="([^"]*)"/;
const FONT = / font-family="([^"]*)"/;
const MOVE = / transform="translate\(([^,)]*),([^,)]*)\)"/;
const MADE_OF_CHILDREN = /^(?:g|text)$/;

/** Shrinks an SVG of Vega's; what it shows stays within a third of a pixel, and classes that are asked for stay. */
export function slimSvg(svg: string, classes: ReadonlySet<string> = new Set()): string {
  const font = FONT.exec(svg)?.[0] ?? '';
  const root = parseMarkup(svg);
  const attributes = ` class="marks" font-size="11px"${font}${slimAttributes(root.attributes, classes)}`;
  return markupText({ ...root, attributes, children: slimChildren(root.children, classes) });
}

/** Children made slim: empty ones left out, those of a mere group in its place, straight lines of one look in one. */
function slimChildren(children: readonly (Element | string)[], classes: ReadonlySet<string>): (Element | string)[] {
  const slim = children.flatMap((child): (Element | string)[] => {
    if (typeof child === 'string') return [child];
    if (INVISIBLE.test(child.attributes)) return [];
    const element = {
      ...child,
      attributes: slimAttributes(child.attributes, classes),
      children: slimChildren(child.children, classes),
    };
    const { name, attributes } = element;
    if (MADE_OF_CHILDREN.test(name) && element.children.length === 0) return [];
    if (name === 'g' && attributes === '') return element.children;
    if (name === 'line') return [pathOfLine(element)];
    if (name === 'text' && isOneLine(element)) element.attributes = attributes.replace(MOVE, placed);
    return [element];
  });
  const joined: (Element | string)[] = [];
  for (const child of slim) {
    const stroke = joinedStrokes(joined.at(-1), child);
    if (stroke !== null) joined.pop();
    joined.push(stroke ?? child);
  }
  return joined;
}

function slimAttributes(attributes: string, classes: ReadonlySet<string>): string {
  return attributes
    .replace(CLASSES, (_, all: string) => {
      const name = all.split(' ').find((one) => classes.has(one));
      return name === undefined ? '' : ` class="${name}"`;
    })
    .replace(UNUSED, '')
    .replace(FONT, '')
    .replace(/ d="([^"]*)"/, (_, path: string) => ` d="${shortPath(path)}"`)
    .replace(/ transform="([^"]*)"/, (_, moves: string) => ` transform="${moves.replace(/-?\d+\.\d+/g, short)}"`);
}

/** Lines of a text have places of their own, which count from its move. */
function isOneLine({ children }: Element): boolean {
  return children.every((child) => typeof child === 'string');
}

/** Where a move puts what has no place of its own. */
function placed(_: string, x: string, y: string): string {
  return (x === '0' ? '' : ` x="${x}"`) + (y === '0' ? '' : ` y="${y}"`);
}

/** Vega moves a line to where it starts and says how far it goes. */
function pathOfLine({ attributes }: Element): Element {
  const [, x = '0', y = '0'] = MOVE.exec(attributes) ?? [];
  const by = (axis: 'x' | 'y') => new RegExp(` ${axis}2="([^"]*)"`).exec(attributes)?.[1];
  const step =
    by('x') === undefined ? `v${by('y') ?? 0}` : by('y') === undefined ? `h${by('x')}` : `l${by('x')},${by('y')}`;
  const look = attributes.replace(MOVE, '').replace(/ [xy]2="[^"]*"/g, '');
  return { name: 'path', attributes: ` d="M${x},${y}${step}"${look}`, children: [] };
}

/** Two strokes of the same look as one path; null where they differ, or where more than a stroke would be joined. */
function joinedStrokes(last: Element | string | undefined, next: Element | string): Element | null {
  const [, before, look] = strokeOf(last) ?? [];
  const [, after, other] = strokeOf(next) ?? [];
  if (look === undefined || look !== other) return null;
  return { name: 'path', attributes: ` d="${before}${after}"${look}`, children: [] };
}

function strokeOf(node: Element | string | undefined): RegExpExecArray | null {
  if (node === undefined || typeof node === 'string' || node.name !== 'path') return null;
  return /^ d="([^"]*)"((?: stroke[a-z-]*="[^"]*")*)$/.exec(node.attributes);
}

/** Straight lines as few, short, relative steps; other paths with short numbers. */
export function shortPath(path: string): string {
  if (!/^[ML\d.,\-eZ ]*$/.test(path)) return path.replace(/-?\d+\.\d+(?:e-\d+)?/g, short);
  return path.replace(/M[^M]*/g, (line) => {
    const isClosed = line.endsWith('Z');
    const points = line
      .slice(1, isClosed ? -1 : undefined)
      .split('L')
      .map((point) => point.split(',').map((number) => Math.round(Number(number) * 10)) as unknown as Point);
    return `M${polyline(points)}${isClosed ? 'Z' : ''}`;
  });
}

/** Points in tenths of a pixel as a start and relative steps, without the points that the eye cannot tell. */
function polyline(points: readonly Point[]): string {
  const kept = simplified(points);
  const steps = kept.slice(1).map(([x, y], i) => `${tenths(x - kept[i]![0])},${tenths(y - kept[i]![1])}`);
  const [x, y] = kept[0]!;
  return `${tenths(x)},${tenths(y)}${steps.length > 0 ? `l${steps.join(' ')}` : ''}`;
}

/** Ramer–Douglas–Peucker: keeps the ends and, again and again, the point that lies farthest off. */
function simplified(points: readonly Point[]): readonly Point[] {
  if (points.length < 3) return points;
  const first = points[0]!;
  const last = points.at(-1)!;
  const offs = points.map((point) => distance(point, first, last));
  const farthest = offs.reduce((best, off, i) => (off > offs[best]! ? i : best), 0);
  if (offs[farthest]! <= UNSEEN) return [first, last];
  return [...simplified(points.slice(0, farthest + 1)), ...simplified(points.slice(farthest)).slice(1)];
}

/** How far a point lies off the stretch from `from` to `to`. */
function distance([x, y]: Point, [x0, y0]: Point, [x1, y1]: Point): number {
  const length = Math.sqrt((x1 - x0) ** 2 + (y1 - y0) ** 2);
  const along = length === 0 ? 0 : ((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / length;
  const [nearX, nearY] =
    along <= 0 || length === 0
      ? [x0, y0]
      : along >= length
        ? [x1, y1]
        : [x0 + ((x1 - x0) * along) / length, y0 + ((y1 - y0) * along) / length];
  return Math.sqrt((x - nearX) ** 2 + (y - nearY) ** 2);
}

/** Tenths as a number without a leading zero: 5 is `.5`, −12 is `-1.2`. */
function tenths(count: number): string {
  return String(count / 10).replace(/^(-?)0\./, '$1.');
}

function short(number: string): string {
  return String(Number(Number(number).toFixed(2)));
}
