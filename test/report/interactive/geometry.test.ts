import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { formatValue } from '../../../src/report/format.ts';
import {
  areaPath,
  type Frame,
  linePath,
  nearestIn,
  runsOf,
  shareOf,
  stretchOf,
  ticksIn,
  valueAt,
  xText,
  yText,
} from '../../../src/report/interactive/geometry.ts';

const linear = (from: number, to: number) => ({ type: 'linear', domain: [from, to] }) as const;
const log = { type: 'log', domain: [1, 1000] } as const;

/** A panel of 100 × 50 px from 10 to 20 s, at the left edge. */
const frame: Frame = { x: linear(10, 20), y: linear(0, 5), left: 0, width: 100, height: 50 };

describe('an axis', () => {
  it('is read both ways', () => {
    expect(shareOf(linear(10, 20), 15)).toBe(0.5);
    expect(valueAt(linear(10, 20), 0.5)).toBe(15);
    expect(shareOf(log, 10)).toBeCloseTo(1 / 3, 12);
    expect(valueAt(log, 1 / 3)).toBeCloseTo(10, 12);
  });

  it('has a few round ticks wherever it is', () => {
    expect(ticksIn(0, 360)).toEqual([0, 100, 200, 300]);
    expect(ticksIn(59.3, 61.2)).toEqual([59.5, 60, 60.5, 61]);
    expect(ticksIn(0.1, 0.4)).toEqual([0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4]);
  });

  test.prop([fc.double({ min: 0, max: 1e6, noNaN: true }), fc.double({ min: 1e-3, max: 1e6, noNaN: true })])(
    'has two to eight ticks, all of them inside',
    (from, length) => {
      const ticks = ticksIn(from, from + length);
      expect(ticks.length).toBeGreaterThanOrEqual(2);
      expect(ticks.length).toBeLessThanOrEqual(8);
      for (const tick of ticks) expect(Math.abs(tick - from - length / 2)).toBeLessThan(length * 0.5001);
    },
  );
});

describe('a line', () => {
  it('is cut off at the edges of its panel, between its points', () => {
    expect(linePath(runsOf(frame, [5, 15, 25], [0, 5, 0]))).toBe('M0,25L50,0L100,25');
    expect(linePath(runsOf(frame, [0, 30], [1, 1]))).toBe('M0,40L100,40');
  });

  it('is not drawn where it lies outside, and has gaps where there is no value', () => {
    expect(runsOf(frame, [0, 5, 25, 30], [1, null, 1, 1])).toEqual([]);
    expect(linePath(runsOf(frame, [10, 12, 14, 16, 18], [5, 5, null, 5, 5]))).toBe('M0,0L20,0M60,0L80,0');
  });

  it('has an area down to the bottom under every part', () => {
    expect(areaPath(runsOf(frame, [10, 20], [5, 0]), 50)).toBe('M0,50L0,0L100,50L100,50Z');
  });

  test.prop([fc.array(fc.option(fc.double({ min: 0, max: 5, noNaN: true })), { maxLength: 30 })])(
    'never leaves its panel',
    (values) => {
      const times = values.map((_, i) => 8 + i);
      for (const [x, y] of runsOf(frame, times, values).flat()) {
        expect(x).toBeGreaterThanOrEqual(-1e-9);
        expect(x).toBeLessThanOrEqual(100 + 1e-9);
        expect(y).toBeGreaterThanOrEqual(-1e-9);
        expect(y).toBeLessThanOrEqual(50 + 1e-9);
      }
    },
  );
});

it('a stretch of time is cut off at the edges, and nothing where none of it is seen', () => {
  expect(stretchOf(frame, 5, 15)).toEqual([0, 50]);
  expect(stretchOf(frame, 12, 40)).toEqual([20, 100]);
  expect(stretchOf(frame, 21, 40)).toBeNull();
  expect(stretchOf(frame, 1, 9)).toBeNull();
});

it('the nearest point is found', () => {
  expect(nearestIn([1, 2, 4], 2.9)).toBe(1);
  expect(nearestIn([1, 2, 4], 3.1)).toBe(2);
  expect(nearestIn([1, 2, 4], 99)).toBe(2);
});

describe('a number in a tooltip', () => {
  const size = fc.double({ min: 1e-6, max: 1e9, noNaN: true });

  test.prop([fc.oneof(size, fc.constant(0))])('reads as it does on the rest of the page', (value) => {
    expect(yText(value, 'ms')).toBe(formatValue(value, 'ms'));
    expect(yText(value, 'ratio')).toBe(formatValue(value, 'ratio'));
    expect(yText(value, 'perSecond')).toBe(formatValue(value, 'perSecond'));
  });

  it('of an x axis says what the axis measures', () => {
    expect(xText(61.5, 'time', 's')).toBe('61.5\u00a0s');
    expect(xText(2, 'load', 's')).toBe('2x');
    expect([1, 2, 2.55, 4].map((nines) => xText(nines, 'nines', 's'))).toEqual([
      '90.0\u00a0%',
      '99.0\u00a0%',
      '99.72\u00a0%',
      '99.990\u00a0%',
    ]);
  });
});
