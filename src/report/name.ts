/**
 * Names come from a scenario file, so they may hold anything: control and escape characters, bidirectional overrides,
 * 10,000 letters. Shown on a terminal or a page, they must neither act nor break the layout; and turned into a file
 * name, they must stay inside their directory.
 */

/**
 * Controls, format characters, line and paragraph separators, lone surrogates: what acts instead of being seen. And what
 * is no character at all, as XML with U+FFFE or U+FFFF in it is not well-formed.
 */
const ACTING = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Noncharacter_Code_Point}]/gu;

/** A name made visible on one line: acting characters as `\u{…}`, and no longer than `limit` characters. */
export function printable(name: string, limit = 48, ellipsis = '…'): string {
  const visible = (part: string) => part.replace(ACTING, (c) => `\\u{${c.codePointAt(0)!.toString(16)}}`);
  const letters = Array.from(name.slice(0, 2 * limit + 2));
  return letters.length <= limit ? visible(name) : `${visible(letters.slice(0, limit - 1).join(''))}${ellipsis}`;
}

/** Words with a full stop behind them, unless they end in one. */
export function asSentence(words: string): string {
  return /[.!?…]$/.test(words) ? words : `${words}.`;
}

/** Text of several lines made visible: tabs and line ends stay. */
export function printableText(text: string): string {
  return text
    .replace(/\r\n/g, '\n')
    .replace(ACTING, (c) => (/[\n\t]/.test(c) ? c : `\\u{${c.codePointAt(0)!.toString(16)}}`));
}

/** A file name for the plan at a place in the scenario: unique by its number, readable by its letters. */
export function fileStem(plan: string, index: number): string {
  const letters = plan
    .slice(0, 60)
    .toLowerCase()
    .replace(/[^a-z0-9+]+/g, '-')
    .slice(0, 40)
    .replace(/^-+|-+$/g, '');
  return `${String(index + 1).padStart(2, '0')}${letters && `-${letters}`}`;
}
