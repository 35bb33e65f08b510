/** P.Q1, P.Q2 at loads that settle quickly; T is what the run rules ask for a standard error of L of 1 % or better. */
import { describe, it } from 'vitest';
import { expectMm1 } from '../support/mm1-law.ts';

describe('M/M/1 (P.Q1, P.Q2)', () => {
  it.each([
    [0.5, 600],
    [0.8, 1125],
  ])('holds, waits, answers and works as derived at ρ = %s', expectMm1);
});
