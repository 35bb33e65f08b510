/** P.C1 as published: λ = 10,000/s, d = 50 ms, T = 60 s. */
import { describe, expect, it } from 'vitest';
import { expectRelative } from '../support/relative.ts';
import { fetchesPerCycle, PROCESSES } from '../support/stampede-law.ts';

describe('a hot key’s entry expires every minute (P.C1)', () => {
  // 45 cycles of 1 + Poisson(500) leave .67 %.
  it('and 501 reads fetch it without coalescing', () => {
    const fetches = fetchesPerCycle('alone', { λ: 10_000, ttlMs: 60_000, cycles: 9 });
    expectRelative(fetches.reduce((a, b) => a + b) / fetches.length, 501, 0.02);
  });

  it('and one read fetches it with shared flights', () => {
    expect(fetchesPerCycle('shared', { λ: 10_000, ttlMs: 60_000, cycles: 2 })).toEqual([1, 1, 1, 1, 1]);
  });

  it('and every process fetches it with flights of its own', () => {
    expect(fetchesPerCycle('process', { λ: 10_000, ttlMs: 60_000, cycles: 2 })).toEqual(new Array(5).fill(PROCESSES));
  });
});
