import { test as property } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LimitConfig } from '../../../src/model/config.ts';
import { Limit } from '../../../src/model/partition/limit.ts';

const config = (changes: Partial<LimitConfig>): LimitConfig => ({
  ceiling: { reads: null, writes: null },
  ceilingDepthSeconds: 1,
  share: { reads: null, writes: null },
  bankSeconds: 300,
  bankStartsFull: false,
  ...changes,
});

/** How many single units pass at one instant. */
function burst(limit: Limit, now: number, p = 0): number {
  let passed = 0;
  while (passed < 10_000 && limit.admits(p, 1, now)) passed++;
  return passed;
}

const both = (rate: number) => ({ reads: rate, writes: rate });

describe('Limit', () => {
  test('a ceiling lets its depth through at once and its rate from then on', () => {
    const limit = new Limit(1, config({ ceiling: both(1000), ceilingDepthSeconds: 0.25 }), 'writes');
    expect(burst(limit, 0)).toBe(250);
    expect(burst(limit, 10)).toBe(10);
    expect(burst(limit, 100_000)).toBe(250);
  });

  test('reads and writes have limits of their own', () => {
    const limits = config({ ceiling: { reads: 30, writes: null }, share: { reads: null, writes: 7 }, bankSeconds: 0 });
    expect(burst(new Limit(1, limits, 'reads'), 0)).toBe(30);
    expect(burst(new Limit(1, limits, 'writes'), 0)).toBe(7);
  });

  test('partitions are apart', () => {
    const limit = new Limit(2, config({ ceiling: both(5) }), 'reads');
    expect([burst(limit, 0, 1), burst(limit, 0, 1), burst(limit, 0, 0)]).toEqual([5, 0, 5]);
  });

  // The share's own bucket holds one second, 10 units; what overflows in 3 s of idleness, 30 units, is banked.
  test('unused share goes to the bank, and a burst takes both', () => {
    const limit = new Limit(1, config({ share: both(10) }), 'reads');
    expect(burst(limit, 3000)).toBe(10 + 30);
    expect(burst(limit, 3000)).toBe(0);
    expect(burst(limit, 3500)).toBe(5);
  });

  test('the bank keeps no more than its seconds of share', () => {
    expect(burst(new Limit(1, config({ share: both(10), bankSeconds: 5 }), 'reads'), 1e6)).toBe(10 + 50);
    expect(burst(new Limit(1, config({ share: both(10), bankSeconds: 5, bankStartsFull: true }), 'reads'), 0)).toBe(60);
  });

  // Two shares of 5 of one of 10 are one of 10 again, with all that both have banked by then: nothing in 10 s in which both are asked for 5/s, then
  // 5 s of 5/s each. The number that is left is as it was configured when it is given to another half.
  test('halves that are united have what one would have', () => {
    const limits = config({ share: both(10), ceiling: both(1000) });
    const [limit, whole] = [new Limit(2, limits, 'reads'), new Limit(1, limits, 'reads')];
    for (const one of [limit, whole]) burst(one, 0);
    limit.split(0, 1, 0);
    expect([limit.shareOf(0), limit.shareOf(1)]).toEqual([5, 5]);
    expect([burst(limit, 1000, 0) + burst(limit, 1000, 1), burst(whole, 1000)]).toEqual([10, 10]);
    limit.unite(0, 1, 6000);
    expect([limit.shareOf(0), limit.shareOf(1)]).toEqual([10, 10]);
    expect([burst(limit, 6000), burst(whole, 6000)]).toEqual([50, 50]);
    expect(limit.gainedUnits(0, 6000) + limit.gainedUnits(1, 6000)).toBe(-60);
    limit.split(0, 1, 8000);
    expect([limit.shareOf(0), limit.shareOf(1)]).toEqual([5, 5]);
    expect(burst(limit, 8000, 0) + burst(limit, 8000, 1)).toBe(20);
  });

  test('a request takes its units from the share or from the bank, not half from each', () => {
    const limit = new Limit(1, config({ share: both(1), bankSeconds: 1 }), 'reads');
    expect(limit.admits(0, 2, 1000)).toBe(false);
    expect([limit.admits(0, 1, 1000), limit.admits(0, 1, 1000)]).toEqual([true, true]);
  });

  test('who is turned away by one wall takes nothing from the other', () => {
    const limit = new Limit(
      1,
      config({ ceiling: both(10), ceilingDepthSeconds: 0.5, share: both(4), bankSeconds: 0 }),
      'reads',
    );
    expect(limit.admits(0, 6, 0)).toBe(false);
    expect(burst(limit, 0)).toBe(4);
    expect(limit.admits(0, 1, 0)).toBe(false);
    const narrow = new Limit(1, config({ ceiling: both(3), share: both(10), bankSeconds: 0 }), 'reads');
    expect(burst(narrow, 0)).toBe(3);
    expect(burst(narrow, 2000)).toBe(3);
  });

  test('a share that is set holds from then on, and what is in its bucket stays within it', () => {
    const limit = new Limit(2, config({ share: both(10), bankSeconds: 0 }), 'reads');
    limit.setShare(0, 4, 0);
    expect([burst(limit, 0, 0), burst(limit, 0, 1)]).toEqual([4, 10]);
    expect(burst(limit, 500, 0)).toBe(2);
    limit.setShare(0, 100, 1000);
    expect([limit.shareOf(0), limit.shareOf(1)]).toEqual([100, 10]);
    expect(burst(limit, 2000, 0)).toBe(100);
    // −6/s for a second, then 90/s more for another.
    expect(limit.gainedUnits(0, 2000)).toBe(-6 + 90);
    expect(limit.gainedUnits(1, 2000)).toBe(0);
  });

  test('what a share gains above the ceiling is no gain', () => {
    const limit = new Limit(1, config({ ceiling: both(15), share: both(10) }), 'reads');
    limit.setShare(0, 100, 0);
    expect(limit.gainedUnits(0, 2000)).toBe(2 * (15 - 10));
  });

  // 3 of a ceiling of 5 are spent, and 3 of a share of 8; the bank has the 4 units of half a second.
  test('a split halves share and bank, and gives the new half a ceiling as full as the old one is', () => {
    const limit = new Limit(2, config({ ceiling: both(5), share: both(8), bankSeconds: 10 }), 'reads');
    for (let k = 0; k < 3; k++) expect(limit.admits(0, 1, 500)).toBe(true);
    limit.split(0, 1, 500);
    expect([burst(limit, 500, 0), burst(limit, 500, 1)]).toEqual([2, 2]);
    expect([limit.shareOf(0), limit.shareOf(1)]).toEqual([4, 4]);
    const unlimited = new Limit(2, config({ share: both(8), bankSeconds: 10 }), 'reads');
    for (let k = 0; k < 3; k++) expect(unlimited.admits(0, 1, 500)).toBe(true);
    unlimited.split(0, 1, 500);
    // Half of 5 in the share's bucket and of 4 in the bank: a request takes its unit from one of them.
    expect([burst(unlimited, 500, 0), burst(unlimited, 500, 1)]).toEqual([2 + 2, 2 + 2]);
  });

  // The same rule in its plainest form: levels that grow with time, a share that overflows into a bank.
  property.prop(
    [
      fc.array(fc.record({ wait: fc.nat(400), units: fc.constantFrom(0.5, 1, 2, 5) }), { maxLength: 120 }),
      fc.record({
        ceiling: fc.option(fc.integer({ min: 1, max: 40 }), { nil: null }),
        share: fc.option(fc.integer({ min: 1, max: 40 }), { nil: null }),
      }),
      fc.record({ depth: fc.constantFrom(0.1, 1, 2), bank: fc.constantFrom(0, 1, 10), full: fc.boolean() }),
    ],
    { seed: 1, numRuns: 300 },
  )('decides as a plain account does', (arrivals, rates, { depth, bank, full }) => {
    const limit = new Limit(
      1,
      config({
        ceiling: { reads: rates.ceiling, writes: null },
        share: { reads: rates.share, writes: null },
        ceilingDepthSeconds: depth,
        bankSeconds: bank,
        bankStartsFull: full,
      }),
      'reads',
    );
    const ceiling = rates.ceiling ?? Number.POSITIVE_INFINITY;
    const share = rates.share ?? Number.POSITIVE_INFINITY;
    const bankMost = rates.share === null ? 0 : share * bank;
    let level = { ceiling: ceiling * depth, share, bank: full ? bankMost : 0 };
    let now = 0;
    for (const { wait, units } of arrivals) {
      now += wait;
      const shareLevel = rates.share === null ? share : level.share + (share * wait) / 1000;
      level = {
        ceiling: rates.ceiling === null ? ceiling : Math.min(ceiling * depth, level.ceiling + (ceiling * wait) / 1000),
        share: Math.min(share, shareLevel),
        bank: rates.share === null ? 0 : Math.min(bankMost, level.bank + Math.max(0, shareLevel - share)),
      };
      // A hair's breadth from a wall, rounding may decide either way.
      if ([level.ceiling, level.share, level.bank].some((have) => Math.abs(have - units) < 1e-6 && have !== units))
        return;
      const passes = level.ceiling >= units && (level.share >= units || level.bank >= units);
      expect(limit.admits(0, units, now)).toBe(passes);
      if (!passes) continue;
      level.ceiling -= units;
      if (level.share >= units) level.share -= units;
      else level.bank -= units;
    }
  });
});
