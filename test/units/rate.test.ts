import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatRate, parseRate, RATE_PATTERN } from '../../src/units/rate.ts';

describe('parseRate', () => {
  it.each([
    ['1000/s', 1000],
    ['20k/s', 20_000],
    ['1.5M/s', 1_500_000],
    ['1G/s', 1e9],
    ['30/min', 0.5],
    ['6k/min', 100],
    ['5/h', 5 / 3600],
    ['0/s', 0],
    ['100_000/s', 100_000],
  ])('reads %s as %d per second', (text, perSecond) => {
    expect(parseRate(text)).toEqual({ ok: true, value: perSecond });
    expect(new RegExp(RATE_PATTERN, 'u').test(text)).toBe(true);
  });

  it.each([
    [1000, 'got 1000: give a period: 1000/s, 1000/min or 1000/h'],
    ['20k', 'got "20k": give a period: 20k/s, 20k/min or 20k/h'],
    ['1000 /s', 'got "1000 /s": a rate has no spaces, for example 1000/s, 20k/s or 30/min'],
    ['-1/s', 'got "-1/s": a rate is never negative, for example 1000/s, 20k/s or 30/min'],
    ['10000000G/s', 'got "10000000G/s": a rate is at most 1e15 in its base unit, for example 1000/s, 20k/s or 30/min'],
    [
      '5/m',
      'got "5/m": a rate is a number per s, min or h, with k, M or G before the slash, for example 1000/s, 20k/s or 30/min',
    ],
  ])('refuses %j and says why', (raw, problem) => {
    expect(parseRate(raw)).toEqual({ ok: false, problem });
  });

  it.each(['/s', '1K/s', '1e3/s', '5/S', '5/s/s', '5per s', Number.NaN, Infinity, ''])('refuses %j', (raw) => {
    expect(parseRate(raw).ok).toBe(false);
  });
});

describe('formatRate', () => {
  it.each([
    [0, '0/s'],
    [1000, '1k/s'],
    [1667, '1667/s'],
    [20_000, '20k/s'],
    [2.5, '2.5/s'],
    [7 / 60, '7/min'],
    [5 / 3600, '5/h'],
    [0.25, '0.25/s'],
    [100 / 60, '100/min'],
    [6000 / 3600, '100/min'],
    [20_000 / 60, '20k/min'],
    [1e-7, '0.0000001/s'],
  ])('writes %d per second as %s', (perSecond, text) => {
    expect(formatRate(perSecond)).toBe(text);
  });

  it('is read back exactly, for any rate', () => {
    const anyRate = fc.oneof(
      fc.double({ min: 0, max: 1e15, noNaN: true }),
      fc.integer({ min: 0, max: 1e6 }),
      fc.integer({ min: 0, max: 1e6 }).map((n) => n / 60),
      fc.integer({ min: 0, max: 1e6 }).map((n) => n / 3600),
    );
    fc.assert(
      fc.property(anyRate, (perSecond) => {
        expect(parseRate(formatRate(perSecond))).toEqual({ ok: true, value: perSecond + 0 });
      }),
      { seed: 1, numRuns: 2000 },
    );
  });

  it('finds the whole number per minute again', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e5 }), (n) => {
        expect(formatRate(n / 60)).toMatch(/^\d+(\.\d{1,3})?k?\/(s|min)$/);
      }),
      { seed: 1, numRuns: 1000 },
    );
  });
});
