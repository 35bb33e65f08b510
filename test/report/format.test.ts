import { describe, expect, it } from 'vitest';
import type { Estimate } from '../../src/experiment/result.ts';
import { formatEstimate, formatSpan, formatValue } from '../../src/report/format.ts';
import { ASCII } from '../../src/report/glyphs.ts';
import type { Unit } from '../../src/report/metric.ts';

/** No-break spaces as plain ones, so that expectations can be typed. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('formatValue', () => {
  it.each<[number, Unit, string]>([
    [1.9, 'ms', '1.9 ms'],
    [1.6234, 'ms', '1.62 ms'],
    [0.25, 'ms', '0.25 ms'],
    [0.0451, 'ms', '45.1 µs'],
    [0, 'ms', '0 ms'],
    [999, 'ms', '999 ms'],
    [25_312, 'ms', '25.3 s'],
    [0.398, 'share', '39.8 %'],
    [1.5, 'share', '150 %'],
    [0, 'share', '0 %'],
    [1, 'share', '100 %'],
    [100_234, 'count', '100 234'],
    [2.5, 'count', '2.5'],
    [12_345_678, 'units', '12.3 M'],
    [0.03123, 'usd', '$0.0312'],
    [12.346, 'usd', '$12.35'],
    [1200, 'usd', '$1 200.00'],
    [1667.4, 'perSecond', '1 667/s'],
    [29.54, 's', '29.5 s'],
    [1.667, 'ratio', '1.67'],
    [-0.00158, 'share', '−0.158 %'],
  ])('writes %d as %s: %s', (value, unit, text) => {
    expect(plain(formatValue(value, unit))).toBe(text);
  });

  it('never rounds some to none or nearly all to all', () => {
    expect(plain(formatValue(0.000_004, 'share'))).toBe('< 0.01 %');
    expect(plain(formatValue(0.999_99, 'share'))).toBe('> 99.99 %');
    expect(plain(formatValue(0.996, 'share'))).toBe('99.6 %');
  });

  it('stays in ASCII where asked to', () => {
    for (const unit of ['ms', 'share', 'count', 'usd', 'perSecond'] as const) {
      expect(formatValue(-123_456.789, unit, ASCII)).toMatch(/^[ -~]+$/);
      expect(formatValue(0.000_05, unit, ASCII)).toMatch(/^[ -~]+$/);
    }
  });
});

describe('formatEstimate', () => {
  const between = (low: number, high: number, n = 10): Estimate => ({ mean: (low + high) / 2, low, high, n });
  const written = (estimate: Estimate, unit: Unit) => {
    const { value, interval } = formatEstimate(estimate, unit);
    return plain(`${value} ${interval}`.trim());
  };

  it('gives a mean as many decimals as its interval deserves', () => {
    expect(written(between(0.394, 0.402), 'share')).toBe('39.8 % ±0.4');
    expect(written(between(1.6, 1.64), 'ms')).toBe('1.62 ms ±0.02');
    expect(written(between(1.608, 1.632), 'ms')).toBe('1.620 ms ±0.012');
    expect(written(between(21_000, 29_600), 'ms')).toBe('25 s ±4');
    expect(written(between(99_914, 100_554), 'count')).toBe('100 234 ±320');
    expect(written(between(0.0308, 0.0316), 'usd')).toBe('$0.0312 ±0.0004');
  });

  it('says that an interval is small rather than nought, and leaves out one that is nought', () => {
    expect(written(between(29_999.99, 30_000.01), 'ms')).toBe('30.00 s ±<0.01');
    expect(written(between(5, 5), 'ms')).toBe('5 ms');
  });

  it('has no interval for one replication and a dash for an unknown mean', () => {
    expect(written({ mean: 3.21, low: 3.21, high: 3.21, n: 1 }, 'ms')).toBe('3.21 ms');
    expect(written({ mean: null, low: null, high: null, n: 10 }, 'ms')).toBe('–');
  });
});

it('writes spans in minutes where they are whole', () => {
  expect([360_000, 90_000, 1500, 250].map((ms) => plain(formatSpan(ms)))).toEqual(['6 min', '90 s', '1.5 s', '250 ms']);
});
