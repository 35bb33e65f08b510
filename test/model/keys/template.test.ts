import { describe, expect, test } from 'vitest';
import { attributesOf, literalStart, parseTemplate } from '../../../src/model/keys/template.ts';
import { TemplateKeys } from '../../../src/model/keys/template-keys.ts';

describe('a template', () => {
  test('is text with parts in braces', () => {
    expect(parseTemplate('t:{tenant}#{user%10}#{random:4}/{key}')).toEqual({
      ok: true,
      parts: [
        { kind: 'text', text: 't:' },
        { kind: 'attribute', name: 'tenant', modulo: null },
        { kind: 'text', text: '#' },
        { kind: 'attribute', name: 'user', modulo: 10 },
        { kind: 'text', text: '#' },
        { kind: 'random', count: 4 },
        { kind: 'text', text: '/' },
        { kind: 'key' },
      ],
    });
    expect(parseTemplate('plain')).toEqual({ ok: true, parts: [{ kind: 'text', text: 'plain' }] });
  });

  test.each([
    ['{}', '{}'],
    ['{tenant', '{tenant'],
    ['tenant}', 'tenant}'],
    ['a{user %10}', '{user %10}'],
    ['{user%1}', '{user%1}'],
    ['{user%0}', '{user%0}'],
    ['{random}', '{random}'],
    ['{random:1}', '{random:1}'],
    ['{random:x}', '{random:x}'],
    ['{1st}', '{1st}'],
  ])('%s has the wrong piece %s', (template, piece) => {
    expect(parseTemplate(template)).toMatchObject({ ok: false, piece });
  });

  // {a}{b} would give 1 and 11 the name that it gives 11 and 1; so would {a}0{b} with 1 and 01.
  test.each(['{a}{b}', 'x{a}{key}', '{a}0{b}'])('%s does not say where a part ends', (template) => {
    expect(parseTemplate(template)).toMatchObject({ ok: false, allowed: expect.stringContaining('between') });
  });

  test.each(['{a}0', '0{a}', '{a}-{b}', '{a}0x{b}'])('%s does', (template) => {
    expect(parseTemplate(template).ok).toBe(true);
  });

  test('says what it asks for and how its names begin', () => {
    const parsed = parseTemplate('{b}#{a%2}#{b}');
    expect(parsed.ok && attributesOf(parsed.parts)).toEqual(['b', 'a']);
    expect([literalStart('at {minute}'), literalStart('{a}'), literalStart('all')]).toEqual(['at ', '', 'all']);
  });
});

describe('the keys of a template', () => {
  test('are made once for each root and values, and named', () => {
    const parsed = parseTemplate('{key}/{tenant}/{random:3}');
    if (!parsed.ok) throw new Error('a template');
    const made: string[] = [];
    const keys = new TemplateKeys(parsed.parts, {
      nameOf: (key) => `k${key}`,
      textOf: (attribute, value) => `${attribute}${value}`,
      make: (root, name) => made.push(`${root}: ${name}`) - 1,
    });
    const of = (root: number, ...values: number[]): number => {
      keys.values.set(values);
      return keys.of(root);
    };
    expect([of(0, 7, 1), of(0, 7, 2), of(5, 7, 1), of(0, 7, 1), of(0, 1, 7), of(5, 7, 1)]).toEqual([0, 1, 2, 0, 3, 2]);
    expect(made).toEqual(['0: k0/tenant7/1', '0: k0/tenant7/2', '5: k5/tenant7/1', '0: k0/tenant1/7']);
  });

  test('with a second template are items, their numbers so long that they compare as numbers', () => {
    const [parts, sort] = ['T{tenant}', '{day}#{event}'].map((template) => {
      const parsed = parseTemplate(template);
      if (!parsed.ok) throw new Error('a template');
      return parsed.parts;
    });
    const made: unknown[] = [];
    const maker = {
      nameOf: String,
      textOf: (attribute: string, value: number) => (attribute === 'day' ? `2026-07-0${value}` : String(value)),
      make: (_: number, name: string, item: unknown) => made.push([name, item]) - 1,
    };
    const keys = new TemplateKeys(parts!, maker, sort!);
    const of = (...values: number[]): number => {
      keys.values.set(values);
      return keys.of(0);
    };
    expect([of(7, 1, 9), of(7, 1, 10), of(8, 1, 9), of(7, 1, 9)]).toEqual([0, 1, 2, 0]);
    expect(made).toEqual([
      ['T7', { text: '2026-07-01#9', order: '2026-07-01#0000000009' }],
      ['T7', { text: '2026-07-01#10', order: '2026-07-01#0000000010' }],
      ['T8', { text: '2026-07-01#9', order: '2026-07-01#0000000009' }],
    ]);
  });

  test('without variable parts there is one for each root', () => {
    const keys = new TemplateKeys([{ kind: 'text', text: 'all' }], {
      nameOf: String,
      textOf: String,
      make: (root, name) => (name === 'all' ? 10 + root : -1),
    });
    expect([keys.of(3), keys.of(4), keys.of(3)]).toEqual([13, 14, 13]);
  });
});
