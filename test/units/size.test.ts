import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatSize, parseSize, SIZE_PATTERN } from '../../src/units/size.ts';

describe('parseSize', () => {
  it.each([
    ['0B', 0],
    ['250B', 250],
    ['4KiB', 4096],
    ['1.5KiB', 1536],
    ['1kB', 1000],
    ['1.1MB', 1_100_000],
    ['10GB', 1e10],
    ['1TB', 1e12],
    ['1MiB', 2 ** 20],
    ['1GiB', 2 ** 30],
    ['1TiB', 2 ** 40],
  ])('reads %s as %d bytes', (text, bytes) => {
    expect(parseSize(text)).toEqual({ ok: true, value: bytes });
    expect(new RegExp(SIZE_PATTERN, 'u').test(text)).toBe(true);
  });

  it.each([
    [250, 'got 250: give a unit: 250B or 250KiB'],
    ['4KB', 'got "4KB": KB can be read two ways: write 4KiB (of 1,024 bytes) or 4kB (of 1,000)'],
    ['0.1KiB', 'got "0.1KiB": a size is a whole number of bytes, for example 250B or 4KiB'],
    ['4 KiB', 'got "4 KiB": a size has no spaces, for example 250B or 4KiB'],
    ['4kb', 'got "4kb": a size is written in B, kB, MB, GB, TB, KiB, MiB, GiB, TiB, for example 250B or 4KiB'],
    ['1001TB', 'got "1001TB": a size is at most 1e15 in its base unit, for example 250B or 4KiB'],
  ])('refuses %j and says why', (raw, problem) => {
    expect(parseSize(raw)).toEqual({ ok: false, problem });
  });

  it.each(['B', '-1B', '1B1B', '1e3B', '', Number.NaN, -Infinity])('refuses %j', (raw) => {
    expect(parseSize(raw).ok).toBe(false);
  });
});

describe('formatSize', () => {
  it.each([
    [0, '0B'],
    [250, '250B'],
    [1000, '1kB'],
    [4096, '4KiB'],
    [409_600, '400KiB'],
    [1e10, '10GB'],
    [2 ** 40, '1TiB'],
  ])('writes %d bytes as %s', (bytes, text) => {
    expect(formatSize(bytes)).toBe(text);
  });

  it('is read back exactly, for any size', () => {
    const anySize = fc.oneof(
      fc.integer({ min: 0, max: 1e15 }),
      fc.integer({ min: 0, max: 1e6 }).map((n) => n * 1024),
      fc.integer({ min: 0, max: 1e5 }).map((n) => n * 2 ** 30),
    );
    fc.assert(
      fc.property(anySize, (bytes) => {
        expect(parseSize(formatSize(bytes))).toEqual({ ok: true, value: bytes });
      }),
      { seed: 1, numRuns: 2000 },
    );
  });
});
