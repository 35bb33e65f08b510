import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SlotTable } from '../../src/sketch/slot-table.ts';

const key = fc.oneof(fc.nat(40), fc.integer({ min: 0, max: 2 ** 53 - 1 }));
const steps = fc.array(fc.tuple(fc.constantFrom('add', 'remove'), key), { maxLength: 400 });

test('holds what was added and not removed, each under a slot that no other has', () => {
  fc.assert(
    fc.property(fc.array(steps, { maxLength: 3 }), (rounds) => {
      const table = new SlotTable();
      for (const round of rounds) {
        const held = new Map<number, number>();
        for (const [step, key] of round) {
          const slot = held.get(key);
          expect(table.find(key)).toBe(slot ?? -1);
          if (step === 'add' && slot === undefined) held.set(key, table.add(key));
          if (step === 'remove' && slot !== undefined) {
            table.remove(slot);
            held.delete(key);
          }
          expect(table.size).toBe(held.size);
        }
        for (const [key, slot] of held) expect(table.find(key)).toBe(slot);
        expect(new Set(held.values()).size).toBe(held.size);
        expect(Math.max(-1, ...held.values())).toBeLessThan(table.capacity);
        table.clear();
      }
    }),
    { seed: 9, numRuns: 100 },
  );
});

test('gives the slots given back out again: a thousand comings and goings of ten keys need sixteen', () => {
  const table = new SlotTable();
  for (let key = 0; key < 10; key++) table.add(key);
  for (let key = 10; key < 1010; key++) {
    table.remove(table.find(key - 10));
    table.add(key);
  }
  expect([table.size, table.capacity]).toEqual([10, 16]);
});

test('holds a million neighbours', () => {
  const table = new SlotTable();
  for (let key = 0; key < 1e6; key++) table.add(7 * key);
  for (let key = 0; key < 1e6; key += 997) expect(table.find(7 * key)).toBe(key);
  expect(table.find(3)).toBe(-1);
});
