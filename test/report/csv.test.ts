import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvOf } from '../../src/report/csv.ts';
import { runsTable, seriesTable, summaryTable } from '../../src/report/tables.ts';
import { BLACK_FRIDAY_STORIES, blackFriday } from '../support/comparison.ts';

const small = blackFriday(BLACK_FRIDAY_STORIES.slice(0, 2));

/** A reader of RFC 4180 that knows nothing of the writer. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  for (let i = 0; i < text.length; ) {
    let field = '';
    if (text[i] === '"') {
      for (i++; !(text[i] === '"' && text[i + 1] !== '"'); i++) {
        field += text[i];
        if (text[i] === '"') i++;
      }
      i++;
    } else {
      while (i < text.length && text[i] !== ',' && text[i] !== '\r') field += text[i++];
    }
    rows.at(-1)!.push(field);
    if (text[i] === ',') i++;
    else {
      expect(text.slice(i, i + 2)).toBe('\r\n');
      i += 2;
      if (i < text.length) rows.push([]);
    }
  }
  return rows;
}

describe('the summary', () => {
  const [head, ...rows] = readCsv(csvOf(summaryTable(small)));

  it('has a line per plan and metric with the estimate and the paired difference', () => {
    const metrics = Object.keys(small.plans[0]!.metrics).length;
    expect(rows).toHaveLength(2 * metrics);
    expect(new Set(rows.map((row) => row.length))).toEqual(new Set([head!.length]));
    const row = rows.find(([plan, metric]) => plan === 'more-partitions' && metric === 'requests.failedShare')!;
    const { mean, low } = small.plans[1]!.metrics['requests.failedShare']!;
    expect([Number(row[2]), Number(row[3])]).toEqual([mean, low]);
    expect(row.at(-1)).toBe('false');
  });

  it('leaves the differences of the baseline and endless values empty', () => {
    const row = rows.find(([plan, metric]) => plan === 'none' && metric === 'outcomeMs.p99')!;
    expect(row).toEqual(['none', 'outcomeMs.p99', '', '', '', '10', '', '', '', '', '', '', '']);
  });
});

it('writes a run per line and a slice per line', () => {
  expect(readCsv(csvOf(runsTable(small)))).toHaveLength(1 + 2 * 10);
  const series = readCsv(csvOf(seriesTable(small)));
  expect(series).toHaveLength(1 + 2 * 240);
  expect(series[2]!.slice(0, 2)).toEqual(['none', '1500']);
});

it('reads back as written, whatever the plan is called, and is never a formula', () => {
  const name = fc.string({ unit: 'binary', maxLength: 12 });
  const nasty = fc.constantFrom('=1+1', '+a', '-a', '@a', '\ta', 'a,b', 'a"b', 'a\r\nb', '""', ',');
  fc.assert(
    fc.property(fc.oneof(name, nasty), (plan) => {
      const one = {
        ...small,
        plans: [{ ...small.plans[0]!, plan, metrics: { 'ledger.lost': { mean: -1, low: -2, high: 0, n: 3 } } }],
      };
      const row = readCsv(csvOf(summaryTable(one)))[1]!;
      expect(row[0]!.replace(/^'(?=[=+\-@\t\r])/, '')).toBe(plan);
      expect(row[0]).not.toMatch(/^[=+\-@\t\r]/);
      expect(row.slice(1, 6)).toEqual(['ledger.lost', '-1', '-2', '0', '3']);
    }),
    { seed: 4180 },
  );
});
