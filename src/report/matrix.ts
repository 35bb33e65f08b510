/**
 * All metrics of a run as tables: a row per measure, a column per scope (all requests, each workload, reads, writes),
 * grouped by family; but for the metrics of single partitions, which a heat map shows better. The order is fixed here and not by the results, whose records have none worth keeping.
 */
import { parseMetric } from './metric.ts';

export interface MetricMatrix {
  /** `''` is all requests. */
  readonly scopes: readonly string[];
  readonly families: readonly { readonly family: string; readonly rows: readonly MetricRow[] }[];
}

interface MetricRow {
  readonly base: string;
  /** A metric's full name per scope; null where it was not measured. */
  readonly cells: readonly (string | null)[];
}

/** What is shown of a window, where there is no room for everything. */
export const KEY_MEASURES = ['requests.failedShare', 'outcomeMs.p50', 'outcomeMs.p99', 'attempts.throttledShare'];

const FAMILIES = [
  'requests',
  'outcomeMs',
  'latencyMs',
  'waitMs',
  'attempts',
  'throughput',
  'goodput',
  'partition',
  'load',
  'queue',
  'inside',
  'recovery',
  'cache',
  'coalescing',
  'ledger',
  'bill',
  'engine',
];
const OF_ONE_PARTITION = /^partition\.\d+\./;

const SCOPES = ['', 'reads', 'writes'];

/** Sorts metric names of one window (null: the whole run) into a matrix. */
export function metricMatrix(names: Iterable<string>, window: string | null): MetricMatrix {
  const parsed = [...names]
    .map((name) => ({ name, ...parseMetric(name) }))
    .filter((metric) => metric.window === window && !OF_ONE_PARTITION.test(metric.base));
  const scopes = inOrder(
    parsed.map(({ scope }) => scope),
    SCOPES,
  );
  const families = inOrder(
    parsed.map(({ family }) => family),
    FAMILIES,
  ).map((family) => {
    const members = parsed.filter((metric) => metric.family === family);
    const bases = [...new Set(members.map(({ base }) => base))].sort(byMeasure);
    const cell = (base: string, scope: string) =>
      members.find((metric) => metric.base === base && metric.scope === scope)?.name ?? null;
    return { family, rows: bases.map((base) => ({ base, cells: scopes.map((scope) => cell(base, scope)) })) };
  });
  return { scopes, families };
}

/** Windows that occur in metric names, sorted by name. */
export function windowsIn(names: Iterable<string>): readonly string[] {
  const windows = [...names].map((name) => parseMetric(name).window).filter((window) => window !== null);
  return [...new Set(windows)].sort();
}

/** Each word once: the known ones first, in their order, the others by name. */
function inOrder(words: readonly string[], known: readonly string[]): readonly string[] {
  const met = new Set(words);
  const others = [...met].filter((word) => !known.includes(word)).sort();
  return [...known.filter((word) => met.has(word)), ...others];
}

/** Percentiles by size, mean before and max behind, the rest by name. */
function byMeasure(a: string, b: string): number {
  return position(a) - position(b) || (a < b ? -1 : 1);
}

function position(base: string): number {
  const measure = base.slice(base.indexOf('.') + 1);
  const digits = /^p(\d+)$/.exec(measure)?.[1];
  if (digits !== undefined) return Number(`0.${digits}`);
  return measure === 'max' ? 1 : -1;
}
