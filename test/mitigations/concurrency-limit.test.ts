import { describe, expect, test } from 'vitest';
import { lever, metricsOf, metronome, stream } from '../support/small.ts';

/** Every call takes 100 ms of network and 1 ms of a server that is never busy. */
const far = {
  durationMs: 60_000,
  store: { networkMs: 50 },
  partition: { service: { kind: 'deterministic' }, serviceMeanMs: 1 },
} as const;
const fixed = (n: number) => lever('concurrency-limit', { initial: n, least: n, most: n });

describe('concurrency-limit', () => {
  // Little's law: n calls of 101 ms under way, and the next at the next of 500 ticks a second: n/0.102 calls a second, however many are wanted.
  test.each([1, 3])('lets %i under way, and so many through', (n) => {
    const metrics = metricsOf({ ...far, workload: [metronome(500)], plan: [fixed(n)] });
    expect(metrics['requests.served']! / 60).toBeCloseTo(n / 0.102, 0);
    expect(metrics['requests.served']! + metrics['requests.dropped']!).toBe(metrics['requests.offered']);
  });

  // 200/s want 20.2 under way. From one the limit grows by one in 101 ms: twenty in about two seconds, in which 200 of 400 are refused.
  test('grows by one a round trip, to what is wanted', () => {
    const plan = [lever('concurrency-limit', { initial: 1 })];
    const { 'attempts.refused': refused } = metricsOf({ ...far, workload: [metronome(200)], plan });
    expect(refused).toBeGreaterThan(100);
    expect(refused).toBeLessThan(400);
    expect(
      metricsOf({ ...far, workload: [metronome(200)], plan: [lever('concurrency-limit', { initial: 50 })] })[
        'attempts.refused'
      ],
    ).toBe(0);
  });

  // 150/s on a server of 100/s with 0.3 s of patience: without a limit nearly all wait too long in the end. What is wanted is decreased until what is
  // under way fits into 30 places; the server stays busy.
  test('shrinks where calls fail, and keeps the store busy with calls that are wanted', () => {
    const busy = {
      durationMs: 60_000,
      partition: { service: { kind: 'deterministic' }, serviceMeanMs: 10 },
      clients: { timeoutMs: 300 },
      workload: [stream(150)],
    } as const;
    const without = metricsOf(busy)['requests.served']!;
    const withLimit = metricsOf({ ...busy, plan: [lever('concurrency-limit', { initial: 20 })] })['requests.served']!;
    expect(without / 60).toBeLessThan(20);
    expect(withLimit / 60).toBeGreaterThan(80);
  });

  test('is one for each partition where it is told to', () => {
    const changes = {
      durationMs: 20_000,
      workload: [metronome(100), metronome(100, { name: 'well', keys: { kind: 'single', key: 'elsewhere' } })],
      store: { placement: { kind: 'range', boundaries: ['d'] } },
      faults: [{ kind: 'pause', atMs: 5000, forMs: 10_000, key: 'celebrity', partition: null }],
    } as const;
    const failed = (per: string) =>
      metricsOf({ ...changes, plan: [lever('concurrency-limit', { initial: 5, most: 5, per })] })[
        'well.requests.failed'
      ];
    expect(failed('store')).toBeGreaterThan(900);
    expect(failed('partition')).toBe(0);
  });
});
