/** What a plan's mitigations say must go together, and with the rest of the scenario that their options name. */
import { type Problem, quote } from '../issue.ts';
import type { Plan, Scenario } from '../scenario.ts';
import type { Registry } from '../shape/plan-shape.ts';

export function fitProblems({ model, plans }: Scenario, registry: Registry): Problem[] {
  return plans.flatMap((plan) => [
    ...disciplineProblems(plan, registry),
    ...plan.levers.flatMap(({ kind, options }, i) => {
      const misfit = registry[kind]?.misfit?.(options as never, model) ?? null;
      if (misfit === null) return [];
      const { option, message, allowed } = misfit;
      return [{ code: 'misfit', path: ['plans', plan.name, i, option], message, allowed }];
    }),
  ]);
}

/** A server can take its next from one line only. */
function disciplineProblems({ name, levers }: Plan, registry: Registry): Problem[] {
  const isDiscipline = (kind: string): boolean => registry[kind]?.discipline !== undefined;
  const first = levers.findIndex(({ kind }) => isDiscipline(kind));
  return levers.flatMap(({ kind }, i) => {
    if (!isDiscipline(kind) || i === first) return [];
    const message = `${quote(kind)} says who is next at a partition, and so does ${quote(levers[first]!.kind)}`;
    return [{ code: 'second-discipline', path: ['plans', name, i, 'kind'], message, allowed: 'one of them in a plan' }];
  });
}
