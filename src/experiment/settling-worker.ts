/** The pilot runs of one plan in an isolate of its own. */
import type { Scenario } from '../scenario/scenario.ts';
import { mitigationsWith } from './plugins.ts';
import { type Settled, settledOf } from './settling.ts';

export interface SettlingTask {
  readonly scenario: Scenario;
  readonly plan: string;
  readonly plugins: readonly string[];
  readonly seed: string;
}

export default async function settle({ scenario, plan, plugins, seed }: SettlingTask): Promise<Settled> {
  return settledOf(scenario, plan, { seed, mitigations: await mitigationsWith(plugins) });
}
