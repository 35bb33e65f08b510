import { test as property } from '@fast-check/vitest';
import fc from 'fast-check';
import { build } from 'hdr-histogram-js';
import { describe, expect, test } from 'vitest';
import { Histogram, type Resolution } from '../../src/sketch/histogram.ts';

/** The promised relative error: half a bucket, 1/512 or 1/64, and a rounding to float32. */
const worstError = (resolution: Resolution) => (resolution === 256 ? 0.002 : 0.016);
const resolutions: Resolution[] = [256, 32];
const inRange = fc.double({ min: 2 ** -20, max: 2 ** 40, maxExcluded: true, noNaN: true });
const anyValue = fc.oneof(
  inRange,
  fc.double({ min: 0.5, max: 100, noNaN: true }),
  fc.constantFrom(0, 1, 1.5, 2 ** -21, 1e-12, 2 ** 40, 1e15, -3),
);
const lists = fc.array(anyValue, { maxLength: 60 });
const run = { seed: 1, numRuns: 500 };

function histogramOf(values: Iterable<number>, resolution: Resolution = 256): Histogram {
  const histogram = new Histogram(resolution);
  for (const value of values) histogram.record(value);
  return histogram;
}

function exactQuantile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(1, Math.ceil(p * values.length)) - 1]!;
}

describe('Histogram', () => {
  property.prop([fc.array(fc.double({ min: -1, max: 1e15, noNaN: true })), fc.nat(5), fc.nat(5)])(
    'counts a stretch of an array as it counts its values one by one',
    (values, before, after) => {
      const [one, all] = [new Histogram(), new Histogram()];
      for (const value of values) one.record(value);
      const around = Float64Array.of(...Array(before).fill(7), ...values, ...Array(after).fill(7));
      const half = before + (values.length >> 1);
      all.recordAll(around, before, half);
      all.recordAll(around, half, before + values.length);
      expect(all).toEqual(one);
    },
  );

  test('refuses what is not finite, in a stretch too', () => {
    expect(() => new Histogram().recordAll(Float64Array.of(1, Number.NaN), 0, 2)).toThrow(RangeError);
  });

  // A bucket [l, h) has h − l ≤ l/b for b buckets an octave, so its middle is at most 1/(2b) away: 0.195 % or 1.56 %.
  property.prop(
    [fc.array(inRange, { minLength: 1, maxLength: 200 }), fc.constantFrom(0, 0.01, 0.25, 0.5, 0.75, 0.9, 0.99, 1)],
    run,
  )('every quantile is within the promised error', (values, p) => {
    for (const resolution of resolutions) {
      const exact = exactQuantile(values, p);
      const error = Math.abs(histogramOf(values, resolution).quantile(p) / exact - 1);
      expect(error).toBeLessThan(worstError(resolution));
    }
  });

  property.prop([lists], run)('count, sum, min and max are exact', (values) => {
    const histogram = histogramOf(values);
    expect(histogram.count).toBe(values.length);
    expect(histogram.sum).toBe(values.reduce((sum, value) => sum + value, 0));
    expect(histogram.min).toBe(values.length === 0 ? Number.NaN : values.reduce((a, b) => (b < a ? b : a)));
    expect(histogram.max).toBe(values.length === 0 ? Number.NaN : values.reduce((a, b) => (b > a ? b : a)));
  });

  property.prop([lists, lists], run)('merging equals recording everything, in any order', (a, b) => {
    for (const resolution of resolutions) {
      const merged = histogramOf(a, resolution);
      merged.merge(histogramOf(b, resolution));
      const whole = histogramOf([...b, ...a], resolution).toJSON();
      expect({ ...merged.toJSON(), sum: 0 }).toEqual({ ...whole, sum: 0 });
      expect(Math.abs(merged.sum - whole.sum)).toBeLessThanOrEqual(1e-14 * Math.abs(whole.sum) + 1e-9);
    }
  });

  property.prop([lists, lists], run)('survives JSON, and goes on', (values, more) => {
    const original = histogramOf(values, 32);
    const copy = Histogram.fromJSON(JSON.parse(JSON.stringify(original)));
    for (const value of more) {
      original.record(value);
      copy.record(value);
    }
    expect(copy.toJSON()).toEqual(original.toJSON());
    if (original.count > 0) expect(copy.quantile(0.5)).toBe(original.quantile(0.5));
  });

  property.prop([lists, anyValue], run)('countAtOrBelow counts whole buckets', (values, limit) => {
    const histogram = histogramOf(values);
    const count = histogram.countAtOrBelow(limit);
    const bucketEnd = limit < 2 ** -20 ? 2 ** -20 : limit * 1.004 >= 2 ** 40 ? Infinity : limit * 1.004;
    expect(count).toBeGreaterThanOrEqual(values.filter((value) => value <= limit).length);
    expect(count).toBeLessThanOrEqual(values.filter((value) => value <= bucketEnd).length);
  });

  property.prop([lists], run)('its buckets are ascending, disjoint and hold every value', (values) => {
    const histogram = histogramOf(values);
    const buckets = [...histogram.buckets()];
    let end = -Infinity;
    for (const { low, high, count } of buckets) {
      expect(low).toBeGreaterThanOrEqual(end);
      expect(high).toBeGreaterThan(low);
      const inside = values.filter((value) => Math.fround(value) >= low && Math.fround(value) < high).length;
      expect(count).toBe(inside);
      end = high;
    }
    expect(buckets.reduce((sum, bucket) => sum + bucket.count, 0)).toBe(values.length);
  });

  // HdrHistogram with 3 significant digits is within 0.1 %, ours within 0.2 %: they differ by at most 0.3 %. Scaled to
  // thousandths, because it counts integers.
  test('agrees with HdrHistogram on a long-tailed sample', () => {
    const histogram = new Histogram();
    const hdr = build({ highestTrackableValue: 1e9, numberOfSignificantValueDigits: 3 });
    for (let i = 1; i <= 50_000; i++) {
      const value = Math.round(1000 / (((i * 0.6180339887498949) % 1) + 1e-4) ** 1.2);
      histogram.record(value / 1000);
      hdr.recordValue(value);
    }
    for (const p of [0.5, 0.9, 0.95, 0.99, 0.999]) {
      expect(Math.abs((1000 * histogram.quantile(p)) / hdr.getValueAtPercentile(100 * p) - 1)).toBeLessThan(0.003);
    }
    expect(Math.abs((1000 * histogram.mean) / hdr.mean - 1)).toBeLessThan(0.001);
  });

  test('zeros and values out of range answer with min and max', () => {
    const histogram = histogramOf([0, 0, 0, 5, 1e13, 1e14, 1e15]);
    expect(histogram.quantile(0.3)).toBe(0);
    expect(histogram.quantile(0.5)).toBeCloseTo(5, 1);
    expect(histogram.quantile(0.8)).toBe(1e15);
  });

  test('failures lie at infinity', () => {
    const histogram = histogramOf([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(histogram.quantileWithInfinite(0.9, 1)).toBe(9);
    expect(histogram.quantileWithInfinite(0.91, 1)).toBe(Infinity);
    expect(histogram.quantileWithInfinite(0.5, 1000)).toBe(Infinity);
    expect(new Histogram().quantileWithInfinite(0.5, 3)).toBe(Infinity);
  });

  test('an empty histogram knows nothing', () => {
    const empty = new Histogram();
    expect(empty.quantile(0.5)).toBeNaN();
    expect(empty.quantileWithInfinite(0.5, 0)).toBeNaN();
    expect(empty.mean).toBeNaN();
    expect(empty.min).toBeNaN();
    expect(empty.countAtOrBelow(1)).toBe(0);
    expect([...empty.buckets()]).toEqual([]);
    expect(empty.toJSON()).toEqual({ bucketsPerOctave: 256, sum: 0, min: null, max: null, indices: [], counts: [] });
  });

  test.each([Number.NaN, Infinity, -Infinity])('refuses to record %d', (value) => {
    const histogram = histogramOf([1]);
    expect(() => histogram.record(value)).toThrow(RangeError);
    expect(histogram.count).toBe(1);
  });

  test('refuses to merge another resolution', () => {
    expect(() => new Histogram(256).merge(new Histogram(32))).toThrow(RangeError);
  });
});
