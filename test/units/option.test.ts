import { describe, expect, expectTypeOf, it } from 'vitest';
import {
  choice,
  count,
  defaultOf,
  duration,
  flag,
  number,
  type OptionsOf,
  parseOption,
  rangeOf,
  rate,
  share,
  size,
  text,
  texts,
} from '../../src/units/option.ts';

const table = {
  ttl: duration({ default: '5s', min: 1, max: 60_000, doc: 'how long an entry lives', fact: 'F.D4' }),
  limit: rate({ min: 1, doc: 'requests let through' }),
  memory: size({ default: '4KiB', max: 2 ** 30, doc: 'room for entries' }),
  threshold: share({ default: 0.5, doc: 'when it trips' }),
  salts: count({ optional: true, doc: 'key names per key' }),
  factor: number({ default: 2, min: 1, max: 10, integer: true, doc: 'growth of the wait' }),
  scope: choice(['process', 'fleet'], { default: 'process', doc: 'who shares it' }),
  stale: flag({ default: false, doc: 'serve stale entries' }),
  key: text({ doc: 'the key' }),
  keys: texts({ default: ['a', 'b'], doc: 'the keys' }),
} as const;

describe('an option table', () => {
  it('gives the parsed types', () => {
    expectTypeOf<OptionsOf<typeof table>>().toEqualTypeOf<{
      readonly ttl: number;
      readonly limit: number;
      readonly memory: number;
      readonly threshold: number;
      readonly salts: number | undefined;
      readonly factor: number;
      readonly scope: 'process' | 'fleet';
      readonly stale: boolean;
      readonly key: string;
      readonly keys: readonly string[];
    }>();
  });

  it('refuses misspelt settings and foreign defaults at compile time', () => {
    // @ts-expect-error -- `mim` is no setting
    duration({ mim: 1, doc: '' });
    // @ts-expect-error -- a bare number is no duration
    expect(() => duration({ default: 5, doc: '' })).toThrow(/give a unit/);
    // @ts-expect-error -- `c` is no choice
    expect(() => choice(['a', 'b'], { default: 'c', doc: '' })).toThrow(/write one of a, b/);
  });

  it('refuses a default outside its own range, and a default that can be absent', () => {
    expect(() => duration({ default: '2m', max: 60_000, doc: '' })).toThrow(
      'a default its own option refuses: got "2m": allowed is at most 1m',
    );
    expect(() => flag({ default: true, optional: true, doc: '' })).toThrow(/never absent/);
  });
});

describe('defaultOf', () => {
  it('parses the default into base units', () => {
    expect(defaultOf(table.ttl)).toBe(5000);
    expect(defaultOf(table.memory)).toBe(4096);
    expect(defaultOf(table.stale)).toBe(false);
    expect(defaultOf(table.keys)).toEqual(['a', 'b']);
    expect(defaultOf(table.limit)).toBeUndefined();
  });
});

describe('parseOption', () => {
  it.each([
    ['ttl', '250us', 'got "250us": allowed is from 1ms to 1m'],
    ['ttl', null, 'got null: write a duration, for example 250ms'],
    ['ttl', 5, 'got 5: give a unit: 5ms or 5s'],
    ['limit', '30/min', 'got "30/min": allowed is at least 1/s'],
    ['memory', '2GiB', 'got "2GiB": allowed is at most 1GiB'],
    ['factor', 1.5, 'got 1.5: write a whole number'],
    ['factor', 11, 'got 11: allowed is from 1 to 10'],
    ['factor', '2', 'got "2": write a plain number, for example 0.5'],
    ['factor', Number.NaN, 'got NaN: write a plain number, for example 0.5'],
    ['scope', 'flete', 'got "flete": write one of process, fleet'],
    ['stale', 'yes', 'got "yes": write true or false'],
    ['key', '', 'got "": write a text'],
    ['keys', ['a', 1], 'got ["a",1]: write a list of texts, for example [a, b]'],
  ] as const)('refuses %s: %j', (name, raw, problem) => {
    expect(parseOption(table[name], raw)).toEqual({ ok: false, problem });
  });

  it.each([
    ['ttl', '1m', 60_000],
    ['limit', '20k/s', 20_000],
    ['threshold', '95%', 0.95],
    ['salts', '1k', 1000],
    ['scope', 'fleet', 'fleet'],
    ['stale', true, true],
    ['key', 'product:headset', 'product:headset'],
    ['keys', [], []],
  ] as const)('reads %s: %j', (name, raw, value) => {
    expect(parseOption(table[name], raw)).toEqual({ ok: true, value });
  });

  it('reads negative numbers only where they are plain', () => {
    expect(parseOption(number({ doc: '' }), -1.5)).toEqual({ ok: true, value: -1.5 });
    expect(parseOption(count({ doc: '' }), -1).ok).toBe(false);
  });
});

describe('rangeOf', () => {
  it('writes the range in the unit of the option', () => {
    expect(rangeOf(table.ttl)).toBe('from 1ms to 1m');
    expect(rangeOf(share({ min: 0.05, max: 1, doc: '' }))).toBe('from 5% to 100%');
    expect(rangeOf(table.threshold)).toBeUndefined();
    expect(rangeOf(table.scope)).toBeUndefined();
  });
});
