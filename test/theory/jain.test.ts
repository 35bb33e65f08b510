import { describe, expect, it } from 'vitest';
import { fairness } from '../../src/theory/jain.ts';

describe("Jain's index", () => {
  // k of n share evenly, the rest get nothing: (kx)²/(n·kx²) = k/n.
  it.each([1, 3, 10])('is k/n when k = %d of ten share everything', (k) => {
    expect(fairness(Array.from({ length: 10 }, (_, i) => (i < k ? 7 : 0)))).toBeCloseTo(k / 10, 12);
  });

  it('is 1 where nobody got anything, and throws on nonsense', () => {
    expect(fairness([0, 0])).toBe(1);
    expect(() => fairness([])).toThrow('no loads were given');
    expect(() => fairness([-1])).toThrow(RangeError);
  });
});
