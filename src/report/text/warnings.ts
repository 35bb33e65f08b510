/** Warnings for a terminal: what to know before believing a number, and what to do about it. */
import type { Warning } from '../../experiment/result.ts';
import { asSentence } from '../name.ts';
import { type Pen, wordsText } from './pen.ts';

/** A footnote: `[1] none: vacuous: … Remedy: …`; `plans` is empty where there is only one run. */
export function warningLine(warning: Warning, note: number, plans: readonly string[], pen: Pen): string {
  const { code, message, remedy } = warning;
  const where = plans.length === 0 ? '' : `${plans.map((plan) => wordsText(plan, pen)).join(', ')}: `;
  const what = `${where}${wordsText(code, pen)}: ${asSentence(wordsText(message, pen, 400))}`;
  return `${pen.colours.yellow(`[${note}]`)} ${what} ${pen.colours.dim(`Remedy: ${asSentence(wordsText(remedy, pen, 400))}`)}`;
}
