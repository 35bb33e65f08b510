/**
 * An order of mitigations in which one of them could never act: another stands before it and decides the same, for the
 * same keys.
 *
 * Before-slots are asked in list order until one has an opinion, so of two that split the requests of a key, or take its
 * writes over, only the first is ever asked. Of each kind there is at most one in a plan as it is, see plans.ts.
 */
import type { LeverDef } from '../../model/mitigation.ts';
import { type Problem, quote } from '../issue.ts';
import type { PlanLever, Scenario } from '../scenario.ts';
import type { Registry } from '../shape/plan-shape.ts';

const MATTERS: Readonly<Record<NonNullable<LeverDef['decides']>, string>> = {
  legs: 'what a request is split into',
  writes: 'who takes a write over',
};

export function compositionProblems(scenario: Scenario, registry: Registry): Problem[] {
  return scenario.plans.flatMap(({ name, levers }) =>
    levers.flatMap((lever, i) => {
      const matter = registry[lever.kind]?.decides;
      if (matter === undefined) return [];
      const isBefore = (other: PlanLever) => registry[other.kind]?.decides === matter && covers(other, lever);
      const before = levers.slice(0, i).find(isBefore);
      if (before === undefined) return [];
      const message = `${quote(lever.kind)} would never act: ${quote(before.kind)} before it decides ${MATTERS[matter]}, for the same keys`;
      const allowed = 'one of the two, keys of its own for each, or the one with fewer keys first';
      return [{ code: 'never-acts', path: ['plans', name, i, 'kind'], message, allowed }];
    }),
  );
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
