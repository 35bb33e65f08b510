import { describe, expect, test } from 'vitest';
import { fnv64Modulo } from '../../src/random/fnv64.ts';
import { Stream } from '../../src/random/stream.ts';
import { YcsbScrambled } from '../../src/random/ycsb-scrambled.ts';

describe('YcsbScrambled', () => {
  // P.H5: whatever the table size, rank 0 takes 1/ζ = 1/26.469 = 3.78 % and rank 1 takes 0.5^0.99/ζ = 1.90 %, plus at
  // most 1 % of collisions. 10^6 samples: SE 0.5 % and 0.7 % of the values; tolerance of the row: 2 %, at 3 SE here.
  test.each([10_000, 1_000_000])('the two hottest of %i keys (P.H5)', (count) => {
    const ycsb = new YcsbScrambled(count);
    const stream = new Stream('ycsb');
    const counts = new Uint32Array(count);
    const n = 1_000_000;
    for (let i = 0; i < n; i++) counts[ycsb.sample(stream)]!++;
    const first = fnv64Modulo(0, count);
    const second = fnv64Modulo(1, count);
    expect(Math.abs(counts[first]! / n / 0.0378 - 1)).toBeLessThan(0.02);
    expect(Math.abs(counts[second]! / n / 0.019 - 1)).toBeLessThan(0.02);
    expect(counts.indexOf(counts.reduce((a, b) => Math.max(a, b)))).toBe(first);
  });
});
