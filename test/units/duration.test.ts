import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DURATION_PATTERN, formatDuration, parseDuration } from '../../src/units/duration.ts';

const problemOf = (raw: string | number) => {
  const parsed = parseDuration(raw);
  return parsed.ok ? `accepted as ${parsed.value}` : parsed.problem;
};

describe('parseDuration', () => {
  it.each([
    ['0s', 0],
    ['250us', 0.25],
    ['1.3ms', 1.3],
    ['5s', 5000],
    ['1.1s', 1100],
    ['1.5m', 90_000],
    ['1m30s', 90_000],
    ['1m30.5s', 90_500],
    ['1h', 3_600_000],
    ['0.1h', 360_000],
    ['1h2m3s4ms5us', 3_723_004.005],
    ['1h5us', 3_600_000.005],
    ['100_000ms', 100_000],
  ])('reads %s as %d ms', (text, ms) => {
    expect(parseDuration(text)).toEqual({ ok: true, value: ms });
  });

  it.each([
    [250, 'got 250: give a unit: 250ms or 250s'],
    ['250', 'got "250": give a unit: 250ms or 250s'],
    [0, 'got 0: give a unit: 0ms or 0s'],
    ['', 'got "": a duration is missing, for example 250ms or 1m30s'],
    ['1m 30s', 'got "1m 30s": a duration has no spaces, for example 250ms or 1m30s'],
    ['-5s', 'got "-5s": a duration is never negative, for example 250ms or 1m30s'],
    [-5, 'got -5: a duration is never negative, for example 250ms or 1m30s'],
    [Number.NaN, 'got NaN: a duration is finite, for example 250ms or 1m30s'],
    [Infinity, 'got Infinity: a duration is finite, for example 250ms or 1m30s'],
    ['1000000000001s', 'got "1000000000001s": a duration is at most 1e15 in its base unit, for example 250ms or 1m30s'],
  ])('refuses %j and says why', (raw, problem) => {
    expect(problemOf(raw)).toBe(problem);
  });

  it.each(['30s1m', '1m1m', '1.5m30s', '1us1ms'])('asks for large to small, each once: %s', (text) => {
    expect(problemOf(text)).toMatch(/from large to small units, each once/);
  });

  it.each([
    '5sec',
    '5min',
    '5S',
    's',
    '.5s',
    '5.s',
    '05s',
    '+5s',
    '1e3ms',
    '10_00ms',
    '1_000_ms',
    'NaN',
    '5s\n',
    'Infinitys',
    '1d',
  ])('refuses %j', (text) => {
    expect(parseDuration(text).ok).toBe(false);
  });

  it('publishes the pattern it reads by', () => {
    const pattern = new RegExp(DURATION_PATTERN, 'u');
    for (const good of ['0s', '1m30s', '250us', '1h0.5ms']) expect(pattern.test(good)).toBe(true);
    for (const bad of ['', '5', '30s1m', '1.5m30s', '1m 30s', '5min']) expect(pattern.test(bad)).toBe(false);
  });
});

describe('formatDuration', () => {
  it.each([
    [0, '0s'],
    [0.25, '250us'],
    [1.3, '1.3ms'],
    [500, '500ms'],
    [1500, '1.5s'],
    [60_000, '1m'],
    [90_000, '1m30s'],
    [360_000, '6m'],
    [3_600_000, '1h'],
    [5_400_001, '1h30m0.001s'],
    [1e15, '277777777h46m40s'],
  ])('writes %d ms as %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });

  it('is read back exactly, for any duration', () => {
    const anyMs = fc.oneof(
      fc.double({ min: 0, max: 1e15, noNaN: true }),
      fc.double({ min: 0, max: 1e5, noNaN: true }),
      fc.integer({ min: 0, max: 1e15 }),
    );
    fc.assert(
      fc.property(anyMs, (ms) => {
        expect(parseDuration(formatDuration(ms))).toEqual({ ok: true, value: ms + 0 });
      }),
      { seed: 1, numRuns: 2000 },
    );
  });
});
