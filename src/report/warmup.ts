/** How long the warm-up is, and whose word that is. */
import type { Comparison } from '../experiment/result.ts';
import { formatSpan, formatValue } from './format.ts';
import { type Glyphs, UNICODE } from './glyphs.ts';

/** `30 s`, or `8.33 s, found by MSER-5`. */
export function warmupText({ warmupMs, warmupFound }: Comparison, glyphs: Glyphs = UNICODE): string {
  return warmupFound
    ? `${formatValue(warmupMs, 'ms', glyphs)}, found by MSER-5: the longest that any plan took to settle in pilot runs`
    : formatSpan(warmupMs, glyphs);
}
