/** Expectations speak of plans, windows and metrics that exist, in bounds that fit. */
import { isMetric, metricOf } from '../../metrics/catalogue.ts';
import { parseClaim, unknownMetric, type Vocabulary } from '../expectation.ts';
import { type Problem, quote } from '../issue.ts';
import { suggest } from '../suggest.ts';
import type { Parts } from './parts.ts';
import { unknownPlan } from './plans.ts';

/** An objective names metrics that exist. */
export function objectiveProblems({ objective = [] }: Parts, { workloads }: Vocabulary): Problem[] {
  return objective.flatMap((name, i) => {
    return isMetric(name, workloads) ? [] : [{ ...unknownMetric(name, workloads), path: ['objective', i] }];
  });
}

export function expectationProblems({ expect, windows }: Parts, words: Vocabulary): Problem[] {
  return expect.flatMap(({ plan, that, during }, i) => {
    const problems: Problem[] = [];
    if (plan !== undefined && !words.plans.includes(plan))
      problems.push(unknownPlan(plan, words.plans, ['expect', i, 'plan']));
    if (during !== undefined && !windows.has(during)) problems.push(unknownWindow(during, [...windows.keys()], i));
    const claim = that === undefined ? undefined : parseClaim(that, words);
    if (claim?.ok === false) problems.push({ ...claim.fault, path: ['expect', i, 'that'] });
    else if (claim && during !== undefined) problems.push(...unwindowed(claim.claim.metric, words, i));
    return problems;
  });
}

/** Some metrics exist for the whole run only. */
function unwindowed(metric: string, { workloads }: Vocabulary, i: number): Problem[] {
  if (metricOf(metric, workloads)?.scope !== 'run') return [];
  const message = `${metric} is a number of the whole run`;
  return [{ code: 'wrong-value', path: ['expect', i, 'during'], message, allowed: 'leave during out' }];
}

function unknownWindow(name: string, names: readonly string[], i: number): Problem {
  const didYouMean = suggest(name, names);
  const allowed = names.length > 0 ? names.join(', ') : 'a name from windows, which this scenario does not have';
  const problem = {
    code: 'unknown-window',
    path: ['expect', i, 'during'],
    message: `no window ${quote(name)}`,
    allowed,
  };
  return didYouMean === undefined ? problem : { ...problem, didYouMean };
}
