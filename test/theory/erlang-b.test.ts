import { describe, expect, it } from 'vitest';
import { lossProbability } from '../../src/theory/erlang-b.ts';

describe('Erlang B', () => {
  // B(a, c) = (a^c/c!) / Σ a^k/k!, evaluated term by term where factorials are still small. Both sides take some twenty
  // roundings of 1e-16 each: 12 digits.
  it.each([
    [0.5, 1],
    [3.2, 4],
    [10, 12],
  ])('agrees with the factorials at a = %d, c = %d', (a, c) => {
    let term = 1;
    let sum = 1;
    for (let k = 1; k <= c; k++) sum += term *= a / k;
    expect(lossProbability(a, 1, c)).toBeCloseTo(term / sum, 12);
  });

  it('loses everything without a server and nothing without a load', () => {
    expect(lossProbability(5, 1, 0)).toBe(1);
    expect(lossProbability(0, 1, 3)).toBe(0);
  });

  // As c and a grow with a/c = 2 fixed, the loss tends to 1 − c/a = 1/2; the factorials would have overflowed.
  it('stands large systems', () => {
    expect(lossProbability(20_000, 1, 10_000)).toBeCloseTo(0.5, 3);
  });

  it('throws on nonsense', () => {
    expect(() => lossProbability(1, 1, 1.5)).toThrow('servers is 1.5, and must be a whole number from 0');
  });
});
