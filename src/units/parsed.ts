/**
 * What the readers of all quantities share: the result they give, and the order in which they doubt.
 *
 * A scenario is written by people, so a wrong value is data, not an exception: it comes back as one line that says what
 * was got and what to write instead. A quantity adds only its own grammar; emptiness, spaces, signs, infinities and
 * absurd sizes are judged here, once, in the same words.
 */
import { plain } from './decimal.ts';

/** A value in its base unit, or a one-line problem that says what was got and what is allowed. */
export type Parsed<T = number> = { ok: true; value: T } | Refusal;

type Refusal = { ok: false; problem: string };

/** A quantity's own part: its name, a correct example, and a reader that gives the value or the advice. */
export interface Grammar {
  readonly noun: string;
  readonly example: string;
  read(text: string): number | string;
}

/** The largest value accepted, in base units: 31,700 years of ms, a petabyte in bytes, and still an exact integer. */
const LARGEST = 1e15;

/** Says what was got, then the advice. */
export function refuse(raw: unknown, advice: string): Refusal {
  const got = typeof raw === 'number' ? String(raw) : (JSON.stringify(raw) ?? String(raw));
  return { ok: false, problem: `got ${got}: ${advice}` };
}

/** Reads `raw` by `grammar`; a number is read as the text it would be written as. */
export function parseBy({ noun, example, read }: Grammar, raw: string | number): Parsed {
  if (typeof raw === 'number' && !Number.isFinite(raw)) return refuse(raw, `${noun} is finite, for example ${example}`);
  const text = typeof raw === 'number' ? plain(raw) : raw;
  if (text === '') return refuse(raw, `${noun} is missing, for example ${example}`);
  if (/\s/.test(text)) return refuse(raw, `${noun} has no spaces, for example ${example}`);
  if (text.startsWith('-')) return refuse(raw, `${noun} is never negative, for example ${example}`);
  const value = read(text);
  if (typeof value === 'string') return refuse(raw, value);
  if (value > LARGEST) return refuse(raw, `${noun} is at most 1e15 in its base unit, for example ${example}`);
  return { ok: true, value };
}

/** The shortest of `texts` that `parse` reads back as `value`, the first among equals; the first one guaranteed to. */
export function shortest(texts: readonly string[], value: number, parse: (text: string) => Parsed): string {
  const readsBack = (text: string) => {
    const back = parse(text);
    return back.ok && back.value === value;
  };
  return texts.filter(readsBack).reduce((best, text) => (text.length < best.length ? text : best), texts[0]!);
}
