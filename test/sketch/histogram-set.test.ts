import { test as property } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Histogram } from '../../src/sketch/histogram.ts';
import { HistogramSet } from '../../src/sketch/histogram-set.ts';

describe('HistogramSet', () => {
  // More values than the buffer holds, so that some were sorted on the way and some are sorted on being asked for.
  property.prop([fc.array(fc.tuple(fc.nat(4), fc.double({ min: 0, max: 1e6, noNaN: true })), { maxLength: 3000 })], {
    seed: 1,
    numRuns: 30,
  })('holds what as many histograms of their own would hold', (values) => {
    const set = new HistogramSet(5);
    const apart = Array.from({ length: 5 }, () => new Histogram());
    for (const [k, [number, value]] of values.entries()) {
      set.record(number, value);
      apart[number]!.record(value);
      if (k === 1500) set.at(0);
    }
    for (const [number, own] of apart.entries()) {
      expect(set.at(number)?.toJSON() ?? null).toEqual(own.count === 0 ? null : own.toJSON());
    }
  });

  test('refuses what no histogram takes, when it is sorted', () => {
    const set = new HistogramSet(1);
    set.record(0, Number.NaN);
    expect(() => set.at(0)).toThrow(RangeError);
  });
});
