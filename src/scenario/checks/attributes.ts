/** What requests carry has names of its own, and keys are made from a template of what is there. */
import {
  ATTRIBUTE_NAME,
  attributesOf,
  parseTemplate,
  RESERVED_PARTS,
  type TemplatePart,
} from '../../model/keys/template.ts';
import { type Path, type Problem, quote } from '../issue.ts';
import { suggest } from '../suggest.ts';
import type { Parts } from './parts.ts';

type Entry = Parts['workload'][number];

export function attributeProblems({ workload, store }: Parts): Problem[] {
  const places = store?.placement;
  const byNumber = places?.kind === 'range' && places.boundaries === undefined;
  return workload.flatMap((entry, i) => [
    ...nameProblems(entry, ['workload', i, 'attributes']),
    ...kindProblems(entry, workload.slice(0, i), ['workload', i, 'attributes']),
    ...(entry.keys?.kind === 'template' ? keyProblems(entry, entry.keys, ['workload', i, 'keys'], byNumber) : []),
  ]);
}

function nameProblems({ attributes = {} }: Entry, path: Path): Problem[] {
  return Object.keys(attributes).flatMap((name) => {
    const isName = ATTRIBUTE_NAME.test(name);
    if (isName && !RESERVED_PARTS.includes(name)) return [];
    const message = `${quote(name)} ${isName ? 'means something else in a template' : 'is no name of an attribute'}`;
    const allowed = isName
      ? `not one of ${RESERVED_PARTS.join(', ')}`
      : 'a letter, then letters, digits, _ or -, at most 40';
    return [{ code: 'bad-name', path: [...path, name], onName: true as const, message, allowed }];
  });
}

/** Keys of one template would have names of two kinds. */
function kindProblems({ attributes = {} }: Entry, before: readonly Entry[], path: Path): Problem[] {
  return Object.entries(attributes).flatMap(([name, { kind }]) => {
    const other = before.map((entry) => entry.attributes?.[name]?.kind).find((known) => known !== undefined);
    if (other === undefined || calendarOf(other) === calendarOf(kind)) return [];
    const message = `${name} is of the kind ${other} in another workload`;
    return [{ code: 'wrong-value', path: [...path, name, 'kind'], message, allowed: 'another name' }];
  });
}

function calendarOf(kind: string): string | null {
  return kind === 'date' || kind === 'hour' || kind === 'minute' ? kind : null;
}

/** Of the templates that make a workload's keys. */
function keyProblems(
  entry: Entry,
  { template, sort }: { readonly template: string; readonly sort?: string | undefined },
  path: Path,
  byNumber: boolean,
): Problem[] {
  const one = 'a template without an attribute is one key';
  const at = [...path, 'template'];
  return [
    ...templateProblems(entry, template, at, sort === undefined ? one : null),
    ...(sort === undefined
      ? []
      : templateProblems(entry, sort, [...path, 'sort'], 'a sort key without an attribute is one item')),
    ...useProblems(entry, at, byNumber),
  ];
}

/** Of one of them; `constant` is what is wrong with it where it asks for no attribute, null: nothing. */
function templateProblems(entry: Entry, template: string, at: Path, constant: string | null): Problem[] {
  const parsed = parseTemplate(template);
  if (!parsed.ok) {
    const { piece, allowed } = parsed;
    return [{ code: 'wrong-value', path: at, within: piece, message: `the template has ${quote(piece)}`, allowed }];
  }
  const { attributes } = entry;
  const isUnreadable = 'attributes' in entry && attributes === undefined;
  const isConstant = constant !== null && attributesOf(parsed.parts).length === 0;
  const allowed = '{kind: single, key: …}, or a part such as {tenant}';
  return [
    ...foreignParts(parsed.parts, at),
    ...(isUnreadable ? [] : unknownAttributes(parsed.parts, Object.keys(attributes ?? {}), at)),
    ...(isConstant ? [{ code: 'wrong-value', path: at, message: constant, allowed }] : []),
  ];
}

/** Of what else is said of the keys. */
function useProblems({ history }: Entry, at: Path, byNumber: boolean): Problem[] {
  const wrong = (message: string, allowed: string): Problem => ({ code: 'wrong-value', path: at, message, allowed });
  return [
    ...(byNumber
      ? [
          wrong(
            'a range without boundaries is cut by number, and these keys have none',
            'boundaries, or another placement',
          ),
        ]
      : []),
    ...(history === undefined
      ? []
      : [
          wrong(
            'histories are not kept of keys that come up as they are asked for',
            'other keys, and the template in a plan: {kind: key-template}',
          ),
        ]),
  ];
}

function foreignParts(parts: readonly TemplatePart[], path: Path): Problem[] {
  return parts.flatMap((part) => {
    if (part.kind === 'text' || part.kind === 'attribute') return [];
    const message =
      part.kind === 'key' ? 'a key that is made of itself' : 'nobody could ask for a key that is made at random';
    const within = part.kind === 'key' ? '{key}' : `{random:${part.count}}`;
    const allowed = 'attributes; the rest in a plan: {kind: key-template}';
    return [{ code: 'wrong-value', path, within, message, allowed }];
  });
}

/** Attributes that a template asks for and nobody carries. */
export function unknownAttributes(parts: readonly TemplatePart[], known: readonly string[], path: Path): Problem[] {
  return attributesOf(parts)
    .filter((name) => !known.includes(name))
    .map((name) => {
      const didYouMean = suggest(name, known);
      const allowed = known.length > 0 ? known.join(', ') : 'attributes: {tenant: {kind: zipf, count: 1000}}';
      const problem = {
        code: 'unknown-attribute',
        path,
        within: name,
        message: `no attribute ${quote(name)}`,
        allowed,
      };
      return didYouMean === undefined ? problem : { ...problem, didYouMean };
    });
}
