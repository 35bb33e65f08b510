import { describe, expect, it } from 'vitest';
import {
  coalescedFetchesPerCycle,
  cycleMs,
  earlyFetchesPerCycle,
  earlyLeadMs,
  fetchesPerCycle,
  lruHitRatio,
  ttlHitRatio,
} from '../../src/theory/cache.ts';

describe('a cycle of one hot key', () => {
  // P.C1: λ = 10,000/s, d = 50 ms, T = 60 s: 1 + λd = 501 fetches, 1 when coalesced; T + 1/λ + d = 60,050.1 ms.
  it('has the published values', () => {
    expect(fetchesPerCycle(10_000, 50)).toBe(501);
    expect(coalescedFetchesPerCycle(10_000, 50, 1)).toBe(1);
    expect(cycleMs(10_000, 60_000, 50)).toBeCloseTo(60_050.1, 9);
  });

  // P processes with λ/P each: the first fetches; each other joins in if asked within d, 1 − e^{−λd/P}. So P when hot, and
  // as P → ∞ every miss meets a process of its own: 1 + λd, off by (λd)²/(2P) = .125 at P = 10⁶.
  it('costs at most one fetch a process, and with endless processes one a miss', () => {
    expect(coalescedFetchesPerCycle(10_000, 50, 4)).toBeCloseTo(4, 9);
    expect(coalescedFetchesPerCycle(100, 50, 4)).toBeCloseTo(1 + 3 * (1 - Math.exp(-1.25)), 12);
    expect(Math.abs(coalescedFetchesPerCycle(10_000, 50, 1e6) - 501)).toBeLessThan(0.13);
  });

  it('throws on nonsense', () => {
    expect(() => cycleMs(0, 1, 1)).toThrow(RangeError);
    expect(() => fetchesPerCycle(-1, 1)).toThrow(RangeError);
    expect(() => coalescedFetchesPerCycle(1, 1, 0)).toThrow(RangeError);
  });
});

describe('ttlHitRatio', () => {
  // P.C3: λT/(1+λT) with λT = 6: 6/7 = .857.
  it('has the published value', () => {
    expect(ttlHitRatio(0.1, 60_000)).toBeCloseTo(0.857, 3);
    expect(ttlHitRatio(0, 60_000)).toBe(0);
    expect(() => ttlHitRatio(1, -1)).toThrow(RangeError);
  });
});

describe('lruHitRatio', () => {
  // P.C5: Zipf .99 over 10⁵ keys, 1,000 entries: .489.
  it('has the published value', () => {
    const popularity = Float64Array.from({ length: 1e5 }, (_, k) => (k + 1) ** -0.99);
    expect(lruHitRatio(popularity, 1000)).toBeCloseTo(0.489, 3);
  });

  // Equal keys: whatever is held, C of n of the reads hit.
  it('is the share of the keys where all are alike, and 1 where all are held', () => {
    expect(lruHitRatio(new Float64Array(50).fill(3), 10)).toBeCloseTo(0.2, 9);
    expect(lruHitRatio([5, 1], 2)).toBe(1);
    expect(() => lruHitRatio([], 1)).toThrow(RangeError);
    expect(() => lruHitRatio([1, 1], 0)).toThrow(RangeError);
  });
});

describe('early refresh', () => {
  // P.C7: β = 1, λ = 1,000/s, recompute 1 s: e = 2.72 fetches a cycle, the first 7.49 s early.
  it('has the published values', () => {
    expect(earlyFetchesPerCycle(1)).toBeCloseTo(2.72, 2);
    expect(earlyLeadMs(1000, 1000, 1) / 1000).toBeCloseTo(7.485, 3);
    expect(() => earlyFetchesPerCycle(0)).toThrow(RangeError);
    expect(() => earlyLeadMs(1, -1, 1)).toThrow(RangeError);
  });
});
