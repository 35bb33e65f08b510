import { describe, expect, it } from 'vitest';
import { shareCv } from '../../src/theory/ring.ts';

describe('the ring', () => {
  // P.H6, n = 10: √(9/11) = .9045; √(9/1001) = .0948. Digits as printed.
  it('has the published coefficients of variation', () => {
    expect(shareCv(10, 1)).toBeCloseTo(0.905, 3);
    expect(shareCv(10, 100)).toBeCloseTo(0.0948, 4);
  });

  it('gives one node everything, always, and throws on nonsense', () => {
    expect(shareCv(1, 5)).toBe(0);
    expect(() => shareCv(0, 1)).toThrow(RangeError);
    expect(() => shareCv(3, 0)).toThrow(RangeError);
  });
});
