/** A comparison with a progress bar, that Ctrl-C can end. */
import { type CompareOptions, compare } from '../experiment/compare.ts';
import type { Comparison } from '../experiment/result.ts';
import { UnsettledError } from '../experiment/warmup.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { suggest } from '../scenario/suggest.ts';
import { EXIT, type ExitCode, UsageError } from './exit.ts';
import type { Io } from './io.ts';
import { progressBar } from './progress.ts';

export interface SimulateOptions extends Omit<CompareOptions, 'onProgress' | 'signal'> {
  readonly quiet?: boolean | undefined;
}

/**
 * Compares plans; after Ctrl-C what is finished of them.
 *
 * @throws UsageError for a plan that the scenario does not have, or a warm-up that cannot be found; Interrupted after Ctrl-C where nothing is finished.
 */
export async function simulate(scenario: Scenario, options: SimulateOptions, io: Io): Promise<Comparison> {
  const { quiet, jobs, ...rest } = options;
  const known = scenario.plans.map(({ name }) => name);
  const plans = new Set([rest.baseline ?? scenario.baseline, ...(rest.plans ?? known)]);
  for (const name of plans) refuseUnknownPlan(name, known);
  const threads = Math.min(jobs ?? io.jobs, plans.size);
  const runs = plans.size * (rest.replications ?? scenario.replications);
  const bar = progressBar(runs, scenario.model.durationMs, quiet, io);
  try {
    return await compare(scenario, { ...rest, jobs: threads, signal: io.signal, onProgress: bar.show });
  } catch (error) {
    throw error instanceof UnsettledError ? new UsageError(error.message) : error;
  } finally {
    bar.stop();
  }
}

/** 130 after Ctrl-C, 99 where an expectation failed or could not be decided. */
export function codeOf({ expectations, interrupted }: Comparison): ExitCode {
  if (interrupted !== null) return EXIT.interrupted;
  return expectations.every(({ verdict }) => verdict === 'held') ? EXIT.ok : EXIT.expectation;
}

function refuseUnknownPlan(name: string, plans: readonly string[]): void {
  if (plans.includes(name)) return;
  const nearest = suggest(name, plans);
  const advice = nearest === undefined ? `the scenario has ${plans.join(', ')}` : `did you mean ${nearest}?`;
  throw new UsageError(`no plan is called ${JSON.stringify(name)}; ${advice}`);
}
