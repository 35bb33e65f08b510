import quantile from '@stdlib/stats-base-dists-t-quantile';
import { describe, expect, it } from 'vitest';
import { tQuantile975 } from '../../src/experiment/t-quantile.ts';

describe('the 97.5 % quantile of Student’s t', () => {
  it('agrees with an independent implementation for 1 to 200 degrees of freedom', () => {
    for (let degrees = 1; degrees <= 200; degrees++) {
      expect(tQuantile975(degrees)).toBeCloseTo(quantile(0.975, degrees), 8);
    }
  });

  it('refuses what is no number of degrees', () => {
    for (const degrees of [0, -1, 1.5, Number.NaN]) expect(() => tQuantile975(degrees)).toThrow(RangeError);
  });
});
