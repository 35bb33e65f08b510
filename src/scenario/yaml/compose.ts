/**
 * Text → one YAML document, in two steps with a look between them.
 *
 * The library's composer calls itself once per level of nesting and takes the whole process down when the stack runs
 * out, so the depth is measured on the parser's tokens first, without recursion.
 */
import { Composer, type CST, type Document, Parser } from 'yaml';
import type { Source } from './source.ts';

const DEEPEST = 32;

export type Composed =
  | { readonly doc: Document; readonly secondAt: number | null }
  | { readonly doc: null; readonly tooDeepAt: number };

/** Composes the first document, and tells where a second one begins or the nesting gets too deep. */
export function compose({ text }: Source): Composed {
  const tokens = [...new Parser().parse(text)];
  const tooDeepAt = offsetBelow(tokens, DEEPEST);
  if (tooDeepAt !== null) return { doc: null, tooDeepAt };
  const options = { schema: 'core', merge: false, prettyErrors: false, uniqueKeys: false, logLevel: 'silent' } as const;
  const [doc, second] = new Composer(options).compose(tokens, true, text.length);
  return { doc: doc as Document, secondAt: second?.range[0] ?? null };
}

function offsetBelow(tokens: readonly CST.Token[], deepest: number): number | null {
  const open = tokens.map((token) => ({ token, depth: 0 }));
  for (let next = open.pop(); next; next = open.pop()) {
    const { token, depth } = next;
    if (depth > deepest) return token.offset;
    for (const child of childrenOf(token)) open.push({ token: child, depth: depth + 1 });
  }
  return null;
}

function childrenOf(token: CST.Token): CST.Token[] {
  if (token.type === 'document') return token.value ? [token.value] : [];
  if (!('items' in token)) return [];
  return token.items.flatMap(({ key, value }) => [key, value].filter((child) => child != null));
}
