/** Charts on the page: an SVG made by this program, in a box that scrolls by itself where it is wider than the screen. */
import { type Html, type HtmlValue, html, trusted } from './tag.ts';

/** Finished drawings by chart name. */
export type Drawings = ReadonlyMap<string, string>;

export interface FigureWords {
  readonly title: string;
  readonly caption: HtmlValue;
}

/** A figure of one or two drawings; nothing where none of them was drawn. */
export function figure(names: readonly string[], { title, caption }: FigureWords, drawings: Drawings): Html | null {
  const boxes = names.flatMap((name) => {
    const svg = drawings.get(name);
    return svg === undefined ? [] : [box(svg, title)];
  });
  if (boxes.length === 0) return null;
  return html`<figure><figcaption><b>${title}</b>${caption}</figcaption><div class="pair">${boxes}</div></figure>
`;
}

function box(svg: string, title: string): Html {
  const labelled = html`<svg role="img" aria-label="${title}" `;
  return html`<div class="box">${trusted(svg.replace(/^<svg /, () => labelled.text))}</div>`;
}
