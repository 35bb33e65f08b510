import { describe, expect, it } from 'vitest';
import { backlogGrowthPerSecond, delayMs, drainMs, outage } from '../../src/theory/fluid.ts';

describe('outage', () => {
  // P.O1: λ = 800, μ = 1,000, D = 10 s: backlog λD = 8,000; drain λD/(μ−λ) = 40 s; affected λ(D + 40 s) = 40,000;
  // the first waits D = 10 s more, the last 0, falling linearly: D/2 = 5 s. Small integers: exact.
  it('has the published values', () => {
    expect(outage(800, 1000, 10_000)).toEqual({
      backlog: 8000,
      drainMs: 40_000,
      affected: 40_000,
      meanExtraMs: 5000,
      maxExtraMs: 10_000,
    });
  });

  it('never ends without capacity to spare, and harms nobody without a load', () => {
    expect(outage(1000, 1000, 1000)).toMatchObject({ drainMs: Infinity, affected: Infinity, meanExtraMs: 1000 });
    expect(outage(0, 1000, 1000)).toMatchObject({ backlog: 0, drainMs: 0, affected: 0 });
    expect(() => outage(1, 1, -1)).toThrow(RangeError);
  });
});

describe('overload', () => {
  // λ = 1,500, μ = 1,000: +500 a second; at t = 30 s there are 15,000 ahead, 15 s of work; they drain at 800/s under
  // λ = 200 in 18.75 s.
  it('grows, delays and drains', () => {
    expect(backlogGrowthPerSecond(1500, 1000)).toBe(500);
    expect(delayMs(1500, 1000, 30_000)).toBe(15_000);
    expect(drainMs(15_000, 200, 1000)).toBe(18_750);
  });

  it('is no overload while service keeps up', () => {
    expect(backlogGrowthPerSecond(900, 1000)).toBe(0);
    expect(delayMs(900, 1000, 30_000)).toBe(0);
    expect(drainMs(0, 2000, 1000)).toBe(0);
    expect(drainMs(1, 1000, 1000)).toBe(Infinity);
    expect(() => delayMs(1, 0, 1)).toThrow(RangeError);
  });
});
