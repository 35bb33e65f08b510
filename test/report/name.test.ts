import { describe, expect, it } from 'vitest';
import { asSentence, fileStem, printable, printableText } from '../../src/report/name.ts';

describe('printable', () => {
  it('leaves names of any script alone', () => {
    expect(printable('Kassenbon-ß')).toBe('Kassenbon-ß');
    expect(printable('مرحبا')).toBe('مرحبا');
    expect(printable('缓存 🔥')).toBe('缓存 🔥');
  });

  it('makes acting characters visible', () => {
    expect(printable('\u001b[2Jgone')).toBe('\\u{1b}[2Jgone');
    expect(printable('a\u202eb\u2028c\nd\ud800')).toBe('a\\u{202e}b\\u{2028}c\\u{a}d\\u{d800}');
    expect(printable('no character: \uffff')).toBe('no character: \\u{ffff}');
  });

  it('cuts by characters, never through one', () => {
    expect(printable('🔥'.repeat(10_000), 5)).toBe('🔥🔥🔥🔥…');
    expect(printable('12345', 5)).toBe('12345');
    expect(printable('123456', 5, '...')).toBe('1234...');
  });
});

it('keeps the lines and tabs of a text, and nothing else that acts', () => {
  expect(printableText('a:\r\n\tb\u0007')).toBe('a:\n\tb\\u{7}');
});

describe('fileStem', () => {
  it('keeps what is readable', () => {
    expect(fileStem('cache+coalescing', 5)).toBe('06-cache+coalescing');
  });

  it('stays inside its directory, whatever the name', () => {
    for (const name of ['../../etc/passwd', 'C:\\x', 'a/b\u0000c', '.', '..', '', '🔥', 'x'.repeat(10_000)]) {
      expect(fileStem(name, 0)).toMatch(/^01(-[a-z0-9+-]{1,40})?$/);
    }
  });

  it('differs for plans whose letters do not', () => {
    expect(fileStem('A', 0)).not.toBe(fileStem('a', 1));
  });
});

it('ends a sentence once', () => {
  expect(['go', 'go.', 'go?', 'go (now)'].map(asSentence)).toEqual(['go.', 'go.', 'go?', 'go (now).']);
});
