import { expect, test } from 'vitest';
import { Ejections } from '../../../src/model/client/ejections.ts';

const settings = { baseMs: 10, mostMs: 25, sweepMs: 10 };

/** Ejects at `at` and returns at which of the following sweeps the account is back. */
function backAfter(ejections: Ejections, at: number): number {
  ejections.eject(0, at);
  let sweep = Math.ceil(at / 10) * 10;
  while (ejections.isOut(0, sweep)) sweep += 10;
  return sweep;
}

test('each ejection is longer than the one before by the base, up to the longest, and ends at a sweep', () => {
  const ejections = new Ejections(1, settings);
  expect(ejections.isOut(0, 0)).toBe(false);
  expect(backAfter(ejections, 3)).toBe(20);
  expect(backAfter(ejections, 20)).toBe(40);
  expect(backAfter(ejections, 41)).toBe(70);
  expect(backAfter(ejections, 70)).toBe(100);
});

// As in Envoy's own: three ejections, two healthy sweeps, then it is out for as long as the second time.
test('every sweep that finds it in use forgives one ejection', () => {
  const ejections = new Ejections(1, { ...settings, mostMs: 1000 });
  expect([0, 10, 30].map((at) => backAfter(ejections, at))).toEqual([10, 30, 60]);
  expect(backAfter(ejections, 80)).toBe(100);
  expect(backAfter(ejections, 1000)).toBe(1010);
});

test('counts who is out among neighbours', () => {
  const ejections = new Ejections(6, settings);
  for (const account of [1, 2, 5]) ejections.eject(account, 0);
  expect([ejections.out(0, 3, 5), ejections.out(3, 3, 5), ejections.out(0, 6, 10)]).toEqual([2, 1, 0]);
});
