import { describe, expect, test } from 'vitest';
import { resolveBilling } from '../../src/scenario/resolve/billing.ts';
import { metricsOf, metronome } from '../support/small.ts';

/** 99 of 10 KiB each over 10 s: three strong read units, ten write units. */
const ten = { sizeBytes: 10 * 1024 } as const;

describe('the bill', () => {
  test('transactions take twice the units, whether they read or write', () => {
    const units = (consistency: 'strong' | 'transactional') => {
      const reads = metricsOf({ workload: [metronome(10, { ...ten, consistency })] })['bill.readUnits'];
      return [reads, metricsOf({ workload: [metronome(10, { ...ten, consistency, reads: 0 })] })['bill.writeUnits']];
    };
    expect(units('strong')).toEqual([99 * 3, 99 * 10]);
    expect(units('transactional')).toEqual([99 * 6, 99 * 20]);
  });

  test('on demand: the units at their price, and a month of 730 hours like the run', () => {
    const metrics = metricsOf({ workload: [metronome(10, { ...ten, reads: 0 })] });
    expect(metrics['bill.usd']).toBeCloseTo((990 * 0.625) / 1e6, 15);
    expect(metrics['bill.usdPerMonth']).toBeCloseTo(((990 * 0.625) / 1e6) * 730 * 360, 9);
  });

  // Two partitions of 100 read and 20 write units/s for 10 s: 200 · 0.00013 + 40 · 0.00065 dollars an hour, used or not.
  test('provisioned: the share of all partitions by the hour, however little of it is used', () => {
    const limit = { share: { reads: 100, writes: 20 } };
    const billing = { ...resolveBilling(), mode: 'provisioned' as const };
    const metrics = metricsOf({ limit, store: { billing }, workload: [metronome(1)] });
    expect(metrics['bill.usdPerMonth']).toBeCloseTo((200 * 0.00013 + 40 * 0.00065) * 730, 9);
    expect(metrics['bill.usd']).toBeCloseTo((200 * 0.00013 + 40 * 0.00065) / 360, 12);
    const twice = { ...billing, usdPerUnitHour: { reads: 0.00026, writes: 0.0013 } };
    const dear = metricsOf({ limit, store: { billing: twice }, workload: [metronome(1)] });
    expect(dear['bill.usd']).toBeCloseTo(2 * metrics['bill.usd']!, 12);
  });
});
