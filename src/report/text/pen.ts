/**
 * How text is written on this terminal: with colours and typographic signs, or in plain ASCII. Every text report takes
 * a pen, so the decision is made once, by the caller.
 */
import type { Verdict } from '../../experiment/result.ts';
import type { Written } from '../format.ts';
import { ASCII, type Glyphs, UNICODE, withAsciiSigns } from '../glyphs.ts';
import { printable } from '../name.ts';
import type { Mark } from '../view.ts';
import { type Colours, NO_COLOURS } from './colours.ts';

export interface Pen {
  readonly colours: Colours;
  readonly glyphs: Glyphs;
}

/** A pen with these colours; null: none, and ASCII signs. */
export function penOf(colours: Colours | null): Pen {
  return colours === null ? { colours: NO_COLOURS, glyphs: ASCII } : { colours, glyphs: UNICODE };
}

/** A name or a sentence, fit for a terminal. */
export function wordsText(words: string, { glyphs }: Pen, limit = 48): string {
  const text = printable(words, limit, glyphs.ellipsis);
  return glyphs === ASCII ? withAsciiSigns(text) : text;
}

/** The sign of a mark, coloured; a blank of the same width where there is none. */
export function markText(mark: Mark, { colours, glyphs }: Pen): string {
  if (mark === null) return ' ';
  const colour = { better: colours.green, worse: colours.red, same: colours.dim }[mark];
  return colour(glyphs[mark]);
}

/** The sign of a verdict, coloured. */
export function verdictText(verdict: Verdict, { colours, glyphs }: Pen): string {
  const colour = { held: colours.green, failed: colours.red, undecided: colours.yellow }[verdict];
  return colour(glyphs[verdict]);
}

/** A number with its interval: `39.8 % ±0.4`. */
export function writtenText({ value, interval }: Written, { colours }: Pen): string {
  return interval === '' ? value : `${value} ${colours.dim(interval)}`;
}
