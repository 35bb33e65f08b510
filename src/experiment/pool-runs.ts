/** Replications of one plan, pooled for pictures: mean series, mean heat, merged histograms, theory, warnings. */
import { Histogram } from '../sketch/histogram.ts';
import type { HeatMap, RunResult, Series, TheoryRow, Warning } from './result.ts';

const HEAT_ROWS = 40;

/**
 * Mean of each slice, null where half of the replications or more have no value; of outcomes the median, as an endless
 * one is null and must not be left out.
 */
export function poolSeries(runs: readonly RunResult[]): Series[] {
  return runs[0]!.series.map(({ name, unit }, index) => {
    const lines = runs.map((run) => run.series[index]!.values);
    const pool = name.includes('outcomeMs') ? medianWithEndless : meanOfMost;
    return { name, unit, values: lines[0]!.map((_, k) => pool(lines.map((line) => line[k]!))) };
  });
}

/** Mean heat of the partitions that are among the hottest of any replication, over those in which they are. */
export function poolHeat(runs: readonly RunResult[]): HeatMap {
  const rows = new Map<number, { sums: number[]; n: number; keys: readonly string[] }>();
  for (const { heat } of runs) {
    for (const [k, partition] of heat.partitions.entries()) {
      const row = rows.get(partition);
      if (row === undefined) rows.set(partition, { sums: [...heat.rows[k]!], n: 1, keys: heat.keys[k]! });
      else add(row, heat.rows[k]!);
    }
  }
  const pooled = [...rows].map(([partition, { sums, n, keys }]) => {
    const values = sums.map((sum) => Number((sum / n).toPrecision(4)));
    return { partition, keys, values, peak: Math.max(...values) };
  });
  pooled.sort((a, b) => b.peak - a.peak || a.partition - b.partition);
  const hottest = pooled.slice(0, HEAT_ROWS);
  return {
    partitions: hottest.map((row) => row.partition),
    rows: hottest.map((row) => row.values),
    keys: hottest.map((row) => row.keys),
  };
}

export function poolHistograms(runs: readonly RunResult[]): RunResult['histograms'] {
  const names = Object.keys(runs[0]!.histograms);
  return Object.fromEntries(
    names.map((name) => {
      const merged = Histogram.fromJSON(runs[0]!.histograms[name]!);
      for (const run of runs.slice(1)) merged.merge(Histogram.fromJSON(run.histograms[name]!));
      return [name, merged.toJSON()];
    }),
  );
}

export function poolTheory(runs: readonly RunResult[]): TheoryRow[] {
  return runs[0]!.theory.flatMap((row) => {
    const measured = runs.map((run) => run.theory.find((other) => other.metric === row.metric)?.measured);
    if (measured.includes(undefined)) return [];
    const total = measured.reduce((sum: number, value) => sum + value!, 0);
    return [{ ...row, measured: total / runs.length }];
  });
}

/** One warning per kind, with the numbers of the first replication it came in; vacuous is what was so in all. */
/** In fewer of the replications it is chance. */
const LEAST_SHARE: Readonly<Record<string, number>> = { vacuous: 1, autocorrelated: 0.5 };

export function poolWarnings(runs: readonly RunResult[]): Warning[] {
  const found = new Map<string, { warning: Warning; n: number }>();
  for (const run of runs) {
    for (const warning of run.warnings) {
      const id = `${warning.code}\n${warning.message.replace(/\d+/g, '#')}`;
      const known = found.get(id);
      if (known === undefined) found.set(id, { warning, n: 1 });
      else known.n++;
    }
  }
  const everywhere = [...found.values()].filter(
    ({ warning: { code }, n }) => n >= (LEAST_SHARE[code] ?? 0) * runs.length,
  );
  return everywhere.map(({ warning, n }) => {
    if (runs.length === 1 || !/\d/.test(warning.message)) return warning;
    return {
      ...warning,
      message: `${warning.message} (in ${n} of ${runs.length} replications; the numbers are of the first)`,
    };
  });
}

function add(row: { sums: number[]; n: number }, values: readonly number[]): void {
  row.n++;
  for (const [k, value] of values.entries()) row.sums[k]! += value;
}

function medianWithEndless(values: readonly (number | null)[]): number | null {
  const sorted = values.map((value) => value ?? Number.POSITIVE_INFINITY).sort((a, b) => a - b);
  const median = sorted[Math.floor((sorted.length - 1) / 2)]!;
  return Number.isFinite(median) ? median : null;
}

function meanOfMost(values: readonly (number | null)[]): number | null {
  const known = values.filter((value): value is number => value !== null);
  if (2 * known.length <= values.length) return null;
  return Number((known.reduce((sum, value) => sum + value, 0) / known.length).toPrecision(4));
}
