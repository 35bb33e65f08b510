/**
 * Counts as people write them, whole numbers: `21`, `100_000`, `20k`, `1.5M`, `1G`.
 *
 * `k`, `M` and `G` are powers of a thousand; the result must come out whole.
 */
import { AMOUNT, PREFIX_SHIFT, plain, scaled } from './decimal.ts';
import { type Grammar, type Parsed, parseBy, shortest } from './parsed.ts';

/** Source of a regular expression for a count written as text, as in a JSON Schema `pattern`. */
export const COUNT_PATTERN = `^(${AMOUNT})([kMG]?)$`;

const WRITTEN = new RegExp(COUNT_PATTERN);

const GRAMMAR: Grammar = {
  noun: 'a count',
  example: '21, 100_000 or 1M',
  read(text) {
    const [, amount = '', prefix = ''] = WRITTEN.exec(text) ?? [];
    if (!amount) return 'a count is a whole number, with k, M or G behind it if large, for example 21, 100_000 or 1M';
    const count = scaled(amount, PREFIX_SHIFT[prefix]);
    return Number.isInteger(count) ? count : 'a count is a whole number, for example 21, 100_000 or 1M';
  },
};

/** Reads a count into a whole number. */
export function parseCount(text: string | number): Parsed {
  return parseBy(GRAMMAR, text);
}

/** Writes a whole number, exactly, in its shortest form. */
export function formatCount(count: number): string {
  const texts = Object.entries(PREFIX_SHIFT).map(([prefix, shift]) => `${plain(count, -shift)}${prefix}`);
  return shortest(texts, count, parseCount);
}
