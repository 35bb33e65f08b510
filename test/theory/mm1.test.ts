import { describe, expect, it } from 'vitest';
import * as mm1 from '../../src/theory/mm1.ts';

const μ = 1000;

describe('M/M/1', () => {
  // P.Q1: L = ρ/(1−ρ); Wq = ρ/(μ−λ); W = 1/(μ−λ), μ = 1,000/s. Closed forms of a few operations: 12 digits.
  it.each([
    [0.5, 1, 1, 2],
    [0.8, 4, 4, 5],
    [0.9, 9, 9, 10],
  ])('at ρ = %d holds %d, waits %d ms, stays %d ms', (ρ, L, Wq, W) => {
    const λ = ρ * μ;
    expect(mm1.utilisation(λ, μ)).toBe(ρ);
    expect(mm1.meanNumber(λ, μ)).toBeCloseTo(L, 12);
    expect(mm1.meanWaitMs(λ, μ)).toBeCloseTo(Wq, 12);
    expect(mm1.meanSojournMs(λ, μ)).toBeCloseTo(W, 12);
  });

  // P.Q2: q_p = −ln(1−p)/(μ−λ); the table prints four digits.
  it.each([
    [0.5, 1.386, 9.21],
    [0.8, 3.466, 23.03],
    [0.9, 6.931, 46.05],
  ])('at ρ = %d has the median %d ms and the p99 %d ms', (ρ, p50, p99) => {
    expect(mm1.sojournQuantileMs(ρ * μ, μ, 0.5)).toBeCloseTo(p50, 3);
    expect(mm1.sojournQuantileMs(ρ * μ, μ, 0.99)).toBeCloseTo(p99, 2);
  });

  // P(Wq > t) = ρ·e^{−(μ−λ)t}, so the quantile put back into the tail gives 1 − p; below 1 − ρ nobody waits.
  it('inverts the tail of the wait', () => {
    const λ = 800;
    for (const p of [0.3, 0.5, 0.9, 0.999]) {
      const tail = 0.8 * Math.exp((-(μ - λ) * mm1.waitQuantileMs(λ, μ, p)) / 1000);
      expect(tail).toBeCloseTo(1 - p, 12);
    }
    expect(mm1.waitQuantileMs(λ, μ, 0.19)).toBe(0);
    expect(mm1.waitQuantileMs(0, μ, 1)).toBe(0);
  });

  it('is infinite where there is no steady state', () => {
    for (const λ of [1000, 1500]) {
      expect(mm1.utilisation(λ, μ)).toBe(1);
      expect(mm1.meanNumber(λ, μ)).toBe(Infinity);
      expect(mm1.meanWaitMs(λ, μ)).toBe(Infinity);
      expect(mm1.meanSojournMs(λ, μ)).toBe(Infinity);
      expect(mm1.sojournQuantileMs(λ, μ, 0.5)).toBe(Infinity);
      expect(mm1.waitQuantileMs(λ, μ, 0.5)).toBe(Infinity);
    }
  });

  it('throws on nonsense', () => {
    expect(() => mm1.meanNumber(-1, μ)).toThrow('λ is -1, and must be finite and at least 0');
    expect(() => mm1.meanWaitMs(1, 0)).toThrow(RangeError);
    expect(() => mm1.utilisation(Number.NaN, μ)).toThrow(RangeError);
    expect(() => mm1.sojournQuantileMs(1, μ, 1.1)).toThrow('p is 1.1, and must be from 0 to 1');
  });
});
