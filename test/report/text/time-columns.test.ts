import { describe, expect, test } from 'vitest';
import { penOf } from '../../../src/report/text/pen.ts';
import { greatestByColumn, greatestOf, timeAxisLines, timeLine } from '../../../src/report/text/time-columns.ts';
import { viewOf } from '../../../src/report/view.ts';
import { BLACK_FRIDAY_STORIES, blackFriday } from '../../support/comparison.ts';

const plain = penOf(null);
const comparison = blackFriday(BLACK_FRIDAY_STORIES.slice(0, 2));

describe('greatestByColumn', () => {
  test.each([
    [[1, 5, 2, 2, 9, 0], 3, [5, 2, 9]],
    [[1, 2, 3, 4, 5], 3, [1, 3, 5]],
    [[null, null, 0, null], 2, [null, 0]],
    [[1, Number.POSITIVE_INFINITY], 1, [Number.POSITIVE_INFINITY]],
    [[7, 8], 4, [7, 7, 8, 8]],
    [[], 2, [null, null]],
  ])('%j in %i columns', (values, columns, expected) => {
    expect(greatestByColumn(values, columns)).toEqual(expected);
  });
});

test('the greatest of nulls alone is null', () => {
  expect([greatestOf([]), greatestOf([null]), greatestOf([null, -1, null])]).toEqual([null, null, -1]);
});

test('a line is a label, what is drawn, and words', () => {
  expect(timeLine(`9 ${'x'.repeat(99)}`, '@'.repeat(60), '3 ms', plain)).toBe(
    `9 xxxxxxxxxxxxxxxxxxxxxx... ${'@'.repeat(60)} 3 ms`,
  );
});

describe('the time below', () => {
  const below = (faults: typeof comparison.faults) => timeAxisLines(viewOf({ ...comparison, faults }), plain);

  test('has round numbers at their columns, and the heat below them', () => {
    expect(below([])).toEqual([
      '                            |0        |60       |120      |180      |240      |300      |360 s',
      '                                      ^^^^^^^^^^',
    ]);
  });

  test('marks a moment, and what lies at the very end', () => {
    const at = (fromMs: number) => ({ name: 'crash', fromMs, toMs: fromMs });
    expect(below([at(6_100), at(360_000)])[1]).toBe(
      '                             ^        ^^^^^^^^^^                                       ^',
    );
  });
});
