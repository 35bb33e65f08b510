/** A plan: a list of mitigations, each with the options of its own table. */
import { z } from 'zod';
import type { LeverDef } from '../../model/mitigation.ts';
import { defaultOf } from '../../units/option.ts';
import { field } from './field.ts';
import { kind, mapping } from './mapping.ts';

/** A mitigation in a plan: its kind, and its options as far as they are given, in base units. */
export type LeverDraft = Readonly<Record<string, unknown>> & { readonly kind: string };

export type Registry = Readonly<Record<string, LeverDef>>;

/** Every registered mitigation, told apart by `kind`. */
export function leverShape(registry: Registry): z.ZodType<LeverDraft> {
  const [first, ...rest] = Object.values(registry).map(shapeOf);
  if (!first) throw new RangeError('a registry without mitigations');
  return z.discriminatedUnion('kind', [first, ...rest]) as unknown as z.ZodType<LeverDraft>;
}

function shapeOf(def: LeverDef) {
  const { kind: word, mechanism, options } = def;
  const fields = Object.entries(options).map(([name, spec]) => {
    const isFree = spec.optional === true || spec.default !== undefined;
    return [name, isFree ? field(spec).optional() : field(spec)] as const;
  });
  const shape = mapping({ kind: kind(word), ...Object.fromEntries(fields) }, mechanism);
  return shape.superRefine((written: Readonly<Record<string, unknown>>, ctx) => {
    const filled = Object.entries(options).map(([name, spec]) => [name, written[name] ?? defaultOf(spec)]);
    const given = new Set(Object.keys(written));
    const objection = def.objection?.(Object.fromEntries(filled), given) ?? null;
    if (objection === null) return;
    const { option, message, allowed } = objection;
    const params = { code: 'wrong-value', allowed, onName: true };
    ctx.addIssue({ code: 'custom', path: [option], message, params });
  });
}
