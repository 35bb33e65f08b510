/**
 * What is left to gain by moving keys about: the baseline's requests once more, each attempt sent to the next partition in turn, and
 * how much they ask of all partitions together. Only what takes load away, such as a cache, can do better than balance.
 */
import { planResult } from './plan-result.ts';
import type { Oracle, PlanResult, RunResult } from './result.ts';

/** What it is called where plans are named. */
export const ORACLE = 'perfect balance';
const SECOND_MS = 1000;

/** @param base the baseline's replications, as many. */
export function oracleOf(runs: readonly RunResult[], base: readonly RunResult[], warmupMs: number): Oracle {
  const result = planResult(ORACLE, [], runs, base);
  return {
    result,
    ...heatOf(result, runs[0]!.sliceMs, warmupMs),
  };
}

/** Of the partitions together: where each takes the same share, that is the mean over those that were kept. */
function heatOf({ heat: { rows } }: PlanResult, sliceMs: number, warmupMs: number): Pick<Oracle, 'heat' | 'peakHeat'> {
  const slices = rows[0]!.map((_, k) => mean(rows.map((row) => row[k]!))).slice(Math.ceil(warmupMs / sliceMs));
  const perSecond = Math.max(1, Math.round(SECOND_MS / sliceMs));
  const seconds = Array.from({ length: Math.ceil(slices.length / perSecond) }, (_, k) =>
    mean(slices.slice(k * perSecond, (k + 1) * perSecond)),
  );
  return { heat: mean(slices), peakHeat: Math.max(...seconds) };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
