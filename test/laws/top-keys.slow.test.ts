/**
 * P.H1: of N keys under Zipf's law the m hottest take H(m, s)/H(N, s) of the requests: for a million keys, the top key
 * .0650 at s = .99 and .0695 at s = 1, the top 1 % .664 and .680. Published tolerance 1 %.
 */
import { describe, it } from 'vitest';
import { topShare } from '../../src/theory/zipf.ts';
import { draw, millionKeys } from '../support/popularity-law.ts';
import { expectRelative } from '../support/relative.ts';

describe.each([0.99, 1])('Zipf over a million keys at s = %s (P.H1)', (exponent) => {
  // Under `range` the name of the hottest key alone sorts before `key:1`. Error .33 %.
  it('gives the top key its share', () => {
    const result = draw(1_350_000, millionKeys(exponent), 2, { kind: 'range', boundaries: ['key:1'] });
    const share = result.mean('partition.0.throughputPerSecond') / result.mean('throughput.perSecond');
    expectRelative(share, topShare(1_000_000, exponent, 1), 0.01);
  });

  // Neighbouring keys share a partition under `range`, so the first of a hundred holds the top 1 %. Error .22 %.
  it('gives the top 1 % their share', () => {
    const result = draw(100_000, millionKeys(exponent), 100, { kind: 'range', boundaries: null });
    expectRelative(result.mean('load.topShare'), topShare(1_000_000, exponent, 10_000), 0.01);
  });
});
