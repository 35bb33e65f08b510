import { describe, expect, test } from 'vitest';
import { GENERATED } from '../support/generators.ts';
import { observe } from '../support/observe.ts';
import { type Changes, lever, metricsOf, metronome, small, stream } from '../support/small.ts';

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

  // A ceiling turns away at once, a full queue too; U(0, 1 s) at 5 tokens after the one, all 98 of them, and U(0, 50 ms) at 14 of
  // 500 tokens after the other, 35. The longest of 35 waits is above half of the range but for one case in 2^35.
  test('aws-2026 waits longer after a throttle than after another failure, and pays less', () => {
    const waits = (changes: Changes): number[] => {
      const plan = [lever('retry', { preset: 'aws-2026', attempts: 2 })];
      const { events } = observe(small({ durationMs: 99_000, workload: [metronome(1)], plan, ...changes }), GENERATED);
      const sent = events.filter(({ kind }) => kind === 'attempted');
      return sent.flatMap(({ at, request }, i) => (sent[i - 1]?.request === request ? at - sent[i - 1]!.at : []));
    };
    const throttled = waits({ limit: { ceiling: { reads: 1, writes: 1 }, ceilingDepthSeconds: 0.001 } });
    const bounced = waits({ partition: { servers: 0, queueCapacity: 0 } });
    expect([throttled.length, bounced.length]).toEqual([98, 35]);
    for (const [gaps, base] of [[throttled, 1000] as const, [bounced, 50] as const]) {
      expect(Math.max(...gaps)).toBeGreaterThan(base / 2);
      expect(Math.max(...gaps)).toBeLessThan(base);
    }
  });
});
