import { describe, expect, it } from 'vitest';
import { loads, nonNegative, positive, probability, whole } from '../../src/theory/domain.ts';

describe('the domain of the closed forms', () => {
  it('lets the edges in', () => {
    expect(() => {
      nonNegative({ x: 0 });
      positive({ x: Number.MIN_VALUE });
      whole({ x: 1 }, 1);
      probability({ p: 0, q: 1 });
      loads([0]);
    }).not.toThrow();
  });

  it('names what is wrong, the value and what is allowed', () => {
    expect(() => nonNegative({ a: 1, b: -1 })).toThrow(new RangeError('b is -1, and must be finite and at least 0'));
    expect(() => nonNegative({ b: Infinity })).toThrow(RangeError);
    expect(() => positive({ b: 0 })).toThrow(new RangeError('b is 0, and must be finite and above 0'));
    expect(() => whole({ K: 0 }, 1)).toThrow(new RangeError('K is 0, and must be a whole number from 1'));
    expect(() => probability({ p: Number.NaN })).toThrow(new RangeError('p is NaN, and must be from 0 to 1'));
    expect(() => loads([1, -2])).toThrow(new RangeError('load 1 is -2, and must be finite and at least 0'));
    expect(() => loads([])).toThrow(new RangeError('no loads were given'));
  });
});
