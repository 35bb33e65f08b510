/**
 * Rates as people write them, per second: `1000/s`, `20k/s`, `30/min`, `5/h`.
 *
 * `k`, `M` and `G` are powers of a thousand. A bare number is refused: a rate without its period is how a load ten or
 * sixty times too large gets into a test.
 */
import { AMOUNT, PREFIX_SHIFT, plain, scaled } from './decimal.ts';
import { type Grammar, type Parsed, parseBy, shortest } from './parsed.ts';

const PERIOD_SECONDS: Readonly<Record<string, number>> = { s: 1, min: 60, h: 3600 };

/** Source of a regular expression for a rate, as in a JSON Schema `pattern`. */
export const RATE_PATTERN = `^(${AMOUNT})([kMG]?)/(s|min|h)$`;

const WRITTEN = new RegExp(RATE_PATTERN);
const BARE = new RegExp(`^${AMOUNT}[kMG]?$`);

const GRAMMAR: Grammar = {
  noun: 'a rate',
  example: '1000/s, 20k/s or 30/min',
  read(text) {
    const [, amount = '', prefix = '', period = ''] = WRITTEN.exec(text) ?? [];
    if (amount) return scaled(amount, PREFIX_SHIFT[prefix]) / PERIOD_SECONDS[period]!;
    if (BARE.test(text)) return `give a period: ${text}/s, ${text}/min or ${text}/h`;
    return 'a rate is a number per s, min or h, with k, M or G before the slash, for example 1000/s, 20k/s or 30/min';
  },
};

/** Reads a rate into a number per second. */
export function parseRate(text: string | number): Parsed {
  return parseBy(GRAMMAR, text);
}

/** Writes a number per second, exactly: in the first period that needs at most three decimals, else per second. */
export function formatRate(perSecond: number): string {
  for (const [period, seconds] of Object.entries(PERIOD_SECONDS)) {
    const amount = Number((perSecond * seconds).toFixed(3));
    if (amount / seconds === perSecond) return formatPer(period, amount, perSecond);
  }
  return formatPer('s', perSecond, perSecond);
}

function formatPer(period: string, amount: number, perSecond: number): string {
  const texts = Object.entries(PREFIX_SHIFT).map(([prefix, shift]) => `${plain(amount, -shift)}${prefix}/${period}`);
  return shortest(texts, perSecond, parseRate);
}
