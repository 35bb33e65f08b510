import { describe, expect, test } from 'vitest';
import { READ, WRITE } from '../../../src/model/codes.ts';
import { Throughput } from '../../../src/model/partition/throughput.ts';

const HOUR_MS = 3_600_000;
const provisioned = (writes: number, burstSeconds = 0, burstStartsFull = false) =>
  new Throughput({ reads: null, writes, burstSeconds, burstStartsFull }, HOUR_MS);

/** How many single units it lets through at one moment. */
function units(throughput: Throughput, now: number): number {
  let count = 0;
  while (throughput.holds(WRITE, 1, now)) {
    throughput.spend(WRITE, 1);
    count++;
  }
  return count;
}

describe('the throughput of a table', () => {
  test('is a second of its rate at once, and then its rate', () => {
    const throughput = provisioned(10);
    expect([units(throughput, 0), units(throughput, 500), units(throughput, 60_000)]).toEqual([10, 5, 10]);
  });

  test('saves up what is not used for as long as it may, from the start where it began full', () => {
    expect(units(provisioned(10, 300), 0)).toBe(10);
    expect(units(provisioned(10, 300), 60_000)).toBe(10 + 600);
    expect(units(provisioned(10, 300), HOUR_MS)).toBe(10 + 3000);
    expect(units(provisioned(10, 300, true), 0)).toBe(10 + 3000);
  });

  test('limits one operation without the other', () => {
    const throughput = provisioned(10);
    expect(units(throughput, 0)).toBe(10);
    expect(throughput.holds(READ, 1e9, 0)).toBe(true);
    expect([throughput.rateOf(READ), throughput.rateOf(WRITE)]).toEqual([null, 10]);
    expect(throughput.meanRateOf(READ)).toBeNull();
  });

  test('that is set has its rate and its room from then on', () => {
    const throughput = provisioned(10);
    units(throughput, 0);
    throughput.setRate(WRITE, 100, 1000);
    expect(units(throughput, 1000)).toBe(10);
    expect(units(throughput, 2000)).toBe(100);
    throughput.setRate(WRITE, 20, 3000);
    expect(throughput.rateOf(WRITE)).toBe(20);
    expect(units(throughput, 3000)).toBe(20);
  });

  // A quarter of an hour of 10/s, half an hour of 100/s, a quarter of 20/s; what is set after the load is not provisioned any more.
  test('is paid for as it was, over the load', () => {
    const throughput = provisioned(10);
    throughput.setRate(WRITE, 100, HOUR_MS / 4);
    throughput.setRate(WRITE, 20, (3 * HOUR_MS) / 4);
    throughput.setRate(WRITE, 1e6, HOUR_MS);
    expect(throughput.meanRateOf(WRITE)).toBeCloseTo(10 / 4 + 100 / 2 + 20 / 4, 9);
  });
});
