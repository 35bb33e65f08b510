/**
 * The signs that a report writes beside numbers, in two sets: typographic ones, and plain ASCII for logs and terminals
 * without colour. A sign always accompanies a colour, so nothing is told by colour alone.
 */

export interface Glyphs {
  /** The plan is better, worse, or not distinguishable from the baseline. */
  readonly better: string;
  readonly worse: string;
  readonly same: string;
  /** Verdicts of an expectation. */
  readonly held: string;
  readonly failed: string;
  readonly undecided: string;
  readonly plusMinus: string;
  readonly infinity: string;
  readonly micro: string;
  /** Nothing to say. */
  readonly none: string;
  readonly minus: string;
  /** Between groups of three digits. */
  readonly group: string;
  /** Between a number and its unit. */
  readonly space: string;
  readonly ellipsis: string;
  readonly rule: string;
  /** Heights of a line over time, from nothing to the greatest. */
  readonly levels: string;
  /** A point in time where failures make a percentile endless. */
  readonly endless: string;
  /** A stretch of time. */
  readonly span: string;
}

export const UNICODE: Glyphs = {
  better: '▲',
  worse: '▼',
  same: '≈',
  held: '✓',
  failed: '✗',
  undecided: '?',
  plusMinus: '±',
  infinity: '∞',
  micro: 'µ',
  none: '–',
  minus: '−',
  group: '\u202f',
  space: '\u00a0',
  ellipsis: '…',
  rule: '─',
  levels: ' ▁▂▃▄▅▆▇█',
  endless: '∞',
  span: '▀',
};

export const ASCII: Glyphs = {
  better: '^',
  worse: 'v',
  same: '~',
  held: 'ok',
  failed: 'FAILED',
  undecided: '?',
  plusMinus: '+-',
  infinity: 'inf',
  micro: 'u',
  none: '.',
  minus: '-',
  group: ',',
  space: ' ',
  ellipsis: '...',
  rule: '-',
  levels: ' .:-=+*#%@',
  endless: '!',
  span: '^',
};

const IN_ASCII: Readonly<Record<string, string>> = {
  '≤': '<=',
  '≥': '>=',
  '±': '+-',
  '≈': '~',
  '−': '-',
  '–': '-',
  '—': '-',
  '×': 'x',
  '÷': '/',
  '∞': 'inf',
  µ: 'u',
  '…': '...',
  '\u00a0': ' ',
  '\u202f': ' ',
  '“': '"',
  '”': '"',
  '‘': "'",
  '’': "'",
};

/** Typographic signs in ASCII; letters of any script stay. */
export function withAsciiSigns(text: string): string {
  return text.replace(/[≤≥±≈−–—×÷∞µ…\u00a0\u202f“”‘’]/g, (sign) => IN_ASCII[sign]!);
}
