import { test as property } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Histogram } from '../../src/sketch/histogram.ts';
import { HistogramGrid } from '../../src/sketch/histogram-grid.ts';

const records = fc.array(fc.tuple(fc.nat({ max: 4 }), fc.double({ min: 0, max: 1e6, noNaN: true })), {
  maxLength: 100,
});

describe('HistogramGrid', () => {
  property.prop([records], { seed: 1 })('is a histogram per slice', (values) => {
    const grid = new HistogramGrid(5);
    const apart = Array.from({ length: 5 }, () => new Histogram(32));
    for (const [slice, value] of values) {
      grid.record(slice, value);
      apart[slice]!.record(value);
    }
    for (const [slice, histogram] of apart.entries()) {
      expect(grid.count(slice)).toBe(histogram.count);
      expect(grid.quantile(slice, 0.9)).toBe(histogram.quantile(0.9));
      expect(grid.quantileWithInfinite(slice, 0.9, 2)).toBe(histogram.quantileWithInfinite(0.9, 2));
      expect(grid.toJSON()[slice]).toEqual(histogram.count === 0 ? null : histogram.toJSON());
    }
  });

  test.each([-1, 5, 0.5, Number.NaN])('has no slice %d', (slice) => {
    expect(() => new HistogramGrid(5).record(slice, 1)).toThrow(RangeError);
  });
});
