/** One plan with all its replications, in an isolate of its own, so that V8's type feedback knows one configuration. */
import type { MessagePort } from 'node:worker_threads';
import type { Scenario } from '../scenario/scenario.ts';
import { mitigationsWith } from './plugins.ts';
import { run } from './run.ts';

export interface PlanTask {
  readonly scenario: Scenario;
  readonly plan: string;
  /** Modules of mitigations. */
  readonly plugins: readonly string[];
  /** Whether its load is spread evenly over the partitions. */
  readonly balanced: boolean;
  readonly seed: string;
  /** The first replication, and how many there are with those before it. */
  readonly first: number;
  readonly replications: number;
  /** Gets the result of every replication, and is closed after the last. */
  readonly port: MessagePort;
}

export default async function runPlan(task: PlanTask): Promise<void> {
  const { scenario, plan, plugins, balanced, seed, first, replications, port } = task;
  const mitigations = await mitigationsWith(plugins);
  for (let replication = first; replication < replications; replication++) {
    port.postMessage(run(scenario, plan, { seed, replication, balanced, mitigations }));
  }
  port.close();
}
