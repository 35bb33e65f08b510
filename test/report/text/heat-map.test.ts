import { describe, expect, test } from 'vitest';
import type { HeatMap } from '../../../src/experiment/result.ts';
import { heatMapLines, heatScaleLine } from '../../../src/report/text/heat-map.ts';
import { penOf } from '../../../src/report/text/pen.ts';
import { viewOf } from '../../../src/report/view.ts';
import { BLACK_FRIDAY_STORIES, blackFriday } from '../../support/comparison.ts';
import { PAYLOAD } from '../../support/hostile.ts';
import { colourful } from '../../support/terminal.ts';

const plain = penOf(null);
const pretty = penOf(colourful);

function linesOf(heat: HeatMap, pen = plain) {
  const comparison = blackFriday(BLACK_FRIDAY_STORIES.slice(0, 2));
  const view = viewOf({ ...comparison, plans: comparison.plans.map((plan) => ({ ...plan, heat })) });
  return heatMapLines(view, view.baseline, pen);
}

/** Six slices, so that each takes ten columns. */
const HEAT: HeatMap = {
  partitions: [7, 3, 5],
  rows: [
    [0, 0.2, 0.99, 1, 1.5, 40],
    [0.1, 0.4, 0.6, 0.8, 1.2, 1.9],
    [0, 0, 0, 0, 0, 0],
  ],
  keys: [['headset', PAYLOAD], [], []],
};

describe('a heat map', () => {
  test('is a row of signs per partition in use, dense above the ceiling', () => {
    expect(linesOf(HEAT)).toEqual([
      'none (baseline): 2 hottest partitions, offered load / capacity',
      'p7 headset </script></st...           ..........==========++++++++++##########@@@@@@@@@@ 40',
      'p3                                    ::::::::::----------==========**********@@@@@@@@@@ 1.9',
    ]);
  });

  test('is a row of colours where there are some, what is alike together', () => {
    expect(linesOf(HEAT, pretty)[1]).toBe(
      'p7 headset </script></styl… {0 10}{25 10}{126 10}{128 10}{192 10}{255 10} 40',
    );
  });

  test('is none without load', () => {
    expect(linesOf({ partitions: [], rows: [], keys: [] })).toEqual([]);
    expect(linesOf({ partitions: [1], rows: [[0, 0]], keys: [[]] })).toEqual([]);
  });

  test('shows the ten hottest', () => {
    const rows = Array.from({ length: 40 }, () => [1]);
    expect(linesOf({ partitions: rows.map((_, i) => i), rows, keys: rows.map(() => []) })).toHaveLength(11);
  });
});

test('the scale says what signs and colours stand for', () => {
  expect(heatScaleLine(plain)).toBe(
    'offered / capacity from . 0.2  : 0.4  - 0.6  = 0.8  + 1.0  * 1.2  # 1.4  % 1.6  @ 1.8 or more',
  );
  expect(heatScaleLine(pretty)).toMatch(/^offered ÷ capacity: 0 (\{\d+ 1\}){24} 2 or more; blue below the ceiling/);
});
