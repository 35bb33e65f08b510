import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PlacementConfig } from '../../../src/model/config.ts';
import { createPlacement } from '../../../src/model/placement/placement.ts';
import { cutOf, SplitPlacement } from '../../../src/model/placement/split.ts';

const KEYS = 200;
const PLACEMENTS: readonly PlacementConfig[] = [
  { kind: 'hash' },
  { kind: 'modulo' },
  { kind: 'ring', virtualNodes: 4 },
  { kind: 'range', boundaries: null },
  { kind: 'range', boundaries: ['key:12', 'key:5'] },
];

const nameOf = (number: number) => `key:${number}`;
const placeAll = (placement: SplitPlacement) =>
  Array.from({ length: KEYS }, (_, number) => placement.place(nameOf(number), number, KEYS));
const positionOf = (placement: SplitPlacement, number: number) => placement.positionOf(nameOf(number), number, KEYS);

describe.each(PLACEMENTS)('$kind, split', (config) => {
  test('moves the keys from the cut on, and no others, split after split', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(10), fc.nat(KEYS - 1)), { maxLength: 12 }), (steps) => {
        const placement = new SplitPlacement(createPlacement(config, 3));
        let next = 3;
        for (const [part, number] of steps) {
          const before = placeAll(placement);
          const cut = positionOf(placement, number);
          if (before[number] !== part || !before.some((p, k) => p === part && positionOf(placement, k) < cut)) continue;
          placement.split(part, next, cut);
          const moved = before.map((p, k) => (p === part && positionOf(placement, k) >= cut ? next : p));
          expect(placeAll(placement)).toEqual(moved);
          next++;
        }
      }),
      { seed: 1, numRuns: 60 },
    );
  });
});

describe('the point of a split', () => {
  test('halves what was asked for, between two positions', () => {
    expect(cutOf([1, 2, 3, 4], 1)).toBe(3);
    expect(cutOf([4, 1, 1, 1, 2], 1)).toBe(2);
    expect(cutOf(['b', 'a', 'c', 'a'], 1)).toBe('b');
  });

  test('is not there where one key is all, nor where the greater half would keep too much', () => {
    expect(cutOf([], 1)).toBeNull();
    expect(cutOf([7, 7, 7], 1)).toBeNull();
    expect(cutOf([7, 7, 7, 7, 9], 0.75)).toBeNull();
    expect(cutOf([7, 7, 7, 7, 9], 0.8)).toBe(9);
  });
});
