import { expect, test } from 'vitest';
import { VersionLog } from '../../../src/model/ledger/version-log.ts';

test('a version is superseded by the next acknowledged one of its key', () => {
  const log = new VersionLog();
  log.acknowledged(7, 1, 0, 10);
  log.acknowledged(8, 2, 0, 15);
  log.acknowledged(7, 4, 1, 20);
  log.acknowledged(7, 5000, 4, 30);
  expect([0, 1, 4].map((version) => log.supersededAt(7, version, 5000))).toEqual([10, 20, 30]);
  expect(log.supersededAt(8, 0, 2)).toBe(15);
});

// Version 3 was applied and never acknowledged in turn, or is beyond all that was: the latest must stand in.
test('where the chain is broken, the latest stands in', () => {
  const log = new VersionLog();
  log.acknowledged(7, 1, 0, 10);
  log.acknowledged(7, 4, 1, 20);
  expect(log.supersededAt(7, 3, 4)).toBe(20);
  expect(log.supersededAt(7, 1_000_000, 4)).toBe(20);
});
