/**
 * All replications of several plans, in this thread or in workers; the results do not depend on which.
 */
import { MessageChannel } from 'node:worker_threads';
import { Tinypool } from 'tinypool';
import type { Scenario } from '../scenario/scenario.ts';
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
  readonly seed: string;
  /** Replications, and how many of them there are already. */
  readonly replications: number;
  readonly done?: number | undefined;
  /** Worker threads; 0 stays in this one, which keeps it from hearing signals meanwhile. Workers need the compiled package. */
  readonly jobs: number;
  readonly onProgress?: RunReport | undefined;
}

/** Results by plan, each in order of replication, without those that there are already. */
export async function runPlans(scenario: Scenario, options: PlansOptions): Promise<RunResult[][]> {
  const report = (plan: string, requests: number): void => options.onProgress?.({ plan, requests });
  return options.jobs === 0 ? runHere(scenario, options, report) : runInWorkers(scenario, options, report);
}

type Report = (plan: string, requests: number) => void;

async function runHere(
  scenario: Scenario,
  { plans, seed, replications, done = 0 }: PlansOptions,
  report: Report,
): Promise<RunResult[][]> {
  const results: RunResult[][] = [];
  for (const plan of plans) {
    const runs: RunResult[] = [];
    for (let replication = done; replication < replications; replication++) {
      const result = run(scenario, plan, { seed, replication });
      runs.push(result);
      report(plan, result.metrics['engine.requests']!);
      await breathe();
    }
    results.push(runs);
  }
  return results;
}

/** Lets signals and timers of the caller through between two runs. */
function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

async function runInWorkers(scenario: Scenario, options: PlansOptions, report: Report): Promise<RunResult[][]> {
  const pool = new Tinypool({
    filename: new URL('./plan-worker.js', import.meta.url).href,
    minThreads: options.jobs,
    maxThreads: options.jobs,
    isolateWorkers: true,
  });
  try {
    return await Promise.all(
      options.plans.map((plan) => {
        const { port1, port2 } = new MessageChannel();
        port1.on('message', (requests: number) => report(plan, requests));
        const { seed, replications, done: first = 0 } = options;
        const task: PlanTask = { scenario, plan, seed, first, replications, port: port2 };
        return pool.run(task, { transferList: [port2] }).finally(() => port1.close()) as Promise<RunResult[]>;
      }),
    );
  } finally {
    await pool.destroy();
  }
}
