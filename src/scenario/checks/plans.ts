/** Plans: at least one if any are written, each lever once, `none` empty, a baseline that exists. */
import { defaults } from '../defaults.ts';
import { type Problem, quote } from '../issue.ts';
import { suggest } from '../suggest.ts';
import type { Parts } from './parts.ts';

const NONE = 'none';
const LONGEST_NAME = 80;
const PLANS_MOST = 100;

/** The plans that a scenario has: `none` is added where it is the baseline and not written. */
export function planNames(written: readonly string[], baseline: string = defaults.baseline.value): string[] {
  return baseline === NONE && !written.includes(NONE) ? [NONE, ...written] : [...written];
}

export function planProblems({ plans, baseline = defaults.baseline.value }: Parts): Problem[] {
  const written = [...(plans?.keys() ?? [])];
  const problems = [...(plans ?? [])].flatMap(([name, kinds]) => [
    ...nameProblems(name),
    ...leverProblems(name, kinds),
  ]);
  if (plans?.size === 0) {
    const allowed = 'at least one plan, for example cache: [{kind: cache}]; or leave plans out';
    problems.push({ code: 'empty', path: ['plans'], message: 'plans without a plan', allowed });
  }
  if (written.length > PLANS_MOST) {
    problems.push({
      code: 'too-large',
      path: ['plans'],
      onName: true,
      message: `${written.length} plans`,
      allowed: `at most ${PLANS_MOST}`,
    });
  }
  const names = planNames(written, baseline);
  return names.includes(baseline) ? problems : [...problems, unknownPlan(baseline, names, ['baseline'])];
}

/** A plan that does not exist is named. */
export function unknownPlan(name: string, names: readonly string[], path: Problem['path']): Problem {
  const didYouMean = suggest(name, names);
  const problem = { code: 'unknown-plan', path, message: `no plan ${quote(name)}`, allowed: names.join(', ') };
  return didYouMean === undefined ? problem : { ...problem, didYouMean };
}

function nameProblems(name: string): Problem[] {
  if (name.length <= LONGEST_NAME && /^[^\p{Cc}]+$/u.test(name) && name.trim() === name) return [];
  const allowed = `1 to ${LONGEST_NAME} characters on one line, without spaces around them`;
  return [{ code: 'bad-name', path: ['plans', name], onName: true, message: 'not a name for a plan', allowed }];
}

function leverProblems(plan: string, kinds: readonly unknown[]): Problem[] {
  if (plan === NONE && kinds.length > 0) {
    const allowed = 'none: [], and another name for a plan that does something';
    return [
      { code: 'wrong-value', path: ['plans', plan], onName: true, message: 'the plan none does nothing', allowed },
    ];
  }
  return kinds.flatMap((kind, i) => {
    if (kind === undefined || kinds.indexOf(kind) === i) return [];
    const message = `${quote(kind)} is already in this plan`;
    return [
      { code: 'duplicate-lever', path: ['plans', plan, i, 'kind'], message, allowed: 'each kind once in a plan' },
    ];
  });
}
