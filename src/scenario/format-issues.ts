/** Issues as a terminal shows them: place, message, the line with the value marked, what is allowed. */
import type { Issue } from './issue.ts';
import { withoutByteOrderMark } from './yaml/source.ts';

/** Beyond this many, the rest are only counted. */
const MOST_SHOWN = 50;
/** Longer lines are cut around the mark. */
const WIDTH = 110;
const BEFORE_MARK = 40;

/** Renders the issues of one text, in the order given. */
export function formatIssues(issues: readonly Issue[], text: string): string {
  const lines = withoutByteOrderMark(text).split(/\r?\n/);
  const shown = issues.slice(0, MOST_SHOWN).map((issue) => formatIssue(issue, lines[issue.line - 1] ?? ''));
  const rest = issues.length - shown.length;
  if (rest > 0) shown.push(`… and ${rest} more\n`);
  return shown.join('\n');
}

function formatIssue(
  { severity, file, line, column, length, message, allowed, didYouMean }: Issue,
  source: string,
): string {
  const excerpt = cut(source, column - 1);
  const mark = '^'.repeat(Math.max(1, Math.min(length, excerpt.text.length - excerpt.at)));
  const number = String(line).padStart(5);
  const margin = `${' '.repeat(number.length)} | `;
  const rows = [
    `${file}:${line}:${column}  ${severity}  ${printable(message)}`,
    `${number} | ${printable(excerpt.text)}`,
    `${margin}${blank(excerpt.text.slice(0, excerpt.at))}${mark}`,
  ];
  if (allowed !== null) rows.push(`${margin}allowed: ${printable(allowed)}`);
  if (didYouMean !== null) rows.push(`${margin}did you mean ${printable(didYouMean)}?`);
  return `${rows.join('\n')}\n`;
}

/** A stretch of the line with the mark in it, and where in the stretch the mark begins. */
function cut(line: string, at: number): { readonly text: string; readonly at: number } {
  if (line.length <= WIDTH) return { text: line, at };
  const from = Math.max(0, at - BEFORE_MARK);
  const head = from > 0 ? '…' : '';
  const tail = from + WIDTH < line.length ? '…' : '';
  return { text: head + line.slice(from, from + WIDTH) + tail, at: at - from + head.length };
}

/** Spaces as wide as the text; tabs stay, so that the mark stands below its value. */
function blank(text: string): string {
  return text.replace(/[^\t]/g, ' ');
}

/** A text that cannot move the cursor or change colours. */
function printable(text: string): string {
  return text.replace(/[^\P{Cc}\t]/gu, '·');
}
