import { test as property } from '@fast-check/vitest';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RollingCounts } from '../../src/sketch/rolling-counts.ts';

test('forgets a tenth of the window at a time', () => {
  const counts = new RollingCounts(2, 100);
  counts.add(0, 0);
  counts.add(0, 15);
  counts.add(1, 15);
  expect([counts.sum(0, 99), counts.sum(1, 99)]).toEqual([2, 1]);
  expect([counts.sum(0, 100), counts.sum(1, 100)]).toEqual([1, 1]);
  expect([counts.sum(0, 110), counts.sum(1, 110)]).toEqual([0, 0]);
  counts.add(0, 5000);
  expect(counts.sum(0, 5000)).toBe(1);
});

property.prop([fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 200 })], { seed: 1 })(
  'counts all of nine tenths of the window, and nothing that is older than the window',
  (gaps) => {
    const counts = new RollingCounts(1, 100);
    const times: number[] = [];
    for (const gap of gaps) {
      times.push((times.at(-1) ?? 0) + gap);
      counts.add(0, times.at(-1)!);
      const now = times.at(-1)!;
      const within = (ms: number) => times.filter((at) => now - at < ms).length;
      expect(counts.sum(0, now)).toBeGreaterThanOrEqual(within(90));
      expect(counts.sum(0, now)).toBeLessThanOrEqual(within(100));
    }
  },
);
