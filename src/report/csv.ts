/**
 * A table as CSV by RFC 4180: a head line, CRLF, quotes where a field holds a comma, a quote or a line end. A text that
 * a spreadsheet would take for a formula (it starts with = + - @ or a tab or return) gets an apostrophe before it; a
 * number never does. Null is an empty field.
 */
import type { Field, Table } from './tables.ts';

export function csvOf({ columns, rows }: Table): string {
  const head = columns.map(({ name }) => name);
  return [head, ...rows].map((row) => `${row.map(fieldText).join(',')}\r\n`).join('');
}

function fieldText(field: Field): string {
  if (field === null) return '';
  if (typeof field === 'number') return String(field);
  const safe = /^[=+\-@\t\r]/.test(field) ? `'${field}` : field;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
