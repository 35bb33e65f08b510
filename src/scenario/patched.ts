/**
 * The configuration under a plan: a copy of the scenario's with the plan's patches applied, in order.
 *
 * A workload that waits for one of the plan's mitigations is awake in it: its `only` is null.
 */
import type { ModelConfig } from '../model/config.ts';
import type { Draft } from '../model/mitigation.ts';
import type { Plan } from './scenario.ts';
import type { Registry } from './shape/plan-shape.ts';

export function patched(model: ModelConfig, plan: Plan, registry: Registry): ModelConfig {
  const draft: Draft = structuredClone(model);
  for (const { kind, options } of plan.levers) registry[kind]?.patch?.(draft, options as never);
  const kinds = plan.levers.map(({ kind }) => kind);
  draft.workload = draft.workload.map((workload) =>
    workload.only !== null && kinds.includes(workload.only) ? { ...workload, only: null } : workload,
  );
  return draft;
}
