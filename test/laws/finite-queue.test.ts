import { describe, it } from 'vitest';
import { expectMm1k } from '../support/mm1k-law.ts';

describe('M/M/1/K above saturation (P.Q5)', () => {
  // Published: loss .16668, throughput 999.98/s, W 45.01 ms. At ρ > 1 the server never idles: 1 − loss is departures
  // over arrivals, with a relative error of √(1/λT + 1/μT), which is .6 % of the loss at T = 1,575 s.
  it('loses a sixth of λ = 1,200/s with K = 50', () => expectMm1k(1200, 50, 350_000));

  // p_K at ρ = 2 and K = 1 is λ/(λ+μ) = 2/3, Erlang's loss of one server: there is no queue at all. T = 225 s.
  it('loses two thirds of λ = 2,000/s where nobody may wait', () => expectMm1k(2000, 1, 50_000));
});
