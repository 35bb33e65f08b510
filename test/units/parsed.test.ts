import { describe, expect, it } from 'vitest';
import { parseBy, refuse, shortest } from '../../src/units/parsed.ts';

const grammar = {
  noun: 'a thing',
  example: '1x',
  read: (text: string) => (text.endsWith('x') ? Number.parseFloat(text) : 'a thing ends in x'),
};

describe('parseBy', () => {
  it('passes on a value, and the advice of the grammar', () => {
    expect(parseBy(grammar, '2x')).toEqual({ ok: true, value: 2 });
    expect(parseBy(grammar, '2y')).toEqual({ ok: false, problem: 'got "2y": a thing ends in x' });
  });

  it('accepts 1e15 and nothing above it', () => {
    expect(parseBy(grammar, '1e15x')).toEqual({ ok: true, value: 1e15 });
    expect(parseBy(grammar, '1.1e15x').ok).toBe(false);
  });
});

describe('refuse', () => {
  it.each([
    [undefined, 'undefined'],
    [null, 'null'],
    [{ a: 1 }, '{"a":1}'],
    ['two\nlines', '"two\\nlines"'],
  ])('shows %j on one line', (raw, shown) => {
    expect(refuse(raw, 'no')).toEqual({ ok: false, problem: `got ${shown}: no` });
  });
});

describe('shortest', () => {
  const parse = (text: string) => parseBy(grammar, text);

  it('prefers the first of equals and passes over what reads back as another value', () => {
    expect(shortest(['2.0x', '2x', '3x'], 2, parse)).toBe('2x');
    expect(shortest(['2.0x', '02.x'], 2, parse)).toBe('2.0x');
  });
});
