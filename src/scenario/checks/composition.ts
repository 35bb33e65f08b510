/**
 * Mitigations of which one could never act, because another in the plan decides the same.
 *
 * Before-slots are asked in list order until one has an opinion, so of two that split the requests of a key, or take its
 * writes over, only the first is ever asked; a server takes its next from one line, and a key is found by one rule. Of each
 * kind there is at most one in a plan as it is, see plans.ts.
 */
import type { LeverDef } from '../../model/mitigation.ts';
import { type Problem, quote } from '../issue.ts';
import type { PlanLever, Scenario } from '../scenario.ts';
import type { Registry } from '../shape/plan-shape.ts';

type Matter = NonNullable<LeverDef['decides']> | 'order';

/** Key by key, or once for the whole plan. */
const MATTERS: Readonly<Record<Matter, { readonly what: string; readonly isByKey: boolean }>> = {
  legs: { what: 'what a request is split into', isByKey: true },
  writes: { what: 'who takes a write over', isByKey: true },
  placement: { what: 'how keys find their partition', isByKey: false },
  order: { what: 'who is next at a partition', isByKey: false },
};

export function compositionProblems(scenario: Scenario, registry: Registry): Problem[] {
  return scenario.plans.flatMap(({ name, levers }) =>
    levers.flatMap((lever, i) => {
      const matter = matterOf(registry[lever.kind]);
      if (matter === undefined) return [];
      const isSame = (other: PlanLever) => matterOf(registry[other.kind]) === matter && covers(other, lever);
      const before = levers.slice(0, i).find(isSame);
      if (before === undefined) return [];
      return [{ code: 'never-acts', path: ['plans', name, i, 'kind'], ...clash(matter, lever.kind, before.kind) }];
    }),
  );
}

function matterOf(def: LeverDef | undefined): Matter | undefined {
  return def?.discipline === undefined ? def?.decides : 'order';
}

function clash(matter: Matter, kind: string, before: string): Pick<Problem, 'message' | 'allowed'> {
  const { what, isByKey } = MATTERS[matter];
  if (!isByKey) {
    return {
      message: `${quote(kind)} decides ${what}, and so does ${quote(before)}`,
      allowed: 'one of them in a plan',
    };
  }
  return {
    message: `${quote(kind)} would never act: ${quote(before)} before it decides ${what}, for the same keys`,
    allowed: 'one of the two, keys of its own for each, or the one with fewer keys first',
  };
}

/** Whether every key that `inner` looks after is one of `outer`'s; who is there for some workloads only leaves the rest to others. */
function covers(outer: PlanLever, inner: PlanLever): boolean {
  if (outer.options.workloads !== undefined) return false;
  const [wide, narrow] = [patternsOf(outer), patternsOf(inner)];
  if (wide === null) return true;
  return narrow?.every((pattern) => wide.some((other) => contains(other, pattern))) ?? false;
}

/** Null: all keys. */
function patternsOf({ options }: PlanLever): readonly string[] | null {
  return (options.keys as readonly string[] | undefined) ?? null;
}

/** Whether all names that match `inner` match `outer`; a `*` at the end stands for any rest. */
function contains(outer: string, inner: string): boolean {
  return outer.endsWith('*') ? inner.startsWith(outer.slice(0, -1)) : outer === inner;
}
