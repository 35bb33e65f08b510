/** Runs a plan with nobody measuring but the log. */
import { build } from '../../src/experiment/build.ts';
import { NullObserver } from '../../src/model/observer.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { EventLog, type RunLog } from './event-log.ts';

/** The log of `scenario` under its plan `planName`. */
export function observe(scenario: Scenario, planName: string, replication = 0): RunLog {
  const { model, seed } = scenario;
  const plan = scenario.plans.find(({ name }) => name === planName)!;
  const log = new EventLog(new NullObserver());
  build({ model, plan, seed, replication, observer: log }).run();
  return log.finish();
}
