/** What is whole of runs that may have been interrupted: as many replications as the baseline has, of the plans that have as many. */
import type { Interruption, RunResult } from './result.ts';

interface Finished {
  /** Plans that can be compared, in the order asked for. */
  readonly names: readonly string[];
  readonly byPlan: ReadonlyMap<string, readonly RunResult[]>;
  /** Of the runs with the load spread evenly, which come after those of the plans; null: they are not there or not whole. */
  readonly spread: readonly RunResult[] | null;
  readonly replications: number;
}

/**
 * @param runs by plan, in the order of `asked`.
 * @throws the signal's reason where not even the baseline has run once.
 */
export function finished(
  asked: readonly string[],
  baseline: string,
  runs: readonly (readonly RunResult[])[],
  signal: AbortSignal | undefined,
): Finished {
  const replications = runs[asked.indexOf(baseline)]!.length;
  if (replications === 0) throw signal!.reason;
  const whole = runs.map((of) => (of.length < replications ? null : of.slice(0, replications)));
  const names = asked.filter((_, k) => whole[k] !== null);
  return {
    names,
    byPlan: new Map(names.map((name) => [name, whole[asked.indexOf(name)]!])),
    spread: whole[asked.length] ?? null,
    replications,
  };
}

interface Asked extends Interruption {
  /** Replications that there are. */
  readonly done: number;
  readonly signal: AbortSignal | undefined;
}

/** What was asked for and is missing; null where the signal came too late for anything to be, or did not come. */
export function interruptionOf({ signal, done, plans, replications, lacksLoads }: Asked): Interruption | null {
  const isWhole = plans.length === 0 && done === replications && !lacksLoads;
  return !signal?.aborted || isWhole ? null : { plans, replications, lacksLoads };
}
