import { describe, expect, test } from 'vitest';
import { lever, metricsOf, metronome, stream } from '../support/small.ts';

describe('rate-limit', () => {
  // 10 s at 200/s against 50/s: what was saved up and what comes in, to a request.
  test.each([1, 20, 100])('lets in what flows in and a burst of %i', (burst) => {
    const metrics = metricsOf({ workload: [metronome(200)], plan: [lever('rate-limit', { rate: 50, burst })] });
    expect(metrics['requests.served']! + metrics['requests.refused']!).toBe(metrics['requests.offered']);
    expect(Math.abs(metrics['requests.served']! - (50 * 10 + burst))).toBeLessThanOrEqual(1);
  });

  test('leaves alone who asks for less, as slowly as the limit', () => {
    const plan = [lever('rate-limit', { rate: 100, burst: 1 })];
    expect(metricsOf({ workload: [metronome(100)], plan })['requests.refused']).toBe(0);
  });

  // A Poisson stream of 90/s on a bucket of one token a 1/100 s: an Erlang loss with one server that is free 1/100 s after a
  // request that was let in, of which λ/(λ + 100) are lost: 47.4 %; the standard error of 9,000 is 0.5 %.
  test('refuses chance where nothing can be saved up', () => {
    const plan = [lever('rate-limit', { rate: 100, burst: 1 })];
    const metrics = metricsOf({ durationMs: 100_000, workload: [stream(90)], plan });
    expect(metrics['requests.failedShare']).toBeCloseTo(90 / 190, 1.7);
  });

  // Two keys at 100/s each: 50/s for each of them are 100/s, for both together 50/s.
  test('gives each key a bucket of its own, or limits only some', () => {
    const workload = [metronome(100), metronome(100, { name: 'other', keys: { kind: 'single', key: 'other' } })];
    const served = (options: object) =>
      metricsOf({ workload, plan: [lever('rate-limit', { rate: 50, burst: 1, ...options })] })['requests.served']!;
    expect(Math.abs(served({ per: 'key' }) - 1000)).toBeLessThanOrEqual(2);
    expect(Math.abs(served({}) - 500)).toBeLessThanOrEqual(2);
    expect(Math.abs(served({ keys: ['other'] }) - 1500)).toBeLessThanOrEqual(2);
  });

  test('split over app servers lets in as much where they get equal shares', () => {
    const changes = { workload: [stream(400)], clients: { processes: 4 } } as const;
    const served = (per: string) =>
      metricsOf({ ...changes, plan: [lever('rate-limit', { rate: 100, burst: 8, per })] })['requests.served']!;
    expect(Math.abs(served('process') - served('fleet'))).toBeLessThanOrEqual(0.02 * served('fleet'));
  });
});
