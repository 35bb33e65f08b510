/**
 * Templates of key names, as users of key-value stores write their key designs: `{tenant}#{user%10}#{random:4}`.
 *
 * Text with parts in braces: an attribute of the request, an attribute modulo a number, a random number below one, and
 * `{key}`, the key that the request asks for. Two templates that give one name to different values would be two designs
 * in one, so there must be text between parts that shows where one ends.
 */
export type TemplatePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'key' }
  | { readonly kind: 'attribute'; readonly name: string; readonly modulo: number | null }
  | { readonly kind: 'random'; readonly count: number };

/** The parts of a template, or the piece of it that is wrong and what would be right. */
export type TemplateResult =
  | { readonly ok: true; readonly parts: readonly TemplatePart[] }
  | { readonly ok: false; readonly piece: string; readonly allowed: string };

/** Names that no attribute can have, as they mean something else in a template. */
export const RESERVED_PARTS: readonly string[] = ['key', 'random'];
/** What an attribute can be called. */
export const ATTRIBUTE_NAME = /^[A-Za-z][\w-]{0,39}$/;

const IN_BRACES = /(\{[^{}]*\})/;
const ATTRIBUTE = /^\{([A-Za-z][\w-]{0,39})(?:%(\d{1,7}))?\}$/;
const RANDOM = /^\{random:(\d{1,7})\}$/;

/** Reads a template into its parts. */
export function parseTemplate(template: string): TemplateResult {
  const pieces = template.split(IN_BRACES).filter((piece) => piece !== '');
  const parts = pieces.map(partOf);
  const wrong = parts.indexOf(null);
  if (wrong >= 0) return refusal(pieces[wrong]!, 'parts such as {name}, {name%10}, {random:10} or {key}');
  const read = parts.filter((part) => part !== null);
  const touching = read.findIndex((part, i) => i > 0 && touches(read[i - 1]!, part, read[i + 1]));
  if (touching < 0) return { ok: true, parts: read };
  return refusal(pieces[touching]!, 'text between two parts that is no number');
}

/** The text that all names made from a template begin with. */
export function literalStart(template: string): string {
  return template.split('{', 1)[0]!;
}

/** Attributes that a template asks for, each once. */
export function attributesOf(parts: readonly TemplatePart[]): string[] {
  return [...new Set(parts.flatMap((part) => (part.kind === 'attribute' ? part.name : [])))];
}

function refusal(piece: string, what: string): TemplateResult {
  return { ok: false, piece, allowed: `${what}, for example {tenant}#{user%10} or {key}#{random:10}` };
}

/** Whether nobody could tell where the part before ends: another follows at once, or after digits alone. */
function touches(before: TemplatePart, part: TemplatePart, next: TemplatePart | undefined): boolean {
  if (before.kind === 'text') return false;
  return part.kind !== 'text' || (next !== undefined && /^\d+$/.test(part.text));
}

function partOf(piece: string): TemplatePart | null {
  if (!/[{}]/.test(piece)) return { kind: 'text', text: piece };
  if (piece === '{key}') return { kind: 'key' };
  const count = RANDOM.exec(piece)?.[1];
  if (count !== undefined) return Number(count) < 2 ? null : { kind: 'random', count: Number(count) };
  const [, name, modulo] = ATTRIBUTE.exec(piece) ?? [];
  if (name === undefined || name === 'random' || Number(modulo ?? 2) < 2) return null;
  return { kind: 'attribute', name, modulo: modulo === undefined ? null : Number(modulo) };
}
