/**
 * Shares as people write them, from 0 to 1: `95%`, `0.5%`, or the plain number `0.95`.
 *
 * A plain number above 1 is refused with the percent sign it most likely lacks.
 */
import { AMOUNT, plain, scaled } from './decimal.ts';
import { type Grammar, type Parsed, parseBy } from './parsed.ts';

/** Source of a regular expression for a share written as text, as in a JSON Schema `pattern`. */
export const SHARE_PATTERN = `^(${AMOUNT})(%?)$`;

const WRITTEN = new RegExp(SHARE_PATTERN);

const GRAMMAR: Grammar = {
  noun: 'a share',
  example: '95% or 0.95',
  read(text) {
    const [, amount = '', percent = ''] = WRITTEN.exec(text) ?? [];
    if (!amount) return 'a share is written as a percentage or a number from 0 to 1, for example 95% or 0.95';
    const share = scaled(amount, percent ? -2 : 0);
    if (share <= 1) return share;
    return percent ? 'a share is at most 100%' : `a share is at most 1; for a percentage write ${amount}%`;
  },
};

/** Reads a share into a number from 0 to 1. */
export function parseShare(text: string | number): Parsed {
  return parseBy(GRAMMAR, text);
}

/** Writes a number from 0 to 1, exactly, as a percentage. */
export function formatShare(share: number): string {
  return `${plain(share, 2)}%`;
}
