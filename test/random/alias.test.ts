import { test as property } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AliasTable } from '../../src/random/alias.ts';
import { Stream } from '../../src/random/stream.ts';
import { chiSquareScore } from '../support/chi-square.ts';

describe('AliasTable', () => {
  test.each([
    ['even', [1, 1, 1, 1]],
    ['one heavy', [97, 1, 1, 1]],
    ['rising', [1, 2, 3, 4, 5, 6, 7]],
    ['falling', [50, 20, 10, 5, 2, 1]],
    ['tiny scale', [1e-300, 3e-300]],
    ['single', [5]],
  ])('samples in proportion to the weights: %s', (_, weights) => {
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const table = new AliasTable(Float64Array.from(weights));
    const stream = new Stream('alias');
    const n = 200_000;
    const counts = new Uint32Array(weights.length);
    for (let i = 0; i < n; i++) counts[table.sample(stream)]!++;
    if (weights.length === 1) expect(counts[0]).toBe(n);
    else {
      const expected = weights.map((weight) => (n * weight) / total);
      expect(Math.abs(chiSquareScore(counts, expected))).toBeLessThan(4);
    }
  });

  // A weight of zero never comes up, and every index is in range, whatever the weights.
  property.prop([fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 40 })], { seed: 1 })(
    'stays in range and never samples a weight of zero',
    (weights) => {
      fc.pre(weights.some((weight) => weight > 0));
      const table = new AliasTable(Float64Array.from(weights));
      const stream = new Stream('range');
      for (let i = 0; i < 500; i++) expect(weights[table.sample(stream)]).toBeGreaterThan(0);
    },
  );

  // Above 2^20 entries a 32-bit draw would starve most columns: odd and even indices must come up alike.
  test('reaches every part of a table of more than 2^20 entries', () => {
    const count = 2 ** 21 + 3;
    const table = new AliasTable(new Float64Array(count).fill(1));
    const stream = new Stream('large');
    const cells = new Uint32Array(8);
    for (let i = 0; i < 80_000; i++) {
      const index = table.sample(stream);
      cells[(index % 2) * 4 + Math.floor((index / count) * 4)]!++;
    }
    expect(Math.abs(chiSquareScore(cells, new Float64Array(8).fill(10_000)))).toBeLessThan(4);
  });

  test.each([[[]], [[0, 0]], [[1, -1]], [[1, Number.NaN]], [[1, Infinity]]])('refuses weights %j', (weights) => {
    expect(() => new AliasTable(Float64Array.from(weights))).toThrow(RangeError);
  });
});
