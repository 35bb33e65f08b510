import { describe, it } from 'vitest';
import { expectMm1k } from '../support/mm1k-law.ts';

describe('M/M/1/K below saturation (P.Q5)', () => {
  // Published: loss .05081, throughput 854.27/s, W 4.647 ms. Losses come in bursts while the queue is full, so five
  // runs of 1,350 s still scatter by .6 %.
  it('loses a twentieth of λ = 900/s with K = 10', () => expectMm1k(900, 10, 1_500_000));
});
