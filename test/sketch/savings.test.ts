import { expect, test } from 'vitest';
import { Savings } from '../../src/sketch/savings.ts';

test('a purse begins full, holds its depth and no more, and gives whole coins only', () => {
  const savings = new Savings(2, 0.5, 2);
  savings.earn(0);
  expect([1, 2, 3].map(() => savings.spend(0))).toEqual([true, true, false]);
  savings.earn(0);
  expect(savings.spend(0)).toBe(false);
  savings.earn(0);
  expect([savings.spend(0), savings.spend(0), savings.spend(1)]).toEqual([true, false, true]);
});
