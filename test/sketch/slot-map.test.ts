import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SlotMap } from '../../src/sketch/slot-map.ts';

test('gives every key a slot of its own, in the order of their coming, and the same again', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.oneof(fc.nat(50), fc.integer({ min: 0, max: 2 ** 53 - 1 })), { maxLength: 3000 }), {
        maxLength: 3,
      }),
      (rounds) => {
        const map = new SlotMap();
        for (const keys of rounds) {
          const known = new Map<number, number>();
          for (const key of keys) {
            if (!known.has(key)) known.set(key, known.size);
            expect(map.slot(key)).toBe(known.get(key));
          }
          expect(map.size).toBe(known.size);
          map.clear();
        }
      },
    ),
    { seed: 8, numRuns: 60 },
  );
});

test('holds a million neighbours', () => {
  const map = new SlotMap();
  for (let key = 0; key < 1e6; key++) map.slot(7 * key);
  for (let key = 0; key < 1e6; key += 997) expect(map.slot(7 * key)).toBe(key);
});
