/**
 * A scenario's text, able to say on which line and column a stretch of it lies.
 *
 * A byte order mark is dropped before anything is counted: no editor shows it as a column.
 */
import { LineCounter } from 'yaml';
import type { Issue } from '../issue.ts';

/** The words of an issue, without its place. */
export type Finding = Pick<Issue, 'code' | 'message'> & Partial<Pick<Issue, 'path' | 'allowed' | 'didYouMean'>>;

export interface Source {
  readonly file: string;
  readonly text: string;
  readonly lines: LineCounter;
}

/** Counts the lines itself: the YAML parser misses some after a fault. */
export function sourceOf(written: string, file: string): Source {
  const text = withoutByteOrderMark(written);
  const lines = new LineCounter();
  for (let start = 0; start >= 0; start = text.indexOf('\n', start) + 1 || -1) lines.addNewLine(start);
  return { file, text, lines };
}

export function withoutByteOrderMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

/** Places a finding on [from, to), cut at the end of the line. */
export function issueAt(
  { file, text, lines }: Source,
  [from, to]: readonly [number, number],
  { path = '', allowed = null, didYouMean = null, ...finding }: Finding,
): Issue {
  const start = Math.min(from, text.length);
  const { line, col } = lines.linePos(start);
  const marked = /^[^\r\n]*/.exec(text.slice(start, to))![0].trimEnd();
  const place = { file, line, column: col, length: Math.max(1, marked.length) };
  return { severity: 'error', ...finding, ...place, path, allowed, didYouMean };
}
