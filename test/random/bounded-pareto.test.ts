import { describe, expect, test } from 'vitest';
import { BoundedPareto } from '../../src/random/bounded-pareto.ts';
import { Stream } from '../../src/random/stream.ts';
import { boundedParetoMean } from '../../src/theory/bounded-pareto.ts';

describe('BoundedPareto', () => {
  // F(x) = (1 − (6/x)^0.85) / (1 − (6/6,000)^0.85). Share below x of 200,000 samples, within four standard errors.
  test.each([7, 10, 30, 100, 1000, 5000])('has the share of its law below %i', (x) => {
    const law = new BoundedPareto(0.85, 6, 6000);
    const stream = new Stream('pareto');
    const n = 200_000;
    let below = 0;
    for (let i = 0; i < n; i++) if (law.sample(stream) <= x) below++;
    const expected = (1 - (6 / x) ** 0.85) / (1 - (6 / 6000) ** 0.85);
    expect(Math.abs(below / n - expected)).toBeLessThan(4 * Math.sqrt((expected * (1 - expected)) / n));
  });

  test('stays between its ends', () => {
    const law = new BoundedPareto(1.5, 2, 3);
    const stream = new Stream('ends');
    for (let i = 0; i < 10_000; i++) {
      const x = law.sample(stream);
      expect(x >= 2 && x <= 3).toBe(true);
    }
  });

  test.each([
    [0, 1, 2],
    [1, 0, 2],
    [1, 2, 2],
    [1, 1, Number.POSITIVE_INFINITY],
  ])('refuses shape %d from %d to %d', (shape, min, max) => {
    expect(() => new BoundedPareto(shape, min, max)).toThrow(RangeError);
  });
});

describe('boundedParetoMean', () => {
  // By Simpson's rule over ln x, where the integrand x² f(x) is smooth.
  test.each([
    [0.85, 6.6, 10_000],
    [1, 1, 100],
    [2.5, 3, 50],
  ])('of shape %d from %d to %d is the integral', (shape, min, max) => {
    const steps = 20_000;
    const width = Math.log(max / min) / steps;
    const mass = 1 - (min / max) ** shape;
    let integral = 0;
    for (let k = 0; k <= steps; k++) {
      const x = min * Math.exp(k * width);
      const value = (x * shape * (min / x) ** shape) / mass;
      integral += value * (k === 0 || k === steps ? 1 : k % 2 === 1 ? 4 : 2);
    }
    expect(boundedParetoMean(shape, min, max) / ((integral * width) / 3)).toBeCloseTo(1, 6);
  });

  test('of followers is the 75 of F.W4', () => {
    expect(boundedParetoMean(0.85, 6.6, 10_000)).toBeCloseTo(74.96, 1);
  });
});
