/** The advice in the one-line problem that a reader of units gives, without what was got. */
import { refuse } from '../units/parsed.ts';

/** `from 1 to 5` of `got 7: allowed is from 1 to 5`. */
export function adviceOf(raw: unknown, problem: string): string {
  return problem.slice(refuse(raw, '').problem.length).replace(/^(write|allowed is) /, '');
}
