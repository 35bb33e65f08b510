import { describe, expect, it } from 'vitest';
import * as mm1 from '../../src/theory/mm1.ts';
import * as mmc from '../../src/theory/mmc.ts';

describe('M/M/c', () => {
  // P.Q7: c = 4, μ = 100/s each, λ = 320/s: a = 3.2, ρ = .8; C = .5964; Wq = C/(cμ−λ) = .5964/80 s; W = Wq + 10 ms.
  // Tolerances are the last digit printed.
  it('has the published values with four servers', () => {
    expect(mmc.waitProbability(320, 100, 4)).toBeCloseTo(0.5964, 4);
    expect(mmc.meanWaitMs(320, 100, 4)).toBeCloseTo(7.455, 3);
    expect(mmc.meanSojournMs(320, 100, 4)).toBeCloseTo(17.46, 2);
    expect(mm1.meanSojournMs(80, 100)).toBeCloseTo(50, 12);
  });

  // With one server Erlang C is ρ, and all of it is M/M/1.
  it('is M/M/1 with one server', () => {
    expect(mmc.waitProbability(800, 1000, 1)).toBeCloseTo(0.8, 12);
    expect(mmc.meanWaitMs(800, 1000, 1)).toBeCloseTo(mm1.meanWaitMs(800, 1000), 12);
    expect(mmc.meanSojournMs(800, 1000, 1)).toBeCloseTo(mm1.meanSojournMs(800, 1000), 12);
  });

  it('makes everyone wait for ever where there is no steady state', () => {
    expect(mmc.waitProbability(400, 100, 4)).toBe(1);
    expect(mmc.meanWaitMs(400, 100, 4)).toBe(Infinity);
    expect(mmc.meanSojournMs(500, 100, 4)).toBe(Infinity);
  });

  it('throws on nonsense', () => {
    expect(() => mmc.waitProbability(1, 1, 0)).toThrow(RangeError);
    expect(() => mmc.meanWaitMs(-1, 1, 1)).toThrow(RangeError);
  });
});
