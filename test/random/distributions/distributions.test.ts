import { describe, expect, test } from 'vitest';
import { Deterministic } from '../../../src/random/distributions/deterministic.ts';
import type { Distribution } from '../../../src/random/distributions/distribution.ts';
import { Empirical } from '../../../src/random/distributions/empirical.ts';
import { Erlang } from '../../../src/random/distributions/erlang.ts';
import { Exponential } from '../../../src/random/distributions/exponential.ts';
import { Hyperexponential } from '../../../src/random/distributions/hyperexponential.ts';
import { Lognormal } from '../../../src/random/distributions/lognormal.ts';
import { Stream } from '../../../src/random/stream.ts';

const SAMPLES = 1_000_000;

/** The mean of a statistic over the samples and the standard error of that mean. */
function estimate(values: Float64Array, statistic: (value: number) => number): { mean: number; error: number } {
  let sum = 0;
  let squares = 0;
  for (const value of values) {
    const term = statistic(value);
    sum += term;
    squares += term * term;
  }
  const mean = sum / values.length;
  return { mean, error: Math.sqrt((squares / values.length - mean * mean) / values.length) };
}

const cases: [string, Distribution][] = [
  ['exponential', new Exponential()],
  ['Erlang 1', new Erlang(1)],
  ['Erlang 4', new Erlang(4)],
  ['hyperexponential, scv 1', new Hyperexponential(1)],
  ['hyperexponential, scv 4', new Hyperexponential(4)],
  ['hyperexponential, scv 20', new Hyperexponential(20)],
  ['lognormal, scv 0.25', new Lognormal(0.25)],
  ['lognormal, scv 3', new Lognormal(3)],
  ['empirical', new Empirical([1, 2, 40], [5, 3, 1])],
];

describe('unit-mean distributions', () => {
  // E[X] = 1 and, as the mean is known, scv = E[(X − 1)²]: both plain averages, so 4 of their own standard errors.
  test.each(cases)('%s has mean 1 and the scv it states', (name, distribution) => {
    const stream = new Stream(name);
    const values = Float64Array.from({ length: SAMPLES }, () => distribution.next(stream));
    const mean = estimate(values, (value) => value);
    const scv = estimate(values, (value) => (value - 1) ** 2);
    expect(Math.abs(mean.mean - 1)).toBeLessThan(4 * mean.error);
    expect(Math.abs(scv.mean - distribution.scv)).toBeLessThan(4 * scv.error);
    expect(values.every((value) => value >= 0)).toBe(true);
  });

  test.each(cases)('%s fills an array with its next draws', (name, distribution) => {
    const [one, many] = [new Stream(name), new Stream(name)];
    const filled = new Float64Array(100);
    distribution.fill(filled, many);
    expect([...filled]).toEqual(Array.from(filled, () => distribution.next(one)));
  });

  test('a deterministic demand is 1', () => {
    expect(new Deterministic().next()).toBe(1);
    expect(new Deterministic().scv).toBe(0);
  });

  // Means (5·1 + 3·2 + 1·40)/9 = 51/9 and squares (5 + 12 + 1600)/9: scv = (1617/9)/(51/9)² − 1.
  test('an empirical list states its own mean and scv', () => {
    const empirical = new Empirical([1, 2, 40], [5, 3, 1]);
    expect(empirical.valuesMean).toBeCloseTo(51 / 9, 14);
    expect(empirical.scv).toBeCloseTo((1617 * 9) / 51 ** 2 - 1, 12);
  });

  test('impossible shapes are refused', () => {
    expect(() => new Erlang(0)).toThrow(RangeError);
    expect(() => new Erlang(1.5)).toThrow(RangeError);
    expect(() => new Hyperexponential(0.9)).toThrow(RangeError);
    expect(() => new Lognormal(0)).toThrow(RangeError);
    expect(() => new Empirical([])).toThrow(RangeError);
    expect(() => new Empirical([0, 0])).toThrow(RangeError);
    expect(() => new Empirical([3, -1])).toThrow(RangeError);
    expect(() => new Empirical([1, 2], [1])).toThrow(RangeError);
  });
});
