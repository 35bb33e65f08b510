/**
 * Results as JSON in one canonical form: keys sorted, two spaces, a newline at the end, so that equal results are equal
 * bytes whatever built them. `comparison.json` is the whole result, from which every other file can be made again.
 */
import type { Comparison, PlanResult } from '../experiment/result.ts';

/** Canonical JSON of plain data; `indent` 0 for files that only programs read. */
export function canonicalJson(value: unknown, indent: 0 | 2 = 2): string {
  return `${write(value, indent === 0 ? '' : '\n', indent)}\n`;
}

/** The comparison without what only charts need: no series, heat maps, histograms and single runs. */
export function summaryJson(comparison: Comparison): string {
  const { plans, oracle } = comparison;
  return canonicalJson({
    ...comparison,
    plans: plans.map(summaryOf),
    oracle: oracle && { ...oracle, result: summaryOf(oracle.result) },
  });
}

function summaryOf({ plan, mitigations, metrics, paired, warnings, theory }: PlanResult) {
  return { plan, mitigations, metrics, paired, warnings, theory };
}

/** The whole comparison. */
export function comparisonJson(comparison: Comparison): string {
  return canonicalJson(comparison, 0);
}

function write(value: unknown, line: string, indent: number): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  const inner = line + ' '.repeat(indent);
  const isArray = Array.isArray(value);
  const items = isArray
    ? value.map((item) => write(item, inner, indent))
    : Object.entries(value)
        .filter(([, item]) => item !== undefined)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, item]) => `${JSON.stringify(key)}:${indent === 0 ? '' : ' '}${write(item, inner, indent)}`);
  const [open, close] = isArray ? '[]' : '{}';
  if (items.length === 0) return `${open}${close}`;
  return `${open}${inner}${items.join(`,${inner}`)}${line}${close}`;
}
