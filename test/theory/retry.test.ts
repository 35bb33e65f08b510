import { describe, expect, it } from 'vitest';
import { expectedAttempts, retryAtCeiling, successShare } from '../../src/theory/retry.ts';

describe('independent failures', () => {
  // P.R1, N = 3: Σ p^i for i = 0..3 and 1 − p^4: 1 + .1 + .01 + .001 = 1.111, 1 − .0001; 1.875, 1 − 1/16; 4, 0.
  it.each([
    [0, 1, 1],
    [0.1, 1.111, 0.9999],
    [0.5, 1.875, 0.9375],
    [1, 4, 0],
  ])('with p = %d and three retries make %d attempts, and %d succeed', (p, attempts, success) => {
    expect(expectedAttempts(p, 3)).toBeCloseTo(attempts, 12);
    expect(successShare(p, 3)).toBeCloseTo(success, 12);
  });

  it('throws on nonsense', () => {
    expect(() => expectedAttempts(1.5, 3)).toThrow(RangeError);
    expect(() => successShare(0.5, -1)).toThrow(RangeError);
  });
});

describe('retryAtCeiling', () => {
  // P.R13: p = (1 − 1,000/1,500)^{1/3} = .6934; A = 1,000/(1 − p) = 3,261; success C/λ = 66.7 %. Last digit printed.
  it('has the published values', () => {
    const state = retryAtCeiling(1500, 1000, 3);
    expect(state.throttledShare).toBeCloseTo(0.6934, 4);
    expect(state.attemptsPerSecond).toBeCloseTo(3261, 0);
    expect(state.successShare).toBeCloseTo(2 / 3, 12);
  });

  // Its p must agree with the independent model: A = λ·Σ p^i over n attempts, and 1 − p^n succeed. 10 digits of 3 powers.
  it.each([1, 2, 5])('is consistent with independent failures at %d attempts', (n) => {
    const { throttledShare: p, attemptsPerSecond, successShare: success } = retryAtCeiling(2500, 1000, n);
    expect(attemptsPerSecond / (2500 * expectedAttempts(p, n - 1))).toBeCloseTo(1, 10);
    expect(successShare(p, n - 1)).toBeCloseTo(success, 10);
  });

  it('does nothing below the ceiling', () => {
    expect(retryAtCeiling(800, 1000, 3)).toEqual({ throttledShare: 0, attemptsPerSecond: 800, successShare: 1 });
    expect(() => retryAtCeiling(1, 1, 0)).toThrow(RangeError);
  });
});
