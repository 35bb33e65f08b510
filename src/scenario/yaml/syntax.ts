/** What to say about a fault of YAML syntax: the library knows what is wrong, this adds what to do about it. */
import type { YAMLError } from 'yaml';
import type { Finding } from './source.ts';

const ADVICE: Readonly<Partial<Record<YAMLError['code'], string>>> = {
  TAB_AS_INDENT: 'spaces, two per level',
  BAD_INDENT: 'entries of one mapping begin in the same column, and a bracket is closed before its mapping ends',
  MISSING_CHAR: 'every bracket and quote is closed, and a name is followed by a colon and a space',
  BAD_SCALAR_START: 'quotes around a text that begins with a special character',
  BLOCK_AS_IMPLICIT_KEY:
    'one name: value on a line; nest with braces or on a line of its own, or quote a text with a colon',
  MULTILINE_IMPLICIT_KEY: 'a name stands on one line, with its colon',
  UNEXPECTED_TOKEN: 'one value after a name; quote a text with special characters',
  TAG_RESOLVE_FAILED: 'plain values without tags',
};

export function syntaxFinding({ code, message }: YAMLError): Finding {
  const advice = ADVICE[code];
  const finding = { code: 'yaml', message: message.charAt(0).toLowerCase() + message.slice(1) };
  return advice ? { ...finding, allowed: advice } : finding;
}
