/** `warmup: auto`: the longest time that any plan takes to settle in pilot runs, in whole slices, and the same for all, other loads too. */
import { Tinypool } from 'tinypool';
import { SLICES } from '../metrics/timeline.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Registry } from '../scenario/shape/plan-shape.ts';
import { formatDuration } from '../units/duration.ts';
import { type Settled, settledOf } from './settling.ts';
import type { SettlingTask } from './settling-worker.ts';

/** A warm-up was to be found, and there is no steady state to find. */
export class UnsettledError extends RangeError {}

interface WarmupOptions {
  readonly seed: string;
  /** Modules of mitigations, and all that there are with them. */
  readonly plugins: readonly string[];
  readonly mitigations: Registry;
  readonly jobs: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * The scenario with its warm-up found, if it is to be found.
 *
 * @throws UnsettledError where a plan does not settle.
 */
export async function warmedUp(
  scenario: Scenario,
  plans: readonly string[],
  { seed, plugins, mitigations, jobs, signal }: WarmupOptions,
): Promise<Scenario> {
  if (!scenario.findsWarmup) return scenario;
  if (jobs === 0)
    return found(
      scenario,
      plans.map((plan) => [plan, settledOf(scenario, plan, { seed, mitigations })]),
    );
  const filename = new URL('./settling-worker.js', import.meta.url).href;
  const pool = new Tinypool({ filename, minThreads: jobs, maxThreads: jobs, isolateWorkers: true });
  const pilot = async (plan: string) =>
    [
      plan,
      (await pool.run({ scenario, plan, plugins, seed } satisfies SettlingTask, { signal: signal ?? null })) as Settled,
    ] as const;
  try {
    return found(scenario, await Promise.all(plans.map(pilot)));
  } catch (error) {
    throw signal?.aborted ? signal.reason : error;
  } finally {
    await pool.destroy();
  }
}

/** The same for one plan alone, in this thread. */
export function warmedUpFor(scenario: Scenario, plan: string, options: Parameters<typeof settledOf>[2]): Scenario {
  return scenario.findsWarmup ? found(scenario, [[plan, settledOf(scenario, plan, options)]]) : scenario;
}

function found(scenario: Scenario, settled: readonly (readonly [plan: string, settled: Settled])[]): Scenario {
  const { durationMs } = scenario.model;
  const named = (word: Settled) => settled.filter(([, found]) => found === word).map(([plan]) => plan);
  const within = formatDuration(durationMs);
  const remedy = 'lengthen duration, or say how long the warm-up is';
  const restless = named('restless');
  const few = named('too few');
  if (few.length > 0) {
    throw new UnsettledError(
      `warmup: auto: too few requests of ${few.join(', ')} are served within ${within} to tell; ${remedy}`,
    );
  }
  if (restless.length > 0) {
    throw new UnsettledError(
      `warmup: auto: within ${within} the latencies of ${restless.join(', ')} do not settle; ${remedy}`,
    );
  }
  const sliceMs = durationMs / SLICES;
  const longestMs = Math.max(...settled.map(([, ms]) => ms as number));
  return { ...scenario, findsWarmup: false, warmupMs: Math.ceil(longestMs / sliceMs) * sliceMs };
}
