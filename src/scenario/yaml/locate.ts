/** Where in the text a path through the data leads. */
import { type Document, isAlias, isMap, isScalar, isSeq, type Pair } from 'yaml';
import type { Path, Problem } from '../issue.ts';
import { textOfName } from './to-value.ts';

/** A value's node and the node of its name, as far down the path as the text goes. */
interface Found {
  readonly node: unknown;
  readonly name: unknown;
  /** Whether the whole path exists. */
  readonly whole: boolean;
}

type Range = readonly [number, number];

/** The stretch of text that a problem is about: the value, its name, or for what is missing the name it belongs under. */
export function locate(doc: Document, text: string, { path, onName, within }: Problem): Range {
  const { node, name, whole } = follow(doc, path);
  const value = rangeOf(node);
  const isEmpty = !value || value[0] === value[1];
  if (onName || !whole || isEmpty) return rangeOf(name) ?? firstLetter(value);
  const offset = within ? text.slice(...value).lastIndexOf(within) : -1;
  return offset < 0 || !within ? value : [value[0] + offset, value[0] + offset + within.length];
}

/** A scalar as the text writes it: `003`, where the value is 3. */
export function writtenAt(doc: Document, path: Path): string | undefined {
  const { node, whole } = follow(doc, path);
  return whole && isScalar(node) ? node.source : undefined;
}

function follow(doc: Document, path: Path): Found {
  let found: Found = { node: doc.contents, name: null, whole: true };
  for (const step of path) {
    const next = child(isAlias(found.node) ? found.node.resolve(doc) : found.node, step);
    if (!next) return { ...found, whole: false };
    found = next;
  }
  return found;
}

function child(node: unknown, step: string | number): Found | undefined {
  if (isSeq(node)) {
    const item = node.items[Number(step)];
    return item === undefined ? undefined : { node: item, name: null, whole: true };
  }
  const pair = isMap(node) ? node.items.find(({ key }: Pair) => textOfName(key) === String(step)) : undefined;
  return pair && { node: pair.value, name: pair.key, whole: true };
}

function rangeOf(node: unknown): Range | undefined {
  const range = (node as { range?: readonly number[] | null } | null)?.range;
  return range ? [range[0]!, range[1]!] : undefined;
}

function firstLetter(range: Range | undefined): Range {
  const at = range?.[0] ?? 0;
  return [at, at + 1];
}
