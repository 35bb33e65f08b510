/**
 * Sizes as people write them, in bytes: `250B`, `4KiB`, `10GB`.
 *
 * kB, MB, GB, TB count in thousands, KiB, MiB, GiB, TiB in 1,024s (IEC 80000-13). `KB` is refused with both readings:
 * a vendor's "KB" is often 1,024 bytes, and the difference decides how many units a 4 KB read costs.
 */
import { AMOUNT, plain, scaled } from './decimal.ts';
import { type Grammar, type Parsed, parseBy, shortest } from './parsed.ts';

/** One of a unit is `times` × 10^`shift` bytes. */
const UNITS: Readonly<Record<string, { times: number; shift: number }>> = {
  B: { times: 1, shift: 0 },
  kB: { times: 1, shift: 3 },
  MB: { times: 1, shift: 6 },
  GB: { times: 1, shift: 9 },
  TB: { times: 1, shift: 12 },
  KiB: { times: 2 ** 10, shift: 0 },
  MiB: { times: 2 ** 20, shift: 0 },
  GiB: { times: 2 ** 30, shift: 0 },
  TiB: { times: 2 ** 40, shift: 0 },
};

/** Source of a regular expression for a size, as in a JSON Schema `pattern`. */
export const SIZE_PATTERN = `^(${AMOUNT})(${Object.keys(UNITS).join('|')})$`;

const WRITTEN = new RegExp(SIZE_PATTERN);
const BARE = new RegExp(`^${AMOUNT}$`);
const AMBIGUOUS = new RegExp(`^(${AMOUNT})KB$`);

const GRAMMAR: Grammar = {
  noun: 'a size',
  example: '250B or 4KiB',
  read(text) {
    const [, amount = '', unit = ''] = WRITTEN.exec(text) ?? [];
    if (amount) {
      const { times, shift } = UNITS[unit]!;
      const bytes = times * scaled(amount, shift);
      return Number.isInteger(bytes) ? bytes : 'a size is a whole number of bytes, for example 250B or 4KiB';
    }
    const [, thousands = ''] = AMBIGUOUS.exec(text) ?? [];
    if (thousands)
      return `KB can be read two ways: write ${thousands}KiB (of 1,024 bytes) or ${thousands}kB (of 1,000)`;
    if (BARE.test(text)) return `give a unit: ${text}B or ${text}KiB`;
    return `a size is written in ${Object.keys(UNITS).join(', ')}, for example 250B or 4KiB`;
  },
};

/** Reads a size into bytes. */
export function parseSize(text: string | number): Parsed {
  return parseBy(GRAMMAR, text);
}

/** Writes a whole number of bytes, exactly, in its shortest form. */
export function formatSize(bytes: number): string {
  const texts = Object.entries(UNITS).map(([unit, { times, shift }]) => `${plain(bytes / times, -shift)}${unit}`);
  return shortest(texts, bytes, parseSize);
}
