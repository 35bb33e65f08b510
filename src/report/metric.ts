/**
 * What the name of a metric says: `heat:headset.latencyMs.p99` is the measure `latencyMs.p99` of the requests of
 * `headset` during the window `heat`. The catalogue knows units and meanings; a name that it does not have, such as
 * `partition.3.heat` or one of a newer version, is shown as a plain number.
 */
import { METRICS, type MetricDef, type MetricUnit } from '../metrics/catalogue.ts';
import { printable } from './name.ts';

/** How a number is written. */
export type Unit = MetricUnit;

export interface MetricName {
  /** Named window, or null for the whole run after warm-up. */
  readonly window: string | null;
  /** Workload, `reads` or `writes`; empty for all requests. */
  readonly scope: string;
  /** First word of the base: `latencyMs`. */
  readonly family: string;
  /** The metric without its prefixes: `latencyMs.p99`. */
  readonly base: string;
}

/** Whether less or more of it is better; `neither` where it depends. */
export type Preference = 'less' | 'more' | 'neither';

const CATALOGUE: ReadonlyMap<string, MetricDef> = new Map(METRICS.map((metric) => [metric.name, metric]));

/** Splits a metric's name; the base is the longest end of it that the catalogue knows. */
export function parseMetric(name: string): MetricName {
  const colon = name.indexOf(':');
  const rest = name.slice(colon + 1);
  const base = knownEnd(rest) ?? rest;
  return {
    window: colon < 0 ? null : name.slice(0, colon),
    scope: rest.slice(0, Math.max(0, rest.length - base.length - 1)),
    family: base.slice(0, Math.max(0, base.indexOf('.'))),
    base,
  };
}

/** The metric of the same window and scope with another base. */
export function sibling(name: string, base: string): string {
  return name.slice(0, name.length - parseMetric(name).base.length) + base;
}

/** The unit of a metric, whatever its prefixes. */
export function unitOf(name: string): Unit {
  return CATALOGUE.get(parseMetric(name).base)?.unit ?? 'ratio';
}

/** What a metric means, in a few words; empty where the catalogue does not know it. */
export function meaningOf(name: string): string {
  return CATALOGUE.get(parseMetric(name).base)?.meaning ?? '';
}

/** Which direction of a metric is better. */
export function preferenceOf(name: string): Preference {
  const { base, family } = parseMetric(name);
  if (/\.(hitRatio|joinedShare|served|acknowledged)$/.test(base) || family === 'goodput') return 'more';
  const depends = ['throughput', 'engine', 'load'].includes(family) || /\.(offered|asked|hottest|total)$/.test(base);
  return depends ? 'neither' : 'less';
}

/** The percentile that a measure stands for, 0 to 1: `p999` is 0.999; null where it is none. */
export function percentileOf(name: string): number | null {
  const digits = /\.p(\d+)$/.exec(name)?.[1];
  return digits === undefined ? null : Number(`0.${digits}`);
}

const LABELS: Readonly<Record<string, string>> = {
  'requests.failedShare': 'failed',
  'outcomeMs.p50': 'outcome p50',
  'outcomeMs.p99': 'outcome p99',
  'latencyMs.p50': 'latency p50',
  'latencyMs.p99': 'latency p99',
  'recall.missingShare': 'missing',
  'attempts.throttledShare': 'throttled',
  'table.throttledShare': 'throttled by table',
  'index.throttledShare': 'throttled by index',
  'table.writeUnitsPerSecond': 'provisioned writes',
  'table.readUnitsPerSecond': 'provisioned reads',
  'bill.usd': 'list price',
  'bill.usdPerMonth': 'price of a month like it',
  'bill.memoryEntries': 'memory entries',
  'ledger.lost': 'lost writes',
  'ledger.duplicated': 'duplicates',
  'ledger.stale': 'stale reads',
  'ledger.staleMs.p99': 'stale by, p99',
  'ledger.missing': 'missing items',
  'ledger.unseenOwnWrites': 'own writes unseen',
  'ledger.backwardReads': 'reads back in time',
  'ledger.wasted': 'wasted work',
};

/** A short heading: `bill.readUnits` reads "read units". */
export function labelOf(name: string): string {
  const { base } = parseMetric(name);
  const measure = base.slice(base.indexOf('.') + 1);
  return LABELS[base] ?? measure.replace(/([a-z])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`);
}

/** The heading with the requests that it is about: `posts: outcome p99`. */
export function scopedLabelOf(name: string): string {
  const { scope } = parseMetric(name);
  return scope === '' ? labelOf(name) : `${printable(scope)}: ${labelOf(name)}`;
}

function knownEnd(name: string): string | undefined {
  for (let from = 0; from >= 0; ) {
    const end = name.slice(from);
    if (CATALOGUE.has(end)) return end;
    const dot = name.indexOf('.', from);
    from = dot < 0 ? -1 : dot + 1;
  }
  return undefined;
}
