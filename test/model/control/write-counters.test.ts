import { describe, expect, test } from 'vitest';
import { type CounterKind, WriteCounters } from '../../../src/model/control/write-counters.ts';

/** What the counter says at each of these moments, of one key at one server. */
function counted(kind: CounterKind, moments: readonly number[], windowMs = 1000): number[] {
  const counters = new WriteCounters(kind, windowMs, 3);
  return moments.map((now) => {
    counters.count(0, 7, now);
    counters.count(1, 6, now);
    return counters.count(1, 7, now);
  });
}

describe('counters of an app server', () => {
  test('in fixed windows begin again at each', () => {
    expect(counted('fixed', [0, 400, 999, 1000, 3500])).toEqual([1, 2, 3, 1, 1]);
  });

  test('in a sliding window let go of the last one little by little', () => {
    expect(counted('sliding', [0, 500, 1000, 1500, 2750])).toEqual([1, 2, 1 + 2, 2 + 0.5 * 2, 1 + 0.25 * 2]);
    expect(counted('sliding', [0, 2000])).toEqual([1, 1]);
  });

  test('in windows of any length follow one another', () => {
    const windowMs = 33.3;
    const counters = new WriteCounters('sliding', windowMs, 1);
    const rates = Array.from({ length: 5000 }, (_, k) => counters.count(0, 1, k));
    expect(Math.min(...rates.slice(100))).toBeGreaterThan(900);
  });

  test('in an average forget by a factor e per window', () => {
    const [first, second, third] = counted('ewma', [0, 1000, 1500]);
    expect(first).toBeCloseTo(1, 12);
    expect(second).toBeCloseTo(1 + Math.exp(-1), 12);
    expect(third).toBeCloseTo(1 + Math.exp(-0.5) * second!, 12);
  });

  test.each(['fixed', 'sliding', 'ewma'] as const)('hold only what may still count: %s', (kind) => {
    const counters = new WriteCounters(kind, 1000, 1);
    for (let key = 0; key < 50_000; key++) counters.count(0, key, key);
    expect(counters.most).toBeLessThan(12_000);
  });
});
