/**
 * Option tables: what can be set on a lever, each option once, with its kind, default, range, meaning and fact row.
 *
 * The schema, the validation, `explain` and the reference pages are all read from the one table, so they cannot disagree.
 * Defaults are written as people write them; `min` and `max` are in base units (ms, per second, bytes, share 0..1).
 * A table is checked where it is written: a default its own option would refuse throws at once.
 */
import { formatCount, parseCount } from './count.ts';
import { formatDuration, parseDuration } from './duration.ts';
import { type Parsed, refuse } from './parsed.ts';
import { formatRate, parseRate } from './rate.ts';
import { formatShare, parseShare } from './share.ts';
import { formatSize, parseSize } from './size.ts';

const QUANTITIES = {
  duration: { parse: parseDuration, format: formatDuration, example: '250ms' },
  rate: { parse: parseRate, format: formatRate, example: '1000/s' },
  size: { parse: parseSize, format: formatSize, example: '4KiB' },
  share: { parse: parseShare, format: formatShare, example: '95%' },
  count: { parse: parseCount, format: formatCount, example: '100' },
  number: { parse: parseNumber, format: String, example: '0.5' },
} as const;

type QuantityKind = keyof typeof QUANTITIES;

/** What every option says about itself; without default and not optional, it must be given. */
interface Common<D> {
  readonly doc: string;
  readonly default?: D;
  readonly optional?: true;
  /** Row id of the fact the default rests on. */
  readonly fact?: string;
}

interface Quantity<D = string | number> extends Common<D> {
  readonly min?: number;
  readonly max?: number;
}

interface NumberSettings extends Quantity<number> {
  readonly integer?: true;
}

/** One option of a lever. */
export type OptionSpec =
  | ({ readonly kind: Exclude<QuantityKind, 'number'> } & Quantity)
  | ({ readonly kind: 'number' } & NumberSettings)
  | ({ readonly kind: 'choice'; readonly choices: readonly string[] } & Common<string>)
  | ({ readonly kind: 'flag' } & Common<boolean>)
  | ({ readonly kind: 'text' } & Common<string>)
  | ({ readonly kind: 'texts' } & Common<readonly string[]>);

/** The options of a lever by name. */
export type OptionTable = Readonly<Record<string, OptionSpec>>;

/** A parsed option: quantities in their base unit. */
export type OptionValue = string | number | boolean | readonly string[];

type ValueOf<S extends OptionSpec> = S extends { kind: 'choice'; choices: readonly (infer C)[] }
  ? C
  : S extends { kind: 'flag' }
    ? boolean
    : S extends { kind: 'text' }
      ? string
      : S extends { kind: 'texts' }
        ? readonly string[]
        : number;

/** The parsed values of a table: numbers in base units, choices as a union; `undefined` only where optional. */
export type OptionsOf<T extends OptionTable> = {
  readonly [K in keyof T]: T[K] extends { optional: true } ? ValueOf<T[K]> | undefined : ValueOf<T[K]>;
};

/** Refuses settings that the kind does not know, which inference alone would let through. */
type Only<S, Known> = S & Readonly<Record<Exclude<keyof S, keyof Known>, never>>;

/** A duration in ms. */
export const duration = builder<'duration', Quantity<string>>('duration');
/** A rate per second. */
export const rate = builder<'rate', Quantity<string>>('rate');
/** A size in bytes. */
export const size = builder<'size', Quantity<string>>('size');
/** A share from 0 to 1. */
export const share = builder<'share', Quantity>('share');
/** A whole number from 0. */
export const count = builder<'count', Quantity>('count');
/** A plain number, negative too. */
export const number = builder<'number', NumberSettings>('number');
/** Yes or no. */
export const flag = builder<'flag', Common<boolean>>('flag');
/** A text that is not empty. */
export const text = builder<'text', Common<string>>('text');
/** A list of texts. */
export const texts = builder<'texts', Common<readonly string[]>>('texts');
/** One of the given words. */
export function choice<const C extends readonly string[], const S extends Common<C[number]>>(
  choices: C,
  settings: Only<S, Common<C[number]>>,
): { readonly kind: 'choice'; readonly choices: C } & S {
  return checked({ kind: 'choice', choices, ...settings });
}

/** Reads one option as written in a scenario. */
export function parseOption(spec: OptionSpec, raw: unknown): Parsed<OptionValue> {
  switch (spec.kind) {
    case 'flag':
      return typeof raw === 'boolean' ? { ok: true, value: raw } : refuse(raw, 'write true or false');
    case 'text':
      return isText(raw) ? { ok: true, value: raw } : refuse(raw, 'write a text');
    case 'texts':
      return Array.isArray(raw) && raw.every(isText)
        ? { ok: true, value: raw }
        : refuse(raw, 'write a list of texts, for example [a, b]');
    case 'choice':
      return isText(raw) && spec.choices.includes(raw)
        ? { ok: true, value: raw }
        : refuse(raw, `write one of ${spec.choices.join(', ')}`);
    default:
      return parseQuantity(spec, raw);
  }
}

/** The parsed default, `undefined` where there is none. */
export function defaultOf(spec: OptionSpec): OptionValue | undefined {
  if (spec.default === undefined) return undefined;
  const parsed = parseOption(spec, spec.default);
  if (!parsed.ok) throw new RangeError(`a default its own option refuses: ${parsed.problem}`);
  return parsed.value;
}

/** A quantity as people write it. */
export function formatOption(spec: OptionSpec, value: number): string {
  return spec.kind in QUANTITIES ? QUANTITIES[spec.kind as QuantityKind].format(value) : String(value);
}

/** The allowed range of a quantity in readable units, as in `from 1ms to 5s`; `undefined` where anything goes. */
export function rangeOf(spec: OptionSpec): string | undefined {
  if (!('min' in spec || 'max' in spec)) return undefined;
  const { format } = QUANTITIES[spec.kind];
  if (spec.max === undefined) return spec.min === undefined ? undefined : `at least ${format(spec.min)}`;
  return spec.min === undefined ? `at most ${format(spec.max)}` : `from ${format(spec.min)} to ${format(spec.max)}`;
}

function parseQuantity(spec: OptionSpec & { kind: QuantityKind }, raw: unknown): Parsed {
  const { parse, example } = QUANTITIES[spec.kind];
  if (typeof raw !== 'string' && typeof raw !== 'number')
    return refuse(raw, `write a ${spec.kind}, for example ${example}`);
  const parsed = parse(raw);
  if (!parsed.ok) return parsed;
  const { min = -Infinity, max = Infinity } = spec;
  if (parsed.value < min || parsed.value > max) return refuse(raw, `allowed is ${rangeOf(spec)}`);
  if (spec.kind === 'number' && spec.integer && !Number.isInteger(parsed.value))
    return refuse(raw, 'write a whole number');
  return parsed;
}

function parseNumber(raw: string | number): Parsed {
  return Number.isFinite(raw) ? { ok: true, value: Number(raw) } : refuse(raw, 'write a plain number, for example 0.5');
}

function isText(raw: unknown): raw is string {
  return typeof raw === 'string' && raw !== '';
}

function builder<K extends OptionSpec['kind'], Settings>(kind: K) {
  return <const S extends Settings>(settings: Only<S, Settings>): { readonly kind: K } & S => {
    const spec = { kind, ...settings };
    checked(spec as unknown as OptionSpec);
    return spec;
  };
}

function checked<S extends OptionSpec>(spec: S): S {
  if (spec.optional && spec.default !== undefined) throw new RangeError('an option with a default is never absent');
  defaultOf(spec);
  return spec;
}
