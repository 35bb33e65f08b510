/**
 * Several replications of one plan, each with random streams of its own, and what they say on average: the published
 * results are compared with the mean of five or more.
 */
import type { RunResult } from '../../src/experiment/result.ts';
import { run } from '../../src/experiment/run.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';

export interface Replicated {
  readonly runs: readonly RunResult[];
  /** Mean of a metric over the replications; throws where one of them has no such number. */
  mean(metric: string): number;
  /** A metric of every replication. */
  each(metric: string): number[];
}

/** Runs a plan of the scenario `replications` times. */
export function replicate(scenario: Scenario, plan = 'none', replications = 5): Replicated {
  const runs = Array.from({ length: replications }, (_, replication) => run(scenario, plan, { replication }));
  const each = (metric: string): number[] =>
    runs.map(({ metrics }) => {
      const value = metrics[metric];
      if (value == null) throw new RangeError(`${metric} is ${value}`);
      return value;
    });
  return { runs, each, mean: (metric) => each(metric).reduce((a, b) => a + b, 0) / replications };
}
