/** P.Q1, P.Q2 near saturation, with the T of the run rules for a standard error of L of 1 %. */
import { describe, it } from 'vitest';
import { expectMm1 } from '../support/mm1-law.ts';

describe('M/M/1 near saturation (P.Q1, P.Q2)', () => {
  it.each([
    [0.9, 4222],
    [0.95, 16_421],
  ])('holds, waits, answers and works as derived at ρ = %s', expectMm1);
});
