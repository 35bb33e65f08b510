/**
 * All replications of several plans, in this thread or in workers; the results do not depend on which.
 *
 * When the signal is aborted, what is finished by then is the result, and the rest is missing.
 */
import { once } from 'node:events';
import { MessageChannel } from 'node:worker_threads';
import { Tinypool } from 'tinypool';
import { mitigations as builtIn } from '../mitigations/registry.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Registry } from '../scenario/shape/plan-shape.ts';
import type { PlanTask } from './plan-worker.ts';
import type { RunResult } from './result.ts';
import { run } from './run.ts';

/** The run that has just finished: its plan, and the requests it simulated. */
interface RunDone {
  readonly plan: string;
  readonly requests: number;
}

export interface Progress extends RunDone {
  /** Runs finished, and runs in all as far as that is known. */
  readonly done: number;
  readonly total: number;
}

export type RunReport = (run: RunDone) => void;

export interface PlansOptions {
  readonly plans: readonly string[];
  /** A plan to run once more with its load spread evenly over the partitions; its results come last. */
  readonly balanced?: string | undefined;
  readonly seed: string;
  /** Modules of mitigations, which workers load, and all that there are with them. */
  readonly plugins?: readonly string[] | undefined;
  readonly mitigations?: Registry | undefined;
  /** Replications, and how many of them there are already. */
  readonly replications: number;
  readonly done?: number | undefined;
  /** Worker threads; 0 stays in this one, which keeps it from hearing signals meanwhile. Workers need the compiled package. */
  readonly jobs: number;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: RunReport | undefined;
}

/** A plan, and what became of it: results in order of replication. */
interface Job {
  readonly plan: string;
  readonly balanced: boolean;
  readonly results: RunResult[];
}

/** Results by plan, each in order of replication, without those that there are already. */
export async function runPlans(scenario: Scenario, options: PlansOptions): Promise<RunResult[][]> {
  const { plans, balanced, onProgress } = options;
  const jobs: Job[] = plans.map((plan) => ({ plan, balanced: false, results: [] }));
  if (balanced !== undefined) jobs.push({ plan: balanced, balanced: true, results: [] });
  const keep = ({ plan, results }: Job, result: RunResult): void => {
    results.push(result);
    onProgress?.({ plan, requests: result.metrics['engine.requests']! });
  };
  await (options.jobs === 0 ? runHere : runInWorkers)(scenario, options, jobs, keep);
  return jobs.map(({ results }) => results);
}

type Keep = (job: Job, result: RunResult) => void;

async function runHere(
  scenario: Scenario,
  { seed, mitigations = builtIn, replications, done = 0, signal }: PlansOptions,
  jobs: readonly Job[],
  keep: Keep,
): Promise<void> {
  for (const job of jobs) {
    for (let replication = done; replication < replications; replication++) {
      if (signal?.aborted) return;
      keep(job, run(scenario, job.plan, { seed, replication, balanced: job.balanced, mitigations }));
      await breathe();
    }
  }
}

/** Lets signals and timers of the caller through between two runs. */
function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

async function runInWorkers(
  scenario: Scenario,
  { seed, plugins = [], replications, done = 0, jobs: threads, signal }: PlansOptions,
  jobs: readonly Job[],
  keep: Keep,
): Promise<void> {
  if (signal?.aborted) return;
  const pool = new Tinypool({
    filename: new URL('./plan-worker.js', import.meta.url).href,
    minThreads: threads,
    maxThreads: threads,
    isolateWorkers: true,
  });
  const work = jobs.map(async (job) => {
    const { port1, port2 } = new MessageChannel();
    port1.on('message', (result: RunResult) => keep(job, result));
    // The port closes behind the last result, which may arrive later than the word that the task has ended.
    const delivered = once(port1, 'close');
    const { plan, balanced } = job;
    const task: PlanTask = { scenario, plan, plugins, balanced, seed, first: done, replications, port: port2 };
    await pool.run(task, { transferList: [port2] }).catch((error: unknown) => {
      port1.close();
      throw error;
    });
    await delivered;
  });
  const all = Promise.all(work);
  const stopped = new AbortController();
  try {
    await (signal === undefined ? all : Promise.race([all, once(signal, 'abort', { signal: stopped.signal })]));
  } finally {
    stopped.abort();
    all.catch(() => {});
    await pool.destroy();
  }
}
