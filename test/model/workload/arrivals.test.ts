import { test as property } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ArrivalConfig } from '../../../src/model/config.ts';
import { Arrivals } from '../../../src/model/workload/arrivals.ts';
import { Stream } from '../../../src/random/stream.ts';

type RateStep = ArrivalConfig['steps'][number];

const steps = (...pairs: (readonly [fromMs: number, ratePerSecond: number])[]): RateStep[] =>
  pairs.map(([fromMs, ratePerSecond]) => ({ fromMs, ratePerSecond }));

function times(kind: 'poisson' | 'even', rates: readonly RateStep[], untilMs: number, seed = 'arrivals'): number[] {
  const arrivals = new Arrivals({ kind, steps: rates }, new Stream(seed));
  const log: number[] = [];
  for (arrivals.advance(); arrivals.at < untilMs; arrivals.advance()) log.push(arrivals.at);
  return log;
}

/** Expected arrivals by `at`: the integral of the rate. */
function integral(rates: readonly RateStep[], at: number): number {
  return rates.reduce((total, { fromMs, ratePerSecond }, i) => {
    const until = Math.min(at, rates[i + 1]?.fromMs ?? Number.POSITIVE_INFINITY);
    return total + (Math.max(0, until - fromMs) * ratePerSecond) / 1000;
  }, 0);
}

const anySteps = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 500 }), fc.constantFrom(0, 1, 7, 100, 1000)), {
    minLength: 1,
    maxLength: 6,
  })
  .map((pairs) => {
    let from = 0;
    return pairs.map(([length, ratePerSecond]) => {
      const step = { fromMs: from, ratePerSecond };
      from += length;
      return step;
    });
  });

describe('even arrivals', () => {
  test('come at equal distances', () => {
    expect(times('even', steps([0, 10]), 501)).toEqual([100, 200, 300, 400, 500]);
  });

  // Half a gap is spent at 10/s from 200 to 250, the other half takes 25 ms at 20/s.
  test('spend the rest of a gap at the new rate', () => {
    expect(times('even', steps([0, 10], [250, 20]), 400)).toEqual([100, 200, 275, 325, 375]);
  });

  test('pause where the rate is 0, and stop where it stays so', () => {
    expect(times('even', steps([0, 10], [150, 0], [1000, 10]), 1300)).toEqual([100, 1050, 1150, 1250]);
    expect(times('even', steps([0, 0], [1000, 10]), 1250)).toEqual([1100, 1200]);
    expect(times('even', steps([0, 10], [150, 0]), 1e9)).toEqual([100]);
    expect(times('even', steps([0, 0]), 1e9)).toEqual([]);
    expect(times('even', steps([500, 10]), 750)).toEqual([600, 700]);
  });

  // One arrival per unit of the rate's integral, so the n-th comes where the integral is n.
  property.prop([anySteps], { seed: 1 })('come one per unit of expected arrivals', (rates) => {
    const errors = times('even', rates, 2000).map((at, i) => Math.abs(integral(rates, at) - (i + 1)));
    expect(Math.max(0, ...errors)).toBeLessThan(1e-6);
  });
});

describe('Poisson arrivals', () => {
  // Counts in disjoint stretches are independent Poisson with mean rate·length, standard deviation √mean; 4.5 of them
  // are passed once in 150,000 seeds.
  test('have the counts of their steps', () => {
    const rates = steps([0, 2000], [10_000, 0], [15_000, 300], [35_000, 5000]);
    const log = times('poisson', rates, 40_000);
    const edges = [0, 10_000, 15_000, 35_000, 40_000];
    for (const [i, { ratePerSecond }] of rates.entries()) {
      const [from, to] = [edges[i]!, edges[i + 1]!];
      const mean = (ratePerSecond * (to - from)) / 1000;
      const count = log.filter((at) => at >= from && at < to).length;
      expect(Math.abs(count - mean), `step ${i}`).toBeLessThanOrEqual(4.5 * Math.sqrt(mean));
    }
  });

  // The dispersion of m counts of mean λ, Σ(c − λ)²/λ, is χ² with m degrees of freedom: mean m, variance 2m.
  test('are as irregular as a Poisson process', () => {
    const [cells, mean] = [500, 20];
    const counts = new Float64Array(cells);
    for (const at of times('poisson', steps([0, mean * 1000]), cells)) counts[Math.floor(at)]!++;
    const dispersion = counts.reduce((total, count) => total + (count - mean) ** 2 / mean, 0);
    expect(Math.abs(dispersion - cells)).toBeLessThan(4.5 * Math.sqrt(2 * cells));
  });

  // The gaps of the rate's integral are the stream's unit exponentials, one each: the same draws at any rate.
  property.prop([anySteps], { seed: 1 })('spend one exponential gap of expected arrivals each', (rates) => {
    const stream = new Stream('arrivals');
    let spent = 0;
    const errors = times('poisson', rates, 2000).map((at) => {
      spent += stream.exponential();
      return Math.abs(integral(rates, at) - spent);
    });
    expect(Math.max(0, ...errors)).toBeLessThan(1e-6);
  });

  property.prop([anySteps, fc.string()], { seed: 1 })('never go back', (rates, seed) => {
    const log = times('poisson', rates, 2000, seed);
    expect(log.findIndex((at, i) => i > 0 && at < log[i - 1]!)).toBe(-1);
  });
});
