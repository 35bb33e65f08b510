/**
 * Durations as people write them, in milliseconds: `250us`, `1.5s`, `1m30s`, `1h`, `0s`.
 *
 * Parts go from large to small, each unit at most once, without spaces; only the last part may have decimals. A bare
 * number is refused, because half of all readers would take it for seconds.
 */
import { AMOUNT, plain, scaled, WHOLE } from './decimal.ts';
import { type Grammar, type Parsed, parseBy } from './parsed.ts';

/** The units from large to small: one of them is `times` × 10^`shift` ms. */
const UNITS = [
  { unit: 'h', times: 36, shift: 5 },
  { unit: 'm', times: 6, shift: 4 },
  { unit: 's', times: 1, shift: 3 },
  { unit: 'ms', times: 1, shift: 0 },
  { unit: 'us', times: 1, shift: -3 },
] as const;

const PART = `${WHOLE}(?:\\.\\d+(?=[a-z]+$))?`;

/** Source of a regular expression for a duration, as in a JSON Schema `pattern`. */
export const DURATION_PATTERN = `^(?=\\d)${UNITS.map(({ unit }) => `(?:(${PART})${unit})?`).join('')}$`;

const WRITTEN = new RegExp(DURATION_PATTERN);
const PARTS_IN_ANY_ORDER = new RegExp(`^(?:${AMOUNT}(?:h|m|s|ms|us))+$`);
const BARE = new RegExp(`^${AMOUNT}$`);

const GRAMMAR: Grammar = {
  noun: 'a duration',
  example: '250ms or 1m30s',
  read(text) {
    const parts = WRITTEN.exec(text)?.slice(1);
    if (parts) return UNITS.reduce((ms, { times, shift }, i) => ms + times * scaled(parts[i] ?? '0', shift), 0);
    if (BARE.test(text)) return `give a unit: ${text}ms or ${text}s`;
    if (PARTS_IN_ANY_ORDER.test(text)) {
      return 'go from large to small units, each once, decimals only in the last, for example 1m30s';
    }
    return 'a duration is written in h, m, s, ms or us, for example 250ms or 1m30s';
  },
};

/** Reads a duration into milliseconds. */
export function parseDuration(text: string | number): Parsed {
  return parseBy(GRAMMAR, text);
}

/** Writes milliseconds, exactly, in the unit in which they read best; from a minute up in parts, as in `1m30s`. */
export function formatDuration(ms: number): string {
  if (ms === 0) return '0s';
  if (ms < 1) return `${plain(ms, 3)}us`;
  if (ms < 1000) return `${plain(ms)}ms`;
  if (ms < 60_000 || !Number.isInteger(ms)) return `${plain(ms, -3)}s`;
  const hours = Math.floor(ms / 3_600_000);
  const minutes = Math.floor((ms % 3_600_000) / 60_000);
  const secondsMs = ms % 60_000;
  return (hours ? `${hours}h` : '') + (minutes ? `${minutes}m` : '') + (secondsMs ? `${plain(secondsMs, -3)}s` : '');
}
