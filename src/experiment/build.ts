/**
 * Scenario + plan + seed → Simulation: patches first, then the levers that run.
 */
import { mitigations as builtIn } from '../mitigations/registry.ts';
import type { ModelConfig } from '../model/config.ts';
import type { Lever } from '../model/mitigation.ts';
import type { Observer } from '../model/observer.ts';
import { evenSpread } from '../model/placement/even-spread.ts';
import { Simulation } from '../model/simulation.ts';
import { Streams } from '../random/streams.ts';
import { patched } from '../scenario/patched.ts';
import type { Plan } from '../scenario/scenario.ts';
import type { Registry } from '../scenario/shape/plan-shape.ts';

export interface BuildOptions {
  readonly model: ModelConfig;
  readonly plan: Plan;
  /** Whether the load is spread evenly over the partitions, whatever the keys. */
  readonly balanced?: boolean;
  /** Where the plan's mitigations are found: the built-in ones unless given. */
  readonly mitigations?: Registry | undefined;
  readonly seed: string;
  readonly replication: number;
  readonly observer: Observer;
}

/** A simulation that has not started. */
export function build(options: BuildOptions): Simulation {
  const { model, plan, balanced = false, mitigations = builtIn, seed, replication, observer } = options;
  const levers: Lever[] = balanced ? [evenSpread()] : [];
  for (const { kind, options: given } of plan.levers) {
    const lever = mitigations[kind]!.create?.(given as never);
    if (lever !== undefined) levers.push(lever);
  }
  return new Simulation(patched(model, plan, mitigations), levers, new Streams(seed, replication), observer);
}
