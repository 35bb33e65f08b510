/**
 * Expectations, judged on the interval: held or failed only if all of it lies on one side of the bound.
 *
 * A bound relative to another plan is judged on the paired differences. A percentile of outcomes that falls on a
 * failure is infinite, not unknown.
 */
import type { Bound, Expectation } from '../scenario/scenario.ts';
import { estimate } from './estimate.ts';
import type { Estimate, ExpectationResult, Verdict } from './result.ts';

/** Fewer failures than this do not make a percentile infinite: they may be chance. */
const FEWEST_FAILURES = 10;

type Runs = readonly Readonly<Record<string, number | null>>[];

/** @param runsOf the metrics of every replication of a plan. */
export function judge(expectation: Expectation, runsOf: (plan: string) => Runs): ExpectationResult {
  const name = expectation.during === null ? expectation.metric : `${expectation.during}:${expectation.metric}`;
  const values = runsOf(expectation.plan).map((metrics) => measuredValue(metrics, name));
  const sides = [side(expectation.low, 1), side(expectation.high, -1)].flatMap((found) =>
    found === null ? [] : [found],
  );
  const judged = sides.map(({ bound, sign }) => {
    const margins = values.map((value, k) => marginOf(value, bound, sign, runsOf, name, k));
    return { margins, verdict: verdictOf(margins, bound.strict) };
  });
  const verdict = together(judged.map((one) => one.verdict));
  return {
    plan: expectation.plan,
    that: expectation.that,
    during: expectation.during,
    why: expectation.why,
    verdict,
    value: estimate(values.map((value) => (value === null || Number.isFinite(value) ? value : null))),
    bound: sides.map(({ bound, sign }) => inWords(bound, sign)).join(' and '),
    replicationsNeeded:
      verdict === 'undecided' ? Math.max(...judged.map((one) => needed(one.margins, one.verdict))) || null : null,
  };
}

/** The value of a metric; Infinity where a percentile of outcomes falls on a failure; null where unknown. */
function measuredValue(metrics: Readonly<Record<string, number | null>>, name: string): number | null {
  const value = metrics[name];
  if (value != null) return value;
  const quantile = /^(.*)outcomeMs\.p(\d+)$/.exec(name);
  if (quantile === null) return null;
  const failed = metrics[`${quantile[1]}requests.failedShare`];
  const beyond = 1 - Number(`0.${quantile[2]}`);
  const offered = metrics[`${quantile[1]}requests.offered`] ?? 0;
  return failed != null && failed > beyond && failed * offered >= FEWEST_FAILURES ? Number.POSITIVE_INFINITY : null;
}

function side(bound: Bound | null, sign: 1 | -1): { bound: Bound; sign: 1 | -1 } | null {
  return bound === null ? null : { bound, sign };
}

/** How far a value is on the right side of a bound; negative on the wrong one. */
function marginOf(
  value: number | null,
  bound: Bound,
  sign: 1 | -1,
  runsOf: (plan: string) => Runs,
  name: string,
  replication: number,
): number | null {
  const other = bound.of === null ? 1 : measuredValue(runsOf(bound.of)[replication]!, name);
  if (value === null || other === null) return null;
  const margin = sign * (value - bound.value * other);
  return Number.isNaN(margin) ? null : margin;
}

function verdictOf(margins: readonly (number | null)[], strict: boolean): Verdict {
  if (margins.some((margin) => margin === null)) return 'undecided';
  if (margins.every((margin) => margin === Number.NEGATIVE_INFINITY)) return 'failed';
  if (margins.every((margin) => margin === Number.POSITIVE_INFINITY)) return 'held';
  if (margins.some((margin) => !Number.isFinite(margin!))) return 'undecided';
  const { low, high } = estimate(margins);
  if (strict ? low! > 0 : low! >= 0) return 'held';
  return (strict ? high! <= 0 : high! < 0) ? 'failed' : 'undecided';
}

function together(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes('failed')) return 'failed';
  return verdicts.includes('undecided') ? 'undecided' : 'held';
}

/** Replications after which the interval, shrinking as 1/√n, would clear the bound; 0 where that cannot be told. */
function needed(margins: readonly (number | null)[], verdict: Verdict): number {
  if (verdict !== 'undecided' || margins.some((margin) => margin === null || !Number.isFinite(margin))) return 0;
  const { mean, low, n }: Estimate = estimate(margins);
  if (n === 1 || mean === 0) return 0;
  return Math.ceil(n * ((mean! - low!) / mean!) ** 2) + 1;
}

function inWords(bound: Bound, sign: 1 | -1): string {
  const word = sign === 1 ? (bound.strict ? '>' : '≥') : bound.strict ? '<' : '≤';
  return `${word} ${bound.of === null ? bound.value : `${bound.value} × ${bound.of}`}`;
}
