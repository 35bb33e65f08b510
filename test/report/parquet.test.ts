/** Parquet read back by two readers that know nothing of the writer's source: hyparquet and DuckDB. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { expect, it } from 'vitest';
import type { Comparison } from '../../src/experiment/result.ts';
import { parquetOf } from '../../src/report/parquet.ts';
import { runsTable, seriesTable, type Table } from '../../src/report/tables.ts';
import { BLACK_FRIDAY_STORIES, blackFriday } from '../support/comparison.ts';
import { hostile } from '../support/hostile.ts';

const small = blackFriday(BLACK_FRIDAY_STORIES.slice(0, 2));

const bufferOf = (table: Table): ArrayBuffer => parquetOf(table).buffer as ArrayBuffer;
const rowsOf = (table: Table) => parquetReadObjects({ file: bufferOf(table) });

/** Rows as objects, straight from the comparison. */
function runsIn({ plans }: Comparison) {
  const metrics = new Set(plans.flatMap(({ runs }) => runs.flatMap((run) => Object.keys(run))));
  const none = Object.fromEntries([...metrics].map((metric) => [metric, null]));
  return plans.flatMap(({ plan, runs }) => runs.map((run, replication) => ({ ...none, ...run, plan, replication })));
}

function seriesIn({ plans, sliceMs }: Comparison) {
  return plans.flatMap(({ plan, series }) =>
    series[0]!.values.map((_, i) => ({
      ...Object.fromEntries(series.map(({ name, values }) => [name, values[i]])),
      plan,
      fromMs: i * sliceMs,
    })),
  );
}

it.each([
  ['tame', small],
  ['hostile', hostile()],
])('holds every run and every slice of a %s comparison', async (_, comparison) => {
  const runs = await rowsOf(runsTable(comparison));
  expect(runs).toEqual(runsIn(comparison));
  expect(runs.some((run) => Object.values(run).includes(null))).toBe(true);
  expect(await rowsOf(seriesTable(comparison))).toEqual(seriesIn(comparison));
});

it('has the columns of the CSV, typed, and no trace of when or where it was made', () => {
  const { columns } = runsTable(small);
  const { schema, created_by, key_value_metadata } = parquetMetadata(bufferOf(runsTable(small)));
  expect(schema.slice(1).map(({ name }) => name)).toEqual(columns.map(({ name }) => name));
  expect(schema[1]).toMatchObject({ type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'REQUIRED' });
  expect(schema[2]).toMatchObject({ type: 'INT32', repetition_type: 'REQUIRED' });
  for (const number of schema.slice(3)) expect(number).toMatchObject({ type: 'DOUBLE', repetition_type: 'OPTIONAL' });
  expect([created_by, key_value_metadata]).toEqual(['hyparquet', undefined]);
});

it('writes what a spreadsheet would take for a formula as it is', async () => {
  const plans = [{ ...small.plans[0]!, plan: '=1+1' }];
  expect((await rowsOf(runsTable({ ...small, plans })))[0]).toMatchObject({ plan: '=1+1' });
});

it('is a table without rows where nothing was measured', async () => {
  const plans = small.plans.map((plan) => ({ ...plan, series: [] }));
  expect(await rowsOf(seriesTable({ ...small, plans }))).toEqual([]);
});

it('answers a query in DuckDB', async () => {
  const comparison = hostile();
  const directory = mkdtempSync(join(tmpdir(), 'hotshard-test-'));
  const duckdb = await DuckDBInstance.create();
  try {
    const connection = await duckdb.connect();
    const ask = async (sql: string) => (await connection.runAndReadAll(sql)).getRows();
    const file = (name: string, table: Table) => {
      writeFileSync(join(directory, name), parquetOf(table));
      return `'${join(directory, name)}'`;
    };
    const runs = file('runs.parquet', runsTable(comparison));
    const series = file('series.parquet', seriesTable(comparison));
    const types = await ask(`select distinct column_type from (describe from ${runs}) order by 1`);
    expect(types.flat()).toEqual(['DOUBLE', 'INTEGER', 'VARCHAR']);
    const worst = await ask(`select "plan", max("requests.failedShare") from ${runs} group by "plan"`);
    const expected = comparison.plans.map(({ plan, runs }) => [
      plan,
      runs.reduce((most, run) => Math.max(most, run['requests.failedShare'] ?? 0), 0),
    ]);
    expect(new Set(worst)).toEqual(new Set(expected));
    const all = await connection.runAndReadAll(`select * from ${series}`);
    expect(all.getRowObjects()).toEqual(seriesIn(comparison));
  } finally {
    duckdb.closeSync();
    rmSync(directory, { recursive: true });
  }
});
