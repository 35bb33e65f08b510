/** Plans as written → plans with every option filled in, and the words to show them by. */
import { defaultOf } from '../../units/option.ts';
import { planNames } from '../checks/plans.ts';
import type { Plan, PlanLever } from '../scenario.ts';
import type { LeverDraft, Registry } from '../shape/plan-shape.ts';

type Drafts = Readonly<Record<string, readonly LeverDraft[]>>;
type Written = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

/** `written` is the same data before its options were parsed. */
export function resolvePlans(drafts: Drafts, written: Written, baseline: string, registry: Registry): Plan[] {
  return planNames(Object.keys(drafts), baseline).map((name) => ({
    name,
    levers: (drafts[name] ?? []).map((draft, i) => leverOf(draft, written[name]![i]!, registry)),
  }));
}

function leverOf(draft: LeverDraft, written: Readonly<Record<string, unknown>>, registry: Registry): PlanLever {
  const table = Object.values(registry).find(({ kind }) => kind === draft.kind)!.options;
  const options = Object.entries(table)
    .map(([name, spec]) => [name, draft[name] ?? defaultOf(spec)] as const)
    .filter(([, value]) => value !== undefined);
  return { kind: draft.kind, options: Object.fromEntries(options), text: textOf(written) };
}

/** `cache(ttl 5s, keys [a, b])` */
function textOf({ kind, ...options }: Readonly<Record<string, unknown>>): string {
  const words = Object.entries(options).map(
    ([name, value]) => `${name} ${Array.isArray(value) ? `[${value.join(', ')}]` : value}`,
  );
  return words.length === 0 ? `${kind}` : `${kind}(${words.join(', ')})`;
}
