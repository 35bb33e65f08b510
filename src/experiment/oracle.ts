/**
 * What is left to gain by moving keys about: the baseline's requests once more, each attempt sent to the next partition in turn, and
 * how much they ask of all partitions together. Only what takes load away, such as a cache, can do better than balance.
 */
import { planResult } from './plan-result.ts';
import type { Oracle, RunResult } from './result.ts';

const NAME = 'perfect balance';

/** @param base the baseline's replications, as many. */
export function oracleOf(runs: readonly RunResult[], base: readonly RunResult[]): Oracle {
  const result = planResult(NAME, [], runs, base);
  return {
    result,
    heat: result.metrics['partition.hottestHeat']!.mean!,
    peakHeat: Math.max(...result.heat.rows.flat()),
  };
}
