/**
 * Words in a given number of terminal columns. Chinese letters and emoji take two, marks that combine with the letter
 * before them take none; the tables leave that to cli-table3, but lines over time must line up sign by sign.
 */
import { type Pen, wordsText } from './pen.ts';

const WIDE =
  /[\p{Emoji_Presentation}\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]/u;
const COMBINING = /\p{M}/u;

/** Columns that a text without control characters takes. */
export function columnsOf(text: string): number {
  return Array.from(text).reduce((sum, letter) => sum + columnsOfLetter(letter), 0);
}

/** Words cut to so many columns. */
export function cut(words: string, columns: number, pen: Pen): string {
  const text = wordsText(words, pen, columns);
  if (columnsOf(text) <= columns) return text;
  let room = columns - columnsOf(pen.glyphs.ellipsis);
  const letters = Array.from(text);
  const end = letters.findIndex((letter) => (room -= columnsOfLetter(letter)) < 0);
  return letters.slice(0, end).join('') + pen.glyphs.ellipsis;
}

/** Words cut or filled up to so many columns. */
export function fit(words: string, columns: number, pen: Pen): string {
  const text = cut(words, columns, pen);
  return text + ' '.repeat(columns - columnsOf(text));
}

function columnsOfLetter(letter: string): number {
  if (COMBINING.test(letter)) return 0;
  return WIDE.test(letter) ? 2 : 1;
}
