/** A dotted path → the steps through a YAML document that it means. */
import { type Document, isAlias, isMap, isScalar, isSeq, Scalar, type YAMLMap, type YAMLSeq } from 'yaml';
import { type Fault, quote } from '../issue.ts';
import { suggest } from '../suggest.ts';
import { textOfName } from '../yaml/to-value.ts';

/** Steps for `setIn`, and names that are new below them; or a fault of the path, and the stretch of it that is wrong. */
export type Target =
  | { readonly ok: true; readonly steps: readonly unknown[]; readonly below: readonly string[] }
  | { readonly ok: false; readonly fault: Fault; readonly at: number; readonly length: number };

/** One step into a node: what `setIn` needs, and how many words of the path it took. */
interface Step {
  readonly step: unknown;
  readonly words: number;
  readonly next: unknown;
}

/** Follows existing entries as far as they go; what lies beyond the end of a mapping is new and yet to be judged. */
export function followPath(doc: Document, path: string): Target {
  const words = path.split('.');
  const steps: unknown[] = [];
  let node: unknown = doc.contents;
  for (let i = 0; i < words.length; ) {
    const rest = words.slice(i);
    const refuse = (fault: Fault): Target => {
      const at = words.slice(0, i).join('.').length + (i > 0 ? 1 : 0);
      return { ok: false, fault, at, length: rest[0]!.length };
    };
    if (rest.includes('')) return refuse({ code: 'bad-path', message: 'an empty name in the path', allowed: 'a.b.c' });
    if (isEmpty(node)) return { ok: true, steps, below: rest };
    const taken = isMap(node) ? intoMapping(node, rest) : isSeq(node) ? intoList(node, rest[0]!) : leaf(node);
    if ('code' in taken) return refuse(taken);
    steps.push(taken.step);
    node = taken.next;
    i += taken.words;
  }
  return { ok: true, steps, below: [] };
}

/** The longest run of words that is the name of an entry, since names of plans may have dots; else a new entry. */
function intoMapping(map: YAMLMap, words: readonly string[]): Step {
  for (let count = words.length; count > 0; count--) {
    const name = words.slice(0, count).join('.');
    const pair = map.items.find(({ key }) => textOfName(key) === name);
    if (pair) return { step: pair.key, words: count, next: pair.value };
  }
  return { step: new Scalar(words[0]), words: 1, next: undefined };
}

function intoList(list: YAMLSeq, word: string): Step | Fault {
  const names = list.items.map(nameOf);
  const index = /^\d+$/.test(word) ? Number(word) : names.indexOf(word);
  if (index >= 0 && index < list.items.length) return { step: index, words: 1, next: list.items[index] };
  const known = names.filter((name) => name !== undefined);
  const didYouMean = suggest(word, known);
  const allowed = [...known, `0 to ${list.items.length - 1}`].join(', ');
  const fault = { code: 'unknown-name', message: `no entry ${quote(word)} in this list`, allowed };
  return didYouMean === undefined ? fault : { ...fault, didYouMean };
}

function nameOf(item: unknown): string | undefined {
  const name = isMap(item) ? (item.get('name') ?? item.get('kind')) : undefined;
  return typeof name === 'string' ? name : undefined;
}

function leaf(node: unknown): Fault {
  if (isAlias(node))
    return { code: 'bad-path', message: 'the path leads through an alias', allowed: 'the path to its anchor' };
  return {
    code: 'bad-path',
    message: 'there is nothing below a single value',
    allowed: 'a path that ends before this',
  };
}

function isEmpty(node: unknown): boolean {
  return node === undefined || node === null || (isScalar(node) && node.value === null);
}
