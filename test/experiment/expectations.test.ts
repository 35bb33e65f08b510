import { describe, expect, it } from 'vitest';
import { judge } from '../../src/experiment/expectations.ts';
import type { Bound, Expectation } from '../../src/scenario/scenario.ts';

type Runs = Record<string, number | null>[];

function expectation(low: Bound | null, high: Bound | null, metric = 'latencyMs.p99'): Expectation {
  return { plan: 'a', that: 'as written', metric, low, high, during: null, why: null };
}

const absolute = (value: number, strict = false): Bound => ({ value, of: null, strict });
const runs = (metric: string, values: readonly (number | null)[]): Runs => values.map((value) => ({ [metric]: value }));
const verdict = (given: Expectation, byPlan: Record<string, Runs>) => judge(given, (plan) => byPlan[plan]!).verdict;

describe('an expectation is judged on the interval', () => {
  const p99 = (values: readonly (number | null)[]) => ({ a: runs('latencyMs.p99', values) });

  // 9, 10, 11: mean 10, t(2) = 4.303, half width 4.303 / √3 = 2.48, so the interval is 7.5 to 12.5.
  it('holds where all of it is inside the bound', () => {
    expect(verdict(expectation(null, absolute(12.6)), p99([9, 10, 11]))).toBe('held');
    expect(verdict(expectation(absolute(7.4), absolute(12.6)), p99([9, 10, 11]))).toBe('held');
  });

  it('fails where all of it is outside', () => {
    expect(verdict(expectation(null, absolute(7.4)), p99([9, 10, 11]))).toBe('failed');
    expect(verdict(expectation(absolute(12.6), null), p99([9, 10, 11]))).toBe('failed');
  });

  it('is undecided where it straddles, and says how many replications would decide', () => {
    const judged = judge(expectation(null, absolute(11)), () => runs('latencyMs.p99', [9, 10, 11]));
    expect(judged.verdict).toBe('undecided');
    // n·(half width / distance)² = 3 · 2.484² / 1² = 18.5, rounded up, and one more.
    expect(judged.replicationsNeeded).toBe(20);
  });

  it('minds strictness at the bound itself', () => {
    expect(verdict(expectation(null, absolute(5, true)), p99([5, 5]))).toBe('failed');
    expect(verdict(expectation(null, absolute(5)), p99([5, 5]))).toBe('held');
    expect(verdict(expectation(absolute(0), absolute(0)), p99([0, 0]))).toBe('held');
  });

  it('is undecided where the value is unknown', () => {
    expect(verdict(expectation(null, absolute(5)), p99([1, null]))).toBe('undecided');
  });
});

describe('a percentile of outcomes', () => {
  const outcomes = (share: number): Runs => [
    { 'outcomeMs.p99': null, 'requests.failedShare': share, 'requests.offered': 1000 },
  ];
  const bounded = expectation(null, absolute(100), 'outcomeMs.p99');

  it('is infinite where more fail than it allows', () => {
    expect(verdict(bounded, { a: outcomes(0.02) })).toBe('failed');
    expect(verdict(expectation(absolute(100), null, 'outcomeMs.p99'), { a: outcomes(0.02) })).toBe('held');
  });

  it('is unknown where few do, or where they are so few that it may be chance', () => {
    expect(verdict(bounded, { a: outcomes(0.001) })).toBe('undecided');
    const handful = [{ 'outcomeMs.p99': null, 'requests.failedShare': 0.2, 'requests.offered': 5 }];
    expect(verdict(bounded, { a: handful })).toBe('undecided');
  });
});

describe('a bound relative to another plan', () => {
  const half = expectation(null, { value: 0.5, of: 'none', strict: true });

  // Values vary by far more than the plans differ; the paired differences 4 − 10/2, 40 − 100/2 … are all negative.
  it('is judged on the paired differences', () => {
    const a = runs('latencyMs.p99', [4, 40, 4.1]);
    const none = runs('latencyMs.p99', [10, 100, 10]);
    const wide = judge(half, (plan) => (plan === 'a' ? a : none));
    expect(wide.verdict).toBe('undecided');
    const narrow = judge(half, (plan) => (plan === 'a' ? runs('latencyMs.p99', [4, 49, 4]) : none));
    expect(narrow.verdict).toBe('held');
  });

  it('holds against a plan whose outcomes are infinite', () => {
    const infinite = [{ 'outcomeMs.p99': null, 'requests.failedShare': 0.5, 'requests.offered': 1000 }];
    const finite = [{ 'outcomeMs.p99': 12, 'requests.failedShare': 0 }];
    const given = expectation(null, { value: 0.5, of: 'none', strict: true }, 'outcomeMs.p99');
    expect(verdict(given, { a: finite, none: infinite })).toBe('held');
  });
});
