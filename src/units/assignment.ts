/** A name and its number in one text, written `celebrity=64`. */
import { AMOUNT, scaled } from './decimal.ts';

const NUMBER = new RegExp(`^${AMOUNT}$`);

/** @returns `number` null: no `=` is written; NaN: nothing stands before the last one, or no number behind it. */
export function parseAssignment(text: string): { readonly name: string; readonly number: number | null } {
  const at = text.lastIndexOf('=');
  if (at < 0) return { name: text, number: null };
  const written = text.slice(at + 1);
  return { name: text.slice(0, at), number: at > 0 && NUMBER.test(written) ? scaled(written) : Number.NaN };
}
