import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SaltTable } from '../../../src/model/control/salt-table.ts';

const listed = { has: (key: number) => key < 10 };

test('knows what was planned for every key that is listed', () => {
  const table = new SaltTable(listed, [
    { at: 100, salts: 4 },
    { at: 200, salts: 2 },
  ]);
  expect([99, 100, 200].map((time) => table.at(3, time))).toEqual([0, 4, 2]);
  expect([99, 100, 200].map((time) => table.mostAt(3, time))).toEqual([0, 4, 4]);
  expect(table.at(10, 300)).toBe(0);
});

test('a key never gets fewer salts, and crashes cost exactly what came after the last write of the log', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ key: fc.integer({ min: 0, max: 3 }), salts: fc.integer({ min: 2, max: 9 }) }), {
        maxLength: 40,
      }),
      fc.integer({ min: 0, max: 40 }),
      (raises, kept) => {
        const table = new SaltTable(listed, []);
        const most = [0, 0, 0, 0];
        const keptMost = [0, 0, 0, 0];
        let lost = 0;
        for (const [now, { key, salts }] of raises.entries()) {
          const isMore = salts > most[key]!;
          expect(table.raise(key, salts, now)).toBe(isMore);
          if (isMore && now > kept) lost++;
          most[key] = Math.max(most[key]!, salts);
          if (now <= kept) keptMost[key] = most[key]!;
          expect(table.at(key, now)).toBe(most[key]);
        }
        const backup = new SaltTable(listed, []);
        backup.fill(table, 1000);
        expect(table.lose(kept, 1000)).toBe(lost);
        expect([0, 1, 2, 3].map((key) => table.at(key, 1000))).toEqual(keptMost);
        table.fill(backup, 1000);
        expect([0, 1, 2, 3].map((key) => table.at(key, 1000))).toEqual(most);
      },
    ),
    { seed: 4, numRuns: 200 },
  );
});
