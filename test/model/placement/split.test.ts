import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PlacementConfig } from '../../../src/model/config.ts';
import { NOBODY } from '../../../src/model/mitigation.ts';
import { createPlacement } from '../../../src/model/placement/placement.ts';
import { comparePoints, type Point } from '../../../src/model/placement/point.ts';
import { areInOrder, cutOf, SplitPlacement } from '../../../src/model/placement/split.ts';

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
const pointOf = (placement: SplitPlacement, number: number) => placement.pointOf(nameOf(number), number, KEYS);

describe.each(PLACEMENTS)('$kind, split', (config) => {
  test('moves the keys from the cut on, and no others, split after split', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(10), fc.nat(KEYS - 1)), { maxLength: 12 }), (steps) => {
        const placement = new SplitPlacement(createPlacement(config, 3));
        let next = 3;
        for (const [part, number] of steps) {
          const before = placeAll(placement);
          const cut = pointOf(placement, number);
          const isBelow = (k: number) => comparePoints(pointOf(placement, k), cut) < 0;
          if (before[number] !== part || !before.some((p, k) => p === part && isBelow(k))) continue;
          placement.split(part, next, cut);
          const moved = before.map((p, k) => (p === part && !isBelow(k) ? next : p));
          expect(placeAll(placement)).toEqual(moved);
          next++;
        }
      }),
      { seed: 1, numRuns: 60 },
    );
  });
});

describe('a merge', () => {
  test('of two that a split has parted gives back what was, whatever else is split or merged', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(KEYS - 1), fc.boolean()), { maxLength: 16 }), (steps) => {
        const placement = new SplitPlacement(createPlacement({ kind: 'range', boundaries: null }, 3));
        let next = 3;
        for (const [number, isMerge] of steps) {
          const before = placeAll(placement);
          const part = before[number]!;
          const neighbour = placement.after(part);
          if (isMerge && neighbour !== NOBODY) {
            placement.merge(part, neighbour);
            expect(placeAll(placement)).toEqual(before.map((p) => (p === neighbour ? part : p)));
          } else if (before[number - 1] === part) {
            const after = placement.after(part);
            placement.split(part, next, pointOf(placement, number));
            expect([placement.after(part), placement.after(next)]).toEqual([next, after]);
            placement.merge(part, next);
            expect([placeAll(placement), placement.after(part), placement.after(next)]).toEqual([
              before,
              after,
              NOBODY,
            ]);
            placement.split(part, next++, pointOf(placement, number));
          }
        }
      }),
      { seed: 3, numRuns: 60 },
    );
  });

  test('is not for partitions that were there from the start', () => {
    const placement = new SplitPlacement(createPlacement({ kind: 'hash' }, 3));
    expect([0, 1, 2].map((part) => placement.after(part))).toEqual([NOBODY, NOBODY, NOBODY]);
  });
});

describe('a collection of items', () => {
  const SORTS = 40;
  const sortOf = (item: number) => String(item).padStart(10, '0');
  const partsOf = (placement: SplitPlacement, name: string) =>
    Array.from({ length: SORTS }, (_, item) => placement.place(name, -1, 0, sortOf(item)));

  test.each(PLACEMENTS.filter((config) => config.kind !== 'range' || config.boundaries !== null))(
    'of $kind is on the partition of its key, and cut apart in the order of its sort keys alone',
    (config) => {
      fc.assert(
        fc.property(fc.array(fc.tuple(fc.nat(KEYS - 1), fc.nat(SORTS - 1)), { maxLength: 8 }), (steps) => {
          const base = createPlacement(config, 3);
          const placement = new SplitPlacement(base);
          for (const [number] of steps) {
            expect(new Set(partsOf(placement, nameOf(number)))).toEqual(new Set([base.place(nameOf(number), -1, 0)]));
          }
          for (const [k, [number, item]] of steps.entries()) {
            const name = nameOf(number);
            const before = partsOf(placement, name);
            const bare = placement.place(name, -1, 0);
            const part = before[item]!;
            const from = before.indexOf(part);
            if (item === from) continue;
            placement.split(part, 3 + k, placement.pointOf(name, -1, 0, sortOf(item)));
            const moved = before.map((p, other) => (p === part && other >= item ? 3 + k : p));
            expect(partsOf(placement, name)).toEqual(moved);
            // The partition key itself comes before all its items, and stays where it was.
            expect(placement.place(name, -1, 0)).toBe(bare);
          }
        }),
        { seed: 2, numRuns: 30 },
      );
    },
  );
});

describe('the point of a split', () => {
  const at = (position: Point['at'], sort = ''): Point => ({ at: position, sort });
  const cut = (positions: readonly Point['at'][], most: number) =>
    cutOf(
      positions.map((one) => at(one)),
      most,
    );

  test('halves what was asked for, between two positions', () => {
    expect(cut([1, 2, 3, 4], 1)).toEqual(at(3));
    expect(cut([4, 1, 1, 1, 2], 1)).toEqual(at(2));
    expect(cut(['b', 'a', 'c', 'a'], 1)).toEqual(at('b'));
  });

  test('is not there where one key is all, nor where the greater half would keep too much', () => {
    expect(cut([], 1)).toBeNull();
    expect(cut([7, 7, 7], 1)).toBeNull();
    expect(cut([7, 7, 7, 7, 9], 0.75)).toBeNull();
    expect(cut([7, 7, 7, 7, 9], 0.8)).toEqual(at(9));
  });

  // Of 9 pairs that ascend and one that does not, 90 % do, which is not more than that.
  test('is of little use where keys come in order, whatever came first', () => {
    const inOrder = (positions: readonly number[]) => areInOrder(positions.map((one) => at(one)));
    const ascending = Array.from({ length: 12 }, (_, k) => k);
    expect([inOrder(ascending), inOrder([...ascending.slice(5), ...ascending.slice(0, 5)])]).toEqual([true, true]);
    expect([inOrder(ascending.slice(0, 10).concat(3)), inOrder([3, 3, 3]), inOrder([1, 9, 2, 8])]).toEqual([
      false,
      false,
      false,
    ]);
    expect(areInOrder([at(7, 'a'), at(7, 'b'), at(7, 'c')])).toBe(true);
  });

  test('is within a collection where that has the load, and never within an item', () => {
    expect(cutOf([at(7, 'a'), at(7, 'b'), at(7, 'c'), at(9)], 1)).toEqual(at(7, 'c'));
    expect(cutOf([at(7, 'a'), at(7, 'a'), at(7, 'a')], 1)).toBeNull();
    expect(cutOf([at(7), at(7, 'a')], 1)).toEqual(at(7, 'a'));
  });
});
