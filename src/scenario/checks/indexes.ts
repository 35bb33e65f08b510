/** Indexes have names of their own, and keys made of what is there. */
import { attributesOf, parseTemplate } from '../../model/keys/template.ts';
import { type Path, type Problem, quote } from '../issue.ts';
import { unknownAttributes } from './attributes.ts';
import type { Parts } from './parts.ts';

const NAME = /^[A-Za-z][\w-]{0,39}$/;

export function indexProblems({ store, workload }: Parts): Problem[] {
  const indexes = store?.indexes ?? [];
  const isUnreadable = workload.some((entry) => 'attributes' in entry && entry.attributes === undefined);
  const carried = isUnreadable
    ? null
    : [...new Set(workload.flatMap(({ attributes = {} }) => Object.keys(attributes)))];
  const names = indexes.map(({ name }) => name);
  return indexes.flatMap(({ name, key }, i) => [
    ...nameProblems(name, names.slice(0, i), ['store', 'indexes', i, 'name']),
    ...keyProblems(key, carried, ['store', 'indexes', i, 'key']),
  ]);
}

function nameProblems(name: string, before: readonly string[], path: Path): Problem[] {
  if (before.includes(name)) return [{ code: 'duplicate-name', path, message: `a second index ${quote(name)}` }];
  if (NAME.test(name)) return [];
  const allowed = 'a letter, then letters, digits, _ or -, at most 40';
  return [{ code: 'bad-name', path, message: `${quote(name)} is no name of an index`, allowed }];
}

/** @param carried names of attributes; null: they could not be read. */
function keyProblems(key: string, carried: readonly string[] | null, path: Path): Problem[] {
  const parsed = parseTemplate(key);
  if (!parsed.ok) {
    const { piece, allowed } = parsed;
    return [{ code: 'wrong-value', path, within: piece, message: `the key has ${quote(piece)}`, allowed }];
  }
  if (parsed.parts.every(({ kind }) => kind === 'text')) {
    const message = 'all entries would have one key';
    return [{ code: 'wrong-value', path, message, allowed: 'a part such as {status} or {key}' }];
  }
  return attributesOf(parsed.parts).length === 0 || carried === null
    ? []
    : unknownAttributes(parsed.parts, carried, path);
}
