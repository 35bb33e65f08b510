import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatShare, parseShare, SHARE_PATTERN } from '../../src/units/share.ts';

describe('parseShare', () => {
  it.each([
    ['95%', 0.95],
    ['0.5%', 0.005],
    ['100%', 1],
    ['0%', 0],
    ['0.95', 0.95],
    [0.95, 0.95],
    [0, 0],
    [1, 1],
    [5e-7, 5e-7],
  ])('reads %j as %d', (raw, share) => {
    expect(parseShare(raw)).toEqual({ ok: true, value: share });
    if (typeof raw === 'string') expect(new RegExp(SHARE_PATTERN, 'u').test(raw)).toBe(true);
  });

  it.each([
    [95, 'got 95: a share is at most 1; for a percentage write 95%'],
    ['101%', 'got "101%": a share is at most 100%'],
    ['95 %', 'got "95 %": a share has no spaces, for example 95% or 0.95'],
    [-0.1, 'got -0.1: a share is never negative, for example 95% or 0.95'],
    ['most', 'got "most": a share is written as a percentage or a number from 0 to 1, for example 95% or 0.95'],
  ])('refuses %j and says why', (raw, problem) => {
    expect(parseShare(raw)).toEqual({ ok: false, problem });
  });

  it.each(['%', '95%%', '.5', '5e-1', '', Number.NaN, Infinity])('refuses %j', (raw) => {
    expect(parseShare(raw).ok).toBe(false);
  });
});

describe('formatShare', () => {
  it.each([
    [0, '0%'],
    [0.95, '95%'],
    [0.07, '7%'],
    [0.005, '0.5%'],
    [1, '100%'],
  ])('writes %d as %s', (share, text) => {
    expect(formatShare(share)).toBe(text);
  });

  it('is read back exactly, for any share', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (share) => {
        expect(parseShare(formatShare(share))).toEqual({ ok: true, value: share + 0 });
      }),
      { seed: 1, numRuns: 2000 },
    );
  });
});
