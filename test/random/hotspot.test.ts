import { describe, expect, test } from 'vitest';
import { Hotspot } from '../../src/random/hotspot.ts';
import { Stream } from '../../src/random/stream.ts';
import { chiSquareScore } from '../support/chi-square.ts';

describe('Hotspot', () => {
  // 20 % of 50 keys receive 80 % of the operations (F.W1): 8 % for each of 10, 0.5 % for each of 40.
  test('spreads evenly inside and outside the hot set', () => {
    const hotspot = new Hotspot(50, 0.2, 0.8);
    const stream = new Stream('hotspot');
    const n = 200_000;
    const counts = new Uint32Array(50);
    for (let i = 0; i < n; i++) counts[hotspot.sample(stream)]!++;
    const expected = Array.from(counts, (_, rank) => n * (rank < 10 ? 0.08 : 0.005));
    expect(Math.abs(chiSquareScore(counts, expected))).toBeLessThan(4);
  });

  test('the hot set is never empty, and may be everything', () => {
    const stream = new Stream('edges');
    expect(new Hotspot(10, 0.001, 0.8).hotCount).toBe(1);
    const all = new Hotspot(10, 1, 0.1);
    for (let i = 0; i < 1000; i++) expect(all.sample(stream)).toBeLessThan(10);
  });
});
