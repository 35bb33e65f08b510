/** One plan with all its replications, in an isolate of its own, so that V8's type feedback knows one configuration. */
import type { MessagePort } from 'node:worker_threads';
import type { Scenario } from '../scenario/scenario.ts';
import type { RunResult } from './result.ts';
import { run } from './run.ts';

export interface PlanTask {
  readonly scenario: Scenario;
  readonly plan: string;
  readonly seed: string;
  /** The first replication, and how many there are with those before it. */
  readonly first: number;
  readonly replications: number;
  /** Told after every replication how many requests it simulated. */
  readonly port: MessagePort;
}

export default function runPlan({ scenario, plan, seed, first, replications, port }: PlanTask): RunResult[] {
  const results: RunResult[] = [];
  for (let replication = first; replication < replications; replication++) {
    const result = run(scenario, plan, { seed, replication });
    results.push(result);
    port.postMessage(result.metrics['engine.requests']);
  }
  port.close();
  return results;
}
