/** Plans that differ in one number alone: the settings of one mitigation, in order. */
import type { Plan, PlanLever } from '../scenario/scenario.ts';
import type { Registry } from '../scenario/shape/plan-shape.ts';
import { formatOption } from '../units/option.ts';
import type { Sweep } from './result.ts';

/** Fewer are no curve. */
const FEWEST = 3;

/** Every option of which three plans or more have different values and nothing else that differs. */
export function sweepsOf(plans: readonly Plan[], mitigations: Registry): Sweep[] {
  const families = new Map<string, Sweep & { readonly points: Sweep['points'][number][] }>();
  for (const { name, levers } of plans) {
    for (const [place, { kind, options }] of levers.entries()) {
      for (const [option, spec] of Object.entries(mitigations[kind]?.options ?? {})) {
        const value = options[option];
        if (typeof value !== 'number') continue;
        const family = JSON.stringify([place, option, levers.map((lever, k) => settled(lever, k === place && option))]);
        const sweep = families.get(family) ?? { kind, option, points: [] };
        sweep.points.push({ plan: name, value, text: formatOption(spec, value) });
        families.set(family, sweep);
      }
    }
  }
  return [...families.values()]
    .filter(({ points }) => new Set(points.map(({ value }) => value)).size >= FEWEST)
    .map((sweep) => ({ ...sweep, points: sweep.points.sort((a, b) => a.value - b.value) }));
}

/** A lever without the option that varies. */
function settled({ kind, options }: PlanLever, varying: string | false): unknown {
  return [kind, Object.entries(options).filter(([name]) => name !== varying)];
}
