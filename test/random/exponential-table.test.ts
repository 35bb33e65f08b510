import { describe, expect, test } from 'vitest';
import { minusLogOfComplement } from '../../src/random/exponential-table.ts';

const exact = (k: number) => -Math.log1p(-k / 2 ** 32);

describe('minusLogOfComplement', () => {
  test('is exactly 0 at k = 0 and 32 ln 2 at the other end', () => {
    expect(minusLogOfComplement(0)).toBe(0);
    expect(minusLogOfComplement(2 ** 32 - 1)).toBeCloseTo(32 * Math.LN2, 10);
  });

  test('is within 2e-11 everywhere: a fine grid, both ends and both sides of every power of two', () => {
    const ks = [];
    for (let k = 0; k < 2 ** 32; k += 9973) ks.push(k);
    for (let i = 0; i < 3000; i++) ks.push(i, 2 ** 32 - 1 - i);
    for (let e = 0; e < 32; e++) for (let d = -2; d <= 2; d++) ks.push(2 ** e + d, 2 ** 32 - 2 ** e + d);
    let worst = 0;
    for (const k of ks) {
      if (k < 0 || k >= 2 ** 32) continue;
      worst = Math.max(worst, Math.abs(minusLogOfComplement(k) - exact(k)));
    }
    expect(worst).toBeLessThan(2e-11);
  });

  test('is positive right beside 0', () => {
    let smallest = Infinity;
    for (let k = 1; k < 100_000; k++) smallest = Math.min(smallest, minusLogOfComplement(k));
    expect(smallest).toBeGreaterThan(0);
  });
});
