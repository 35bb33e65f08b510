import { describe, expect, it } from 'vitest';
import * as mg1 from '../../src/theory/mg1.ts';
import * as mm1 from '../../src/theory/mm1.ts';

const μ = 1000;

describe('M/G/1', () => {
  // P.Q9: Pollaczek–Khinchine with scv = 0 halves the wait of M/M/1: ρ/(2(μ−λ)).
  it.each([
    [0.8, 2],
    [0.9, 4.5],
  ])('with deterministic service at ρ = %d waits %d ms', (ρ, Wq) => {
    expect(mg1.meanWaitMs(ρ * μ, μ, 0)).toBeCloseTo(Wq, 12);
    expect(mg1.meanSojournMs(ρ * μ, μ, 0)).toBeCloseTo(Wq + 1, 12);
  });

  it('is M/M/1 at scv = 1', () => {
    expect(mg1.meanWaitMs(800, μ, 1)).toBe(mm1.meanWaitMs(800, μ));
    expect(mg1.meanNumber(800, μ, 1)).toBeCloseTo(mm1.meanNumber(800, μ), 12);
    expect(mg1.meanNumber(0, μ, 1)).toBe(0);
  });

  it('is infinite where there is no steady state, and throws on nonsense', () => {
    expect(mg1.meanSojournMs(1000, μ, 0)).toBe(Infinity);
    expect(mg1.meanNumber(1000, μ, 0)).toBe(Infinity);
    expect(() => mg1.meanWaitMs(1, μ, -1)).toThrow(RangeError);
  });
});
