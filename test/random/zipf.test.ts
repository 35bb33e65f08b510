import { describe, expect, test } from 'vitest';
import type { Ranks } from '../../src/random/ranks.ts';
import { RejectionInversionZipf } from '../../src/random/rejection-inversion.ts';
import { Stream } from '../../src/random/stream.ts';
import { Zipf } from '../../src/random/zipf.ts';
import { chiSquareScore, twoSampleScore } from '../support/chi-square.ts';

const SAMPLES = 1_000_000;

/** Cells of ranks: 0…19 alone, then doubling ranges, so that every cell is well filled. */
function cellEdges(count: number): number[] {
  const edges = Array.from({ length: Math.min(20, count) + 1 }, (_, i) => i);
  for (let edge = 40; edge < count; edge *= 2) edges.push(edge);
  if (count > 20) edges.push(count);
  return edges;
}

function sampleCells(ranks: Ranks, edges: readonly number[], seed: string): Uint32Array {
  const stream = new Stream(seed);
  const cells = new Uint32Array(edges.length - 1);
  for (let i = 0; i < SAMPLES; i++) {
    const rank = ranks.sample(stream);
    let cell = 0;
    while (rank >= edges[cell + 1]!) cell++;
    cells[cell]!++;
  }
  return cells;
}

function expectedCells(zipf: Zipf, edges: readonly number[]): number[] {
  return edges.slice(1).map((edge, i) => SAMPLES * (zipf.topShare(edge) - zipf.topShare(edges[i]!)));
}

describe('Zipf', () => {
  // P.H1: shares of the top key, the top 100 and the top 1 % of 10^6 keys, published to three digits.
  test.each([
    [0.99, 0.065, 0.344, 0.664],
    [1.0, 0.0695, 0.36, 0.68],
  ])('exact shares at s = %d (P.H1)', (exponent, top, top100, topPercent) => {
    const zipf = new Zipf(1_000_000, exponent);
    expect(zipf.topShare(1) / top).toBeCloseTo(1, 2);
    expect(zipf.topShare(100) / top100).toBeCloseTo(1, 2);
    expect(zipf.topShare(10_000) / topPercent).toBeCloseTo(1, 2);
    expect(zipf.topShare(1_000_000)).toBe(1);
  });

  // P(rank) = (rank + 1)^-s / H(n, s). A chi-square score beyond 4 is a one in 30,000 event.
  test.each([
    [10, 1.2],
    [10_000, 1.1],
    [1_000_000, 0.99],
    [1_000_000, 0],
    [1_500_000, 0.5],
    [50, 2.68],
  ])('a million samples of %i keys at s = %d follow the weights', (count, exponent) => {
    const zipf = new Zipf(count, exponent);
    const edges = cellEdges(count);
    const expected = expectedCells(zipf, edges);
    expect(Math.abs(chiSquareScore(sampleCells(zipf, edges, 'table'), expected))).toBeLessThan(4);
  });

  test.each([
    [10, 0],
    [10_000, 0.5],
    [10_000, 1],
    [1_000_000, 0.99],
    [1000, 2.68],
  ])('rejection-inversion agrees with the table: %i keys, s = %d', (count, exponent) => {
    const zipf = new Zipf(count, exponent);
    const edges = cellEdges(count).filter((edge) => edge === count || zipf.topShare(edge) < 0.9999);
    const tableless = sampleCells(new RejectionInversionZipf(count, exponent), edges, 'rejection');
    expect(Math.abs(twoSampleScore(tableless, sampleCells(zipf, edges, 'table')))).toBeLessThan(4);
    expect(Math.abs(chiSquareScore(tableless, expectedCells(zipf, edges)))).toBeLessThan(4);
  });

  test('a billion keys need no table', () => {
    const zipf = new Zipf(1_000_000_000, 0.99);
    const edges = cellEdges(zipf.count);
    expect(Math.abs(chiSquareScore(sampleCells(zipf, edges, 'large'), expectedCells(zipf, edges)))).toBeLessThan(4);
  });

  test('one key is always rank 0', () => {
    const stream = new Stream('one');
    for (const ranks of [new Zipf(1, 0.99), new RejectionInversionZipf(1, 0.99)]) {
      for (let i = 0; i < 100; i++) expect(ranks.sample(stream)).toBe(0);
    }
  });

  test.each([
    [0, 1],
    [1.5, 1],
    [10, -0.1],
    [10, Number.NaN],
  ])('refuses count %d, exponent %d', (count, exponent) => {
    expect(() => new Zipf(count, exponent)).toThrow(RangeError);
  });
});
