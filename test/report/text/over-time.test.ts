import { describe, expect, test } from 'vitest';
import type { Comparison, PlanResult } from '../../../src/experiment/result.ts';
import { columnsOf } from '../../../src/report/text/fit.ts';
import { overTimeLines } from '../../../src/report/text/over-time.ts';
import { penOf } from '../../../src/report/text/pen.ts';
import { viewOf } from '../../../src/report/view.ts';
import { BLACK_FRIDAY_STORIES, blackFriday } from '../../support/comparison.ts';
import { hostile } from '../../support/hostile.ts';
import { colourful } from '../../support/terminal.ts';

const plain = penOf(null);
const tame = blackFriday(BLACK_FRIDAY_STORIES.filter(({ plan }) => ['none', 'cache'].includes(plan)));
const NO_HEAT = { partitions: [], rows: [], keys: [] };

/** Six slices of ten seconds; a fifth of ten requests a second fails where `failed` is 2. */
const SERIES: Readonly<Record<string, Readonly<Record<string, readonly (number | null)[]>>>> = {
  none: {
    'headset.outcomeMs.p50': [2, 20, 200, 2000, 20, 2],
    'headset.outcomeMs.p99': [5, 50, null, null, 500, 5],
    'headset.requests.failed': [0, 0, 2, 2, 0, 0],
    'headset.requests.offered': [10, 10, 10, 10, 10, 10],
    'attempts.throttled': [0, 0, 9, 4.5, 0, 0],
    'recall.missingShare': [null, 0, 0.5, 1, null, 0],
  },
  cache: {
    'headset.outcomeMs.p50': [0, 0.5, 0.5, 0.5, 0.5, 0.5],
    'headset.outcomeMs.p99': [5, null, 5, 5, 5, 5],
    'attempts.throttled': [0, 0, 0, 0, 0, 0],
    'recall.missingShare': [0, 0, 0, 0, 0, 0],
  },
};

const seriesOf = (plan: string, names: string): PlanResult['series'] =>
  Object.entries(SERIES[plan]!)
    .filter(([name]) => name.includes(names))
    .map(([name, values]) => ({ name, values, unit: name.startsWith('attempts') ? 'perSecond' : 'any' }));

/** The section, with the series whose names contain `names` and no heat map. */
function linesOf(names: string, changes: Partial<Comparison> = {}, pen = plain) {
  const plans = tame.plans.map((plan) => ({ ...plan, heat: NO_HEAT, series: seriesOf(plan.plan, names) }));
  const short = { durationMs: 60_000, sliceMs: 10_000, windows: [{ name: 'heat', fromMs: 20_000, toMs: 40_000 }] };
  return overTimeLines(viewOf({ ...tame, ...short, objective: ['headset.requests.failed'], plans, ...changes }), pen);
}

const TIME = [
  '                            |0        |10       |20       |30       |40       |50       |60 s',
  '                                                ^^^^^^^^^^^^^^^^^^^^',
];
const KEY = ['', '^ heat (20 s to 40 s)'];

describe('over time', () => {
  test('the tail of the workload in question, with what is endless', () => {
    expect(linesOf('headset')).toEqual([
      'outcome p99 of headset: . 1 ms to @ 500 ms, by decades; ! over 1 % fail',
      '1 cache                     ----------          ---------------------------------------- 5 ms',
      '2 none                      ----------**********!!!!!!!!!!!!!!!!!!!!@@@@@@@@@@---------- > 30 s',
      ...TIME,
      ...KEY,
    ]);
  });

  test('the median where the objective asks about it; what is faster than a microsecond stands there', () => {
    const lines = linesOf('headset', { objective: ['headset.requests.failed', 'outcomeMs.p50'], deadlineMs: null });
    expect(lines.slice(0, 3)).toEqual([
      'outcome p50 of headset: . 1 us to @ 2 s, by decades',
      '1 cache                     ..........================================================== 0.5 ms',
      '2 none                      ++++++++++**********%%%%%%%%%%@@@@@@@@@@**********++++++++++ 2 s',
    ]);
  });

  test('throttles from zero, in the colours of the terminal', () => {
    expect(linesOf('throttled', {}, penOf(colourful))).toEqual([
      'throttled attempts: █ 9/s',
      `1 cache                     ${' '.repeat(60)} none`,
      `2 none                      ${' '.repeat(20)}${'█'.repeat(10)}${'▅'.repeat(10)}${' '.repeat(20)} 9/s`,
      TIME[0],
      `                            {yellow ${' '.repeat(20)}${'▀'.repeat(20)}}`,
      '',
      '{yellow ▀} heat (20\u00a0s to 40\u00a0s)',
    ]);
  });

  test('what readers miss', () => {
    expect(linesOf('recall').slice(0, 3)).toEqual([
      'missing from reads: @ 100 %',
      `1 cache                     ${' '.repeat(60)} none`,
      `2 none                      ${' '.repeat(20)}${'+'.repeat(10)}${'@'.repeat(10)}${' '.repeat(20)} 100 %`,
    ]);
  });

  test('nothing where nothing was measured', () => {
    expect(linesOf('no such series')).toEqual([]);
  });

  test('ends with the heat maps of the baseline and the best plan', () => {
    const titles = overTimeLines(viewOf(tame), plain).filter((line) => line.includes('hottest partitions'));
    expect(titles).toEqual([
      'none (baseline): 10 hottest partitions, offered load / capacity',
      'cache: 10 hottest partitions, offered load / capacity',
    ]);
  });

  test('many stretches of heat take several lines', () => {
    const windows = Array.from({ length: 6 }, (_, i) => ({ name: `heat of the day ${i}`, fromMs: i, toMs: 1000 * i }));
    const lines = linesOf('headset', { windows });
    expect(lines.at(-1)).toMatch(/^ {2}heat of the day \d/);
    expect(lines.join(' ')).toMatch(/heat of the day 0 .*heat of the day 5 /);
  });
});

test('no line is wider than 100 columns, and every label as wide as the others, whatever the names', () => {
  for (const pen of [plain, penOf({ ...colourful, red: String, yellow: String, onHeat: (text) => text })]) {
    const comparison = hostile();
    const objective = [`${comparison.workloads[1]}.outcomeMs.p99`];
    const windows = Array.from({ length: 9 }, (_, i) => ({ name: `heat ${'🔥'.repeat(99)}`, fromMs: i, toMs: 9_000 }));
    const lines = overTimeLines(viewOf({ ...comparison, windows, objective }), pen);
    expect(lines.length).toBeGreaterThan(30);
    for (const line of lines) expect(columnsOf(line)).toBeLessThanOrEqual(100);
    for (const line of lines) expect(line).not.toMatch(/\p{Cc}|\p{Cf}|\p{Zl}|\p{Zp}/u);
    const plotted = lines
      .filter((line) => /^\d .* (none|[\d.,]+\/s)$/.test(line))
      .map((line) => line.replace(/ \S+$/, ''));
    expect(plotted).toHaveLength(comparison.plans.length);
    expect(new Set(plotted.map(columnsOf))).toEqual(new Set([88]));
  }
});
