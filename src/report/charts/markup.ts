/**
 * SVG text as a tree and back, for what takes more than one tag to decide. Vega's own output is all that it reads: no
 * comment, no bare `<` or `>` in a value. Attributes stay text, with the space before them.
 */

export interface Element {
  readonly name: string;
  attributes: string;
  children: (Element | string)[];
}

const TOKEN = /<(\/?)([a-z]+)([^>]*?)(\/?)>|[^<]+/gi;

/** Reads the one element that the text holds. */
export function parseMarkup(text: string): Element {
  const root: Element = { name: '', attributes: '', children: [] };
  const open = [root];
  for (const [token, end, name, attributes, isEmpty] of text.matchAll(TOKEN)) {
    const parent = open.at(-1)!;
    if (name === undefined) parent.children.push(token);
    else if (end) open.pop();
    else {
      const element: Element = { name, attributes: attributes!, children: [] };
      parent.children.push(element);
      if (!isEmpty) open.push(element);
    }
  }
  return root.children[0] as Element;
}

export function markupText(node: Element | string): string {
  if (typeof node === 'string') return node;
  const { name, attributes, children } = node;
  return children.length === 0
    ? `<${name}${attributes}/>`
    : `<${name}${attributes}>${children.map(markupText).join('')}</${name}>`;
}
