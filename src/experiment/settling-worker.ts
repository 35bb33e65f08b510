/** One pilot run in an isolate of its own. */
import type { Scenario } from '../scenario/scenario.ts';
import { settlingMs } from './settling.ts';

export interface SettlingTask {
  readonly scenario: Scenario;
  readonly plan: string;
  readonly seed: string;
}

export default function settle({ scenario, plan, seed }: SettlingTask): number | null {
  return settlingMs(scenario, plan, seed);
}
