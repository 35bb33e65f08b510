import { describe, expect, it } from 'vitest';
import { allDistinct } from '../../src/theory/collisions.ts';

describe('allDistinct', () => {
  // P.H12: Π (1 − i/P): .9·.8·.7 = .504; (31·30·29)/32³ = .823; 10 → 100 .628. Digits as printed.
  it.each([
    [4, 10, 0.504],
    [4, 32, 0.823],
    [10, 100, 0.628],
  ])('%d salts on %d partitions: %d', (salts, partitions, expected) => {
    expect(allDistinct(salts, partitions)).toBeCloseTo(expected, 3);
  });

  // Two people of 23 share a birthday with probability .5073 (Feller I, §II.3).
  it('is the birthday problem', () => {
    expect(1 - allDistinct(23, 365)).toBeCloseTo(0.5073, 4);
  });

  it('is certain for one salt, impossible for too many, and throws on nonsense', () => {
    expect(allDistinct(0, 1)).toBe(1);
    expect(allDistinct(1, 1)).toBe(1);
    expect(allDistinct(3, 2)).toBe(0);
    expect(() => allDistinct(-1, 2)).toThrow(RangeError);
    expect(() => allDistinct(1, 0)).toThrow(RangeError);
  });
});
