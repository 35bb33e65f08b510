import { describe, expect, test } from 'vitest';
import { lever, metricsOf, metronome, stream } from '../support/small.ts';

/** Pairs of reads at one instant at a server without a queue: the second finds it taken. */
const pairs = {
  durationMs: 5000,
  partition: { service: { kind: 'deterministic' }, serviceMeanMs: 10, queueCapacity: 0 },
  workload: [metronome(10), metronome(0, { name: 'second', arrivals: null, follows: 'stream' })],
} as const;

describe('retry', () => {
  test('cures a failure that has passed by the next try', () => {
    const none = metricsOf(pairs);
    expect([none['requests.offered'], none['requests.dropped'], none['attempts.queueFull']]).toEqual([98, 49, 49]);
    const retried = metricsOf({ ...pairs, plan: [lever('retry', { attempts: 2, base: 20, jitter: 'none' })] });
    expect([retried['requests.failed'], retried['attempts.perRequest']]).toEqual([0, 1.5]);
    // 20 ms of back-off and 10 ms of service, for each second of a pair.
    expect(retried['second.latencyMs.max']).toBeCloseTo(30, 9);
    expect(retried['second.latencyMs.mean']).toBeCloseTo(30, 9);
  });

  test('gives up after its attempts', () => {
    const changes = { ...pairs, plan: [lever('retry', { attempts: 4, base: 0, jitter: 'none' })] };
    const stubborn = metricsOf(changes);
    expect([stubborn['requests.dropped'], stubborn['attempts.total']]).toEqual([49, 49 + 4 * 49]);
  });

  test('may add patience for an attempt', () => {
    const changes = {
      partition: { service: { kind: 'deterministic' }, serviceMeanMs: 10 },
      workload: [metronome(10)],
    } as const;
    const impatient = metricsOf({ ...changes, plan: [lever('retry', { preset: 'none', timeout: 9 })] });
    expect(impatient['attempts.timedOut']).toBe(impatient['requests.offered']);
    expect(impatient['ledger.wasted']).toBe(impatient['requests.offered']);
  });

  // A second at half as much again as the server can do, then a third of it. Without retries the backlog is gone after
  // another 0.75 s; with them each time-out comes back as more load.
  test('backfires on an overloaded partition: more load, more failures, work for nobody', () => {
    const steps = [
      { fromMs: 0, ratePerSecond: 1500 },
      { fromMs: 1000, ratePerSecond: 333 },
    ];
    const changes = { durationMs: 5000, workload: [stream(0, { arrivals: { kind: 'poisson', steps } })] } as const;
    const once = metricsOf({ ...changes, plan: [lever('retry', { preset: 'none', timeout: 100 })] });
    const thrice = metricsOf({ ...changes, plan: [lever('retry', { attempts: 3, base: 50, timeout: 100 })] });
    expect(thrice['attempts.perRequest']).toBeGreaterThan(1.5);
    expect(thrice['ledger.wasted']).toBeGreaterThan(1.5 * once['ledger.wasted']!);
    expect(thrice['requests.failed']).toBeGreaterThan(once['requests.failed']!);
  });
});
