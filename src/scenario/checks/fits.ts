/** What a plan's mitigations have against the rest of the scenario, as the plan has it, that their options name. */
import type { Problem } from '../issue.ts';
import { patched } from '../patched.ts';
import type { Scenario } from '../scenario.ts';
import type { Registry } from '../shape/plan-shape.ts';

export function fitProblems({ model, plans }: Scenario, registry: Registry): Problem[] {
  return plans.flatMap((plan) => {
    const config = patched(model, plan, registry);
    return plan.levers.flatMap(({ kind, options }, i) => {
      const misfit = registry[kind]?.misfit?.(options as never, config) ?? null;
      if (misfit === null) return [];
      const { option, message, allowed } = misfit;
      return [{ code: 'misfit', path: ['plans', plan.name, i, option], message, allowed }];
    });
  });
}
