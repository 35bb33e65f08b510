import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AMOUNT, plain, scaled } from '../../src/units/decimal.ts';

describe('plain', () => {
  it.each([
    [0, 0, '0'],
    [1e21, 0, '1000000000000000000000'],
    [1.5e-9, 0, '0.0000000015'],
    [0.07, 2, '7'],
    [1234, -6, '0.001234'],
    [12, 3, '12000'],
    [-0.5, 1, '-5'],
  ])('writes %d × 10^%d as %s', (value, shift, text) => {
    expect(plain(value, shift)).toBe(text);
  });

  it('is undone by scaled, whatever the shift', () => {
    const whole = new RegExp(`^${AMOUNT}$`);
    fc.assert(
      fc.property(
        fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }),
        fc.integer({ min: -12, max: 12 }),
        (x, n) => {
          const text = plain(x, -n);
          expect(text).toMatch(whole);
          expect(scaled(text, n)).toBe(x + 0);
        },
      ),
      { seed: 1, numRuns: 2000 },
    );
  });
});
