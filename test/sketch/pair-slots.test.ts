import { test as property } from '@fast-check/vitest';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PairSlots } from '../../src/sketch/pair-slots.ts';

const int = fc.oneof(fc.integer({ min: -2, max: 5 }), fc.integer());

property.prop([fc.array(fc.tuple(int, int), { maxLength: 600 })], { seed: 1, numRuns: 50 })(
  'gives each pair the number of its coming, and the same one again',
  (pairs) => {
    const slots = new PairSlots();
    const known = new Map<string, number>();
    for (const [first, second] of pairs) {
      const name = `${first},${second}`;
      const expected = known.get(name) ?? known.size;
      known.set(name, expected);
      expect(slots.slot(first, second)).toBe(expected);
    }
    expect(slots.size).toBe(known.size);
  },
);

test('keeps a grid of a hundred thousand pairs apart', () => {
  const slots = new PairSlots();
  for (let a = 0; a < 1000; a++) for (let b = 0; b < 100; b++) slots.slot(a, b);
  expect(slots.size).toBe(100_000);
  expect(slots.slot(999, 99)).toBe(99_999);
  expect(slots.slot(0, 0)).toBe(0);
});
