import { expect, test } from 'vitest';
import { Leases, REFUSED } from '../../../src/model/cache/leases.ts';

test('a key has one token per period, whatever becomes of it', () => {
  const leases = new Leases(10_000);
  const first = leases.take(7, 0);
  expect(first).not.toBe(REFUSED);
  expect([leases.take(7, 1), leases.take(7, 9999)]).toEqual([REFUSED, REFUSED]);
  expect(leases.take(8, 1)).not.toBe(REFUSED);
  leases.void(7);
  expect(leases.take(7, 9999)).toBe(REFUSED);
  expect(leases.take(7, 10_000)).not.toBe(REFUSED);
});

test('a token is void once the key has been written, or another one has been given', () => {
  const leases = new Leases(10);
  const first = leases.take(7, 0);
  expect(leases.isValid(7, first)).toBe(true);
  leases.void(7);
  expect(leases.isValid(7, first)).toBe(false);
  const second = leases.take(7, 10);
  expect([leases.isValid(7, first), leases.isValid(7, second), leases.isValid(8, second)]).toEqual([
    false,
    true,
    false,
  ]);
  leases.clear();
  expect([leases.isValid(7, second), leases.take(7, 11) === REFUSED]).toEqual([false, false]);
});
