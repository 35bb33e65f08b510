import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COUNT_PATTERN, formatCount, parseCount } from '../../src/units/count.ts';

describe('parseCount', () => {
  it.each([
    ['0', 0],
    ['21', 21],
    [21, 21],
    [1e6, 1_000_000],
    ['100_000', 100_000],
    ['1k', 1000],
    ['1.5M', 1_500_000],
    ['1G', 1e9],
  ])('reads %j as %d', (raw, count) => {
    expect(parseCount(raw)).toEqual({ ok: true, value: count });
    if (typeof raw === 'string') expect(new RegExp(COUNT_PATTERN, 'u').test(raw)).toBe(true);
  });

  it.each([
    [1.5, 'got 1.5: a count is a whole number, for example 21, 100_000 or 1M'],
    ['1.0005k', 'got "1.0005k": a count is a whole number, for example 21, 100_000 or 1M'],
    ['50 million', 'got "50 million": a count has no spaces, for example 21, 100_000 or 1M'],
    [-1, 'got -1: a count is never negative, for example 21, 100_000 or 1M'],
    [1e300, 'got 1e+300: a count is at most 1e15 in its base unit, for example 21, 100_000 or 1M'],
    ['1K', 'got "1K": a count is a whole number, with k, M or G behind it if large, for example 21, 100_000 or 1M'],
  ])('refuses %j and says why', (raw, problem) => {
    expect(parseCount(raw)).toEqual({ ok: false, problem });
  });

  it.each(['k', '1m', '1kk', '1,000', '1_00', '0x10', '007', '', Number.NaN, Infinity])('refuses %j', (raw) => {
    expect(parseCount(raw).ok).toBe(false);
  });
});

describe('formatCount', () => {
  it.each([
    [0, '0'],
    [21, '21'],
    [1000, '1k'],
    [1500, '1500'],
    [1_500_000, '1.5M'],
    [1_234_567, '1234567'],
  ])('writes %d as %s', (count, text) => {
    expect(formatCount(count)).toBe(text);
  });

  it('is read back exactly, for any count', () => {
    const anyCount = fc.oneof(
      fc.integer({ min: 0, max: 1e15 }),
      fc.integer({ min: 0, max: 1e9 }).map((n) => n * 1000),
    );
    fc.assert(
      fc.property(anyCount, (count) => {
        expect(parseCount(formatCount(count))).toEqual({ ok: true, value: count });
      }),
      { seed: 1, numRuns: 2000 },
    );
  });
});
