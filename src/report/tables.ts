/**
 * Results as tables, each described once for every form it is written in: what its columns hold, and its rows. An
 * unknown or endless value is null.
 */
import type { Comparison, Estimate } from '../experiment/result.ts';

export type Field = string | number | null;

export interface Column {
  readonly name: string;
  /** A whole number fits 32 bits, and neither it nor a text is ever null. */
  readonly kind: 'text' | 'whole' | 'number';
}

export interface Table {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Field[])[];
}

const PLAN: Column = { name: 'plan', kind: 'text' };

/** A row per plan and metric: estimate, and the paired difference to the baseline. */
export function summaryTable({ plans }: Comparison): Table {
  const rows = plans.flatMap(({ plan, metrics, paired }) =>
    Object.keys(metrics)
      .sort()
      .map((metric): Field[] => {
        const estimate = metrics[metric]!;
        const beside = paired[metric];
        const against =
          beside === undefined
            ? [null, null, null, null, null, null, '']
            : [...interval(beside.difference), ...interval(beside.ratio), String(beside.distinguishable)];
        return [plan, metric, ...interval(estimate), estimate.n, ...against];
      }),
  );
  const columns: readonly Column[] = [
    PLAN,
    { name: 'metric', kind: 'text' },
    ...numbers(['mean', 'low', 'high']),
    { name: 'n', kind: 'whole' },
    ...numbers(['difference', 'differenceLow', 'differenceHigh', 'ratio', 'ratioLow', 'ratioHigh']),
    { name: 'distinguishable', kind: 'text' },
  ];
  return { columns, rows };
}

/** A row per plan and replication, a column per metric. */
export function runsTable({ plans }: Comparison): Table {
  const metrics = [...new Set(plans.flatMap(({ runs }) => runs.flatMap((run) => Object.keys(run))))].sort();
  const rows = plans.flatMap(({ plan, runs }) =>
    runs.map((run, replication): Field[] => [plan, replication, ...metrics.map((metric) => run[metric] ?? null)]),
  );
  return { columns: [PLAN, { name: 'replication', kind: 'whole' }, ...numbers(metrics)], rows };
}

/** A row per plan and slice of time, a column per series. */
export function seriesTable({ plans, sliceMs }: Comparison): Table {
  const names = [...new Set(plans.flatMap(({ series }) => series.map(({ name }) => name)))].sort();
  const rows = plans.flatMap(({ plan, series }) => {
    const columns = names.map((name) => series.find((one) => one.name === name)?.values ?? []);
    const slices = Math.max(0, ...columns.map((values) => values.length));
    return Array.from({ length: slices }, (_, i): Field[] => [
      plan,
      i * sliceMs,
      ...columns.map((values) => values[i] ?? null),
    ]);
  });
  return { columns: [PLAN, ...numbers(['fromMs', ...names])], rows };
}

function interval({ mean, low, high }: Estimate): readonly Field[] {
  return [mean, low, high];
}

function numbers(names: readonly string[]): readonly Column[] {
  return names.map((name) => ({ name, kind: 'number' }));
}
