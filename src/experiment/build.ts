/**
 * Scenario + plan + seed → Simulation: patches first, then the levers that run.
 */
import { mitigations } from '../mitigations/registry.ts';
import type { ModelConfig } from '../model/config.ts';
import type { Lever } from '../model/mitigation.ts';
import type { Observer } from '../model/observer.ts';
import { evenSpread } from '../model/placement/even-spread.ts';
import { Simulation } from '../model/simulation.ts';
import { Streams } from '../random/streams.ts';
import { patched } from '../scenario/patched.ts';
import type { Plan } from '../scenario/scenario.ts';

export interface BuildOptions {
  readonly model: ModelConfig;
  readonly plan: Plan;
  /** Whether the load is spread evenly over the partitions, whatever the keys. */
  readonly balanced?: boolean;
  readonly seed: string;
  readonly replication: number;
  readonly observer: Observer;
}

/** A simulation that has not started. */
export function build({ model, plan, balanced = false, seed, replication, observer }: BuildOptions): Simulation {
  const levers: Lever[] = balanced ? [evenSpread()] : [];
  for (const { kind, options } of plan.levers) {
    const lever = mitigations[kind]!.create?.(options as never);
    if (lever !== undefined) levers.push(lever);
  }
  return new Simulation(patched(model, plan, mitigations), levers, new Streams(seed, replication), observer);
}
