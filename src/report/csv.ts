/**
 * Results as CSV by RFC 4180: a head line, CRLF, quotes where a field holds a comma, a quote or a line end. A text that
 * a spreadsheet would take for a formula (it starts with = + - @ or a tab or return) gets an apostrophe before it; a
 * number never does. An unknown or endless value is an empty field.
 */
import type { Comparison, Estimate } from '../experiment/result.ts';

type Field = string | number | boolean | null | undefined;

/** A line per plan and metric: estimate, and the paired difference to the baseline. */
export function summaryCsv({ plans }: Comparison): string {
  const head = [
    'plan',
    'metric',
    'mean',
    'low',
    'high',
    'n',
    'difference',
    'differenceLow',
    'differenceHigh',
    'ratio',
    'distinguishable',
  ];
  const rows = plans.flatMap(({ plan, metrics, paired }) =>
    Object.keys(metrics)
      .sort()
      .map((metric): Field[] => {
        const estimate = metrics[metric]!;
        const beside = paired[metric];
        const difference = beside === undefined ? [] : interval(beside.difference);
        return [
          plan,
          metric,
          ...interval(estimate),
          estimate.n,
          ...pad(difference),
          beside?.ratio,
          beside?.distinguishable,
        ];
      }),
  );
  return csvOf([head, ...rows]);
}

/** A line per plan and replication, a column per metric. */
export function runsCsv({ plans }: Comparison): string {
  const metrics = [...new Set(plans.flatMap(({ runs }) => runs.flatMap((run) => Object.keys(run))))].sort();
  const rows = plans.flatMap(({ plan, runs }) =>
    runs.map((run, replication): Field[] => [plan, replication, ...metrics.map((metric) => run[metric])]),
  );
  return csvOf([['plan', 'replication', ...metrics], ...rows]);
}

/** A line per plan and slice of time, a column per series. */
export function seriesCsv({ plans, sliceMs }: Comparison): string {
  const names = [...new Set(plans.flatMap(({ series }) => series.map(({ name }) => name)))].sort();
  const rows = plans.flatMap(({ plan, series }) => {
    const columns = names.map((name) => series.find((one) => one.name === name)?.values ?? []);
    const slices = Math.max(0, ...columns.map((values) => values.length));
    return Array.from({ length: slices }, (_, i): Field[] => [
      plan,
      i * sliceMs,
      ...columns.map((values) => values[i]),
    ]);
  });
  return csvOf([['plan', 'fromMs', ...names], ...rows]);
}

function interval({ mean, low, high }: Estimate): readonly Field[] {
  return [mean, low, high];
}

function pad(fields: readonly Field[]): readonly Field[] {
  return [...fields, null, null, null].slice(0, 3);
}

function csvOf(rows: readonly (readonly Field[])[]): string {
  return rows.map((row) => `${row.map(fieldText).join(',')}\r\n`).join('');
}

function fieldText(field: Field): string {
  if (field === null || field === undefined) return '';
  if (typeof field !== 'string') return String(field);
  const safe = /^[=+\-@\t\r]/.test(field) ? `'${field}` : field;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
