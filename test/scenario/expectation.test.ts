import { describe, expect, it } from 'vitest';
import { parseClaim } from '../../src/scenario/expectation.ts';

const words = { workloads: ['headset'], plans: ['none', 'cache + coalescing'] };
const claimOf = (that: string) => {
  const result = parseClaim(that, words);
  if (!result.ok) throw new Error(result.fault.message);
  return result.claim;
};

const loose = (value: number, of: string | null = null) => ({ value, of, strict: false });
const strict = (value: number, of: string | null = null) => ({ value, of, strict: true });

describe('a comparison', () => {
  it.each([
    ['latencyMs.p99 < 20ms', { low: null, high: strict(20) }],
    ['latencyMs.p99 <= 20ms', { low: null, high: loose(20) }],
    ['latencyMs.p99 > 1.5s', { low: strict(1500), high: null }],
    ['latencyMs.p99 >= 1m30s', { low: loose(90_000), high: null }],
    ['latencyMs.p99 == 3ms', { low: loose(3), high: loose(3) }],
    ['  latencyMs.p99<20ms ', { low: null, high: strict(20) }],
  ])('%s', (that, bounds) => {
    expect(claimOf(that)).toEqual({ metric: 'latencyMs.p99', ...bounds });
  });
});

describe('a bound in the unit of its metric', () => {
  it.each([
    ['requests.failedShare < 40%', 0.4],
    ['requests.failedShare < 0.4', 0.4],
    ['goodput.perSecond < 3k/s', 3000],
    ['requests.offered < 1M', 1e6],
    ['requests.offered < 0.5', 0.5],
    ['recovery.seconds < 1m', 60],
    ['bill.usd < 1.25', 1.25],
    ['load.gini < 0.5', 0.5],
    ['headset.latencyMs.max < 5s', 5000],
  ])('%s', (that, value) => {
    expect(claimOf(that).high).toEqual(strict(value));
  });
});

describe('a multiple of another plan', () => {
  it('names any plan, whatever its name', () => {
    expect(claimOf('outcomeMs.p99 < 0.5 * none').high).toEqual(strict(0.5, 'none'));
    expect(claimOf('outcomeMs.p99 >= 2*cache + coalescing').low).toEqual(loose(2, 'cache + coalescing'));
  });
});

describe('a range', () => {
  it('includes its ends', () => {
    expect(claimOf('latencyMs.p50 in 1.3ms..3ms')).toEqual({
      metric: 'latencyMs.p50',
      low: loose(1.3),
      high: loose(3),
    });
    expect(claimOf('latencyMs.p50 in 0.5 * none .. 1 * none')).toMatchObject({
      low: loose(0.5, 'none'),
      high: loose(1, 'none'),
    });
  });
});
