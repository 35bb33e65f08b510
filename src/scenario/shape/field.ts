/**
 * One option of an option table → one field of the zod shape.
 *
 * The scenario's own fields and the options of every mitigation come through here, so both are read by the same
 * grammar, refused in the same words, and described alike in the JSON Schema. A field never fills in its default:
 * presets come between what is written and the defaults.
 */
import { z } from 'zod';
import { COUNT_PATTERN } from '../../units/count.ts';
import { DURATION_PATTERN } from '../../units/duration.ts';
import { type OptionSpec, type OptionsOf, parseOption } from '../../units/option.ts';
import { RATE_PATTERN } from '../../units/rate.ts';
import { SHARE_PATTERN } from '../../units/share.ts';
import { SIZE_PATTERN } from '../../units/size.ts';
import { adviceOf } from '../advice.ts';
import { quote } from '../issue.ts';
import { suggest } from '../suggest.ts';

type ValueOf<S extends OptionSpec> = NonNullable<OptionsOf<{ value: S }>['value']>;

/** A field that must be given unless `.optional()` follows. */
export function field<S extends OptionSpec>(spec: S) {
  return z
    .unknown()
    .meta({ ...formOf(spec), ...describedBy(spec) })
    .transform((raw, ctx): ValueOf<S> => {
      const parsed = parseOption(spec, raw);
      if (parsed.ok) return parsed.value as ValueOf<S>;
      ctx.issues.push({ code: 'custom', input: raw, ...refusal(spec, raw, parsed.problem) });
      return z.NEVER;
    });
}

/** A field that also takes one word (`none`, `unlimited`), read as null. */
export function fieldOr<W extends string, S extends OptionSpec>(word: W, spec: S) {
  return z
    .unknown()
    .meta({ anyOf: [{ const: word }, formOf(spec)], ...describedBy(spec) })
    .transform((raw, ctx): ValueOf<S> | null => {
      if (raw === word) return null;
      const parsed = parseOption(spec, raw);
      if (parsed.ok) return parsed.value as ValueOf<S>;
      ctx.issues.push({ code: 'custom', input: raw, ...refusal(spec, raw, parsed.problem, word) });
      return z.NEVER;
    });
}

/** One value or a list of up to `most`, read as a list. */
export function fields<S extends OptionSpec>(spec: S, most: number) {
  const form = formOf(spec);
  const list = { type: 'array', items: form, minItems: 1, maxItems: most };
  return z
    .unknown()
    .meta({ anyOf: [form, list], ...describedBy(spec) })
    .transform((raw, ctx): readonly ValueOf<S>[] => {
      const written: readonly unknown[] = Array.isArray(raw) ? raw : [raw];
      const parsed = written.map((value) => parseOption(spec, value));
      for (const [k, result] of parsed.entries()) {
        if (result.ok) continue;
        const path = Array.isArray(raw) ? [k] : [];
        ctx.issues.push({ code: 'custom', path, input: written[k], ...refusal(spec, written[k], result.problem) });
      }
      if (written.length === 0 || written.length > most) {
        const params = { code: 'wrong-value', allowed: `1 to ${most} entries` };
        ctx.issues.push({ code: 'custom', input: raw, message: `has ${written.length} entries`, params });
      }
      return parsed.flatMap((result) => (result.ok ? [result.value as ValueOf<S>] : []));
    });
}

/** What a refused field says, in the parts of a problem. */
function refusal(spec: OptionSpec, raw: unknown, problem: string, word?: string) {
  const advice = spec.kind === 'choice' ? spec.choices.join(', ') : adviceOf(raw, problem);
  const allowed = word === undefined ? advice : `${word}, or ${advice}`;
  if (raw === undefined) return { message: 'is missing', params: { code: 'missing', allowed } };
  if (raw === null) return { message: 'is empty', params: { code: 'missing', allowed } };
  const words = [...(spec.kind === 'choice' ? spec.choices : []), ...(word === undefined ? [] : [word])];
  const didYouMean = typeof raw === 'string' ? suggest(raw, words) : undefined;
  const code = spec.kind === 'text' && typeof raw !== 'object' ? 'text-needed' : 'wrong-value';
  return { message: `is ${quote(raw)}`, params: { code, allowed, didYouMean } };
}

/** The JSON Schema of what may be written. */
function formOf(spec: OptionSpec): Record<string, unknown> {
  switch (spec.kind) {
    case 'duration':
      return { type: 'string', pattern: DURATION_PATTERN };
    case 'rate':
      return { type: 'string', pattern: RATE_PATTERN };
    case 'size':
      return { type: 'string', pattern: SIZE_PATTERN };
    case 'share':
      return { type: ['string', 'number'], pattern: SHARE_PATTERN, minimum: 0, maximum: 1 };
    case 'count':
      return { type: ['string', 'integer'], pattern: COUNT_PATTERN, ...bounds(spec) };
    case 'number':
      return { type: spec.integer ? 'integer' : 'number', ...bounds(spec) };
    case 'choice':
      return { enum: spec.choices };
    case 'flag':
      return { type: 'boolean' };
    case 'text':
      return { type: 'string', minLength: 1 };
    case 'texts':
      return { type: 'array', items: { type: 'string', minLength: 1 } };
  }
}

function bounds({ min, max }: { readonly min?: number; readonly max?: number }): Record<string, number> {
  return { ...(min === undefined ? {} : { minimum: min }), ...(max === undefined ? {} : { maximum: max }) };
}

function describedBy(spec: OptionSpec): Record<string, unknown> {
  return { description: spec.doc, ...(spec.default === undefined ? {} : { default: spec.default }) };
}
