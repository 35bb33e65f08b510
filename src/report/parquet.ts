/**
 * A table as Parquet, for what reads columns by type: texts as UTF-8, whole numbers in 32 bits, all others as doubles, of
 * which any may be null. Texts stay as they are, as nothing that reads Parquet takes them for formulas.
 */
import { type BasicType, parquetWriteBuffer } from 'hyparquet-writer';
import type { Column, Table } from './tables.ts';

const TYPES: Readonly<Record<Column['kind'], BasicType>> = { text: 'STRING', whole: 'INT32', number: 'DOUBLE' };

export function parquetOf({ columns, rows }: Table): Uint8Array {
  const columnData = columns.map(({ name, kind }, i) => ({
    name,
    data: rows.map((row) => row[i]),
    type: TYPES[kind],
    nullable: kind === 'number',
  }));
  // One group of rows: the thousand of hyparquet's first group would make the series of twelve plans a third larger.
  return new Uint8Array(parquetWriteBuffer({ columnData, rowGroupSize: 100_000 }));
}
