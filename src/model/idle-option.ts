/** Options that are heard only where others are set for it: which of them was written in vain. */
import type { Objection } from './mitigation.ts';

/** Options that need the others to be in a certain way; `allowed` says which. */
export interface Condition<Chosen> {
  readonly names: readonly (keyof Chosen & string)[];
  isMet(chosen: Chosen): boolean;
  readonly allowed: string;
}

/** The first option in `given`, those that are written out, that changes nothing; null: all of them are heard. */
export function idleOption<Chosen>(
  conditions: readonly Condition<Chosen>[],
  chosen: Chosen,
  given: ReadonlySet<string>,
): Objection | null {
  for (const { names, isMet, allowed } of conditions) {
    const option = isMet(chosen) ? undefined : names.find((name) => given.has(name));
    if (option !== undefined) return { option, message: 'changes nothing here', allowed };
  }
  return null;
}
