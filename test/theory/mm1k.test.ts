import { describe, expect, it } from 'vitest';
import * as mm1 from '../../src/theory/mm1.ts';
import * as mm1k from '../../src/theory/mm1k.ts';

const μ = 1000;

describe('M/M/1/K', () => {
  // P.Q5: p_K = (1−ρ)ρ^K/(1−ρ^{K+1}), K counting the one in service; throughput λ(1−p_K); W = L/throughput.
  // The table prints five and four digits: half a unit of the last one.
  it('has the published values', () => {
    expect(mm1k.lossProbability(1200, μ, 50)).toBeCloseTo(0.16668, 5);
    expect(mm1k.throughputPerSecond(1200, μ, 50)).toBeCloseTo(999.98, 2);
    expect(mm1k.meanSojournMs(1200, μ, 50)).toBeCloseTo(45.01, 2);
    expect(mm1k.lossProbability(900, μ, 10)).toBeCloseTo(0.05081, 5);
    expect(mm1k.throughputPerSecond(900, μ, 10)).toBeCloseTo(854.27, 2);
    expect(mm1k.meanSojournMs(900, μ, 10)).toBeCloseTo(4.647, 3);
  });

  // At ρ = 1 all K + 1 states are equally likely: loss 1/(K+1), L = K/2.
  it('needs no special case at λ = μ', () => {
    expect(mm1k.lossProbability(μ, μ, 9)).toBeCloseTo(0.1, 12);
    expect(mm1k.meanNumber(μ, μ, 9)).toBeCloseTo(4.5, 12);
  });

  // The states straight from their law p_k ∝ ρ^k; a dozen roundings: 10 digits.
  it.each([0.3, 0.9, 1.2])('agrees with the sum over its states at ρ = %d', (ρ) => {
    const weights = Array.from({ length: 8 }, (_, k) => ρ ** k);
    const total = weights.reduce((a, b) => a + b);
    expect(mm1k.lossProbability(ρ * μ, μ, 7)).toBeCloseTo(weights[7]! / total, 10);
    expect(mm1k.meanNumber(ρ * μ, μ, 7)).toBeCloseTo(weights.reduce((acc, w, k) => acc + k * w, 0) / total, 10);
  });

  // With ρ = .8 and K = 200 the lost share is below 1e-20, so it is M/M/1 to rounding.
  it('becomes M/M/1 with many places', () => {
    expect(mm1k.meanSojournMs(800, μ, 200)).toBeCloseTo(mm1.meanSojournMs(800, μ), 10);
  });

  it('takes one service time without a load, and throws on nonsense', () => {
    expect(mm1k.meanSojournMs(0, μ, 5)).toBe(1);
    expect(() => mm1k.lossProbability(1, μ, 0)).toThrow(RangeError);
    expect(() => mm1k.lossProbability(-1, μ, 1)).toThrow(RangeError);
  });
});
