/**
 * Servers that stand still for a while, queue kept.
 *
 * P.O1: λ = 800/s on μ = 1,000/s, paused for D = 10 s. Backlog λD = 8,000; it drains at μ−λ in λD/(μ−λ) = 40 s; the
 * first waits D = 10 s more, the last 0, falling linearly: D/2 = 5 s on average over λ(D + 40 s) = 40,000 requests.
 */
import { describe, expect, it } from 'vitest';
import { run } from '../../src/experiment/run.ts';
import type { FaultConfig } from '../../src/model/config.ts';
import * as fluid from '../../src/theory/fluid.ts';
import { GENERATED } from '../support/generators.ts';
import { expectRelative } from '../support/relative.ts';
import { replicate } from '../support/replicate.ts';
import { metronome, small, stream } from '../support/small.ts';

const pause = (atMs: number, forMs: number): FaultConfig => ({
  kind: 'pause',
  atMs,
  forMs,
  key: 'celebrity',
  partition: null,
});

describe('an outage of ten seconds', () => {
  // Chance adds to the fluid a backlog of √(800·10) = 89 of 8,000, 1.1 %, and to the drain √(8,000·1,800/200³) = 1.3 s,
  // 3.4 %; over eight runs a third of that. The mean over the affected scatters by the drain's share, 1.2 %.
  const scenario = {
    ...small({ durationMs: 120_000, workload: [stream(800)], faults: [pause(20_000, 10_000)] }),
    windows: [
      { name: 'end', fromMs: 29_999, toMs: 30_000 },
      { name: 'affected', fromMs: 20_000, toMs: 70_000 },
    ],
  };
  const expected = fluid.outage(800, 1000, 10_000);

  it('has the published backlog, wait and drain', () => {
    const result = replicate(scenario, 'none', 8);
    expectRelative(result.mean('end:inside.mean'), expected.backlog, 0.05, 'backlog');
    expectRelative(result.mean('affected:latencyMs.mean'), expected.meanExtraMs + 5, 0.05, 'mean extra wait');
    expectRelative(result.mean('latencyMs.max'), expected.maxExtraMs, 0.05, 'longest extra wait');
    expect(result.mean('requests.failed')).toBe(0);
  });
});

describe('a pause', () => {
  // One request a second, 100 ms each; paused from 2.05 s for 0.5 s while the second is in service: it needs 600 ms.
  it('finishes what is in service later by as much', () => {
    const scenario = small({
      durationMs: 5000,
      partition: { service: { kind: 'deterministic' }, serviceMeanMs: 100 },
      workload: [metronome(1)],
      faults: [pause(2050, 500)],
    });
    const { metrics } = run(scenario, GENERATED);
    expect([metrics['latencyMs.max'], metrics['latencyMs.mean']]).toEqual([
      expect.closeTo(600, 9),
      expect.closeTo((100 + 600 + 100 + 100) / 4, 9),
    ]);
  });

  // Two overlapping pauses end with the later: 2.05 s to 2.95 s is 900 ms.
  it('that overlaps another ends with the later', () => {
    const scenario = small({
      durationMs: 5000,
      partition: { service: { kind: 'deterministic' }, serviceMeanMs: 100 },
      workload: [metronome(1)],
      faults: [pause(2050, 500), pause(2450, 500)],
    });
    expect(run(scenario, GENERATED).metrics['latencyMs.max']).toBeCloseTo(100 + 900, 9);
  });

  it('takes away the closed form of a queue that is never paused', () => {
    const queue = { durationMs: 2000, store: { partitions: 1 }, workload: [stream(500)] };
    expect(run(small(queue), 'none').theory).not.toEqual([]);
    expect(run(small({ ...queue, faults: [pause(500, 500)] }), 'none').theory).toEqual([]);
  });

  it('of another partition changes nothing', () => {
    const calm = small({ durationMs: 5000, workload: [stream(100)] });
    const here = calm.model;
    const elsewhere = {
      ...calm,
      model: { ...here, faults: [0, 1].map((partition) => ({ ...pause(1000, 1000), key: null, partition })) },
    };
    const one = (k: number) =>
      run({ ...elsewhere, model: { ...here, faults: [elsewhere.model.faults[k]!] } }, 'none').metrics;
    const none = run(calm, 'none').metrics;
    const maxima = [one(0)['latencyMs.max'], one(1)['latencyMs.max']];
    expect(maxima).toContain(none['latencyMs.max']);
    expect(Math.max(...maxima.map((value) => value!))).toBeGreaterThan(900);
  });
});

/**
 * The database of Bronson et al. (HotOS 2021): FIFO, μ = 300/s exponential, time-outs of 1 s with one retry at once, no
 * cancellation, a pause of 10 s. Once the queue is longer than a second, every answer comes too late and every request
 * is sent twice. At λ = 280 that is 560/s on 300: it never ends (P.M1). At λ = 140 it is 280/s, less than 300: the queue
 * of some 2,800 falls by 20/s and it recovers after 85 to 140 s (P.M2); in between the limit is μ/(m+1) = 150.
 */
describe('a pause of ten seconds where time-outs are retried at once', () => {
  const storm = (rate: number) => ({
    ...small({
      durationMs: 250_000,
      partition: { serviceMeanMs: 1000 / 300 },
      clients: { timeoutMs: 1000, retry: { attempts: 2, baseMs: 0, capMs: null, jitter: 'none', quota: null } },
      workload: [stream(rate)],
      faults: [pause(30_000, 10_000)],
    }),
    windows: [
      { name: 'before', fromMs: 10_000, toMs: 30_000 },
      { name: 'early', fromMs: 60_000, toMs: 110_000 },
      { name: 'late', fromMs: 200_000, toMs: 250_000 },
    ],
  });

  it('never ends at λ = 280 (P.M1)', () => {
    const { metrics } = run(storm(280), 'none');
    expectRelative(metrics['before:goodput.perSecond']!, 280, 0.03, 'goodput before');
    expectRelative(metrics['late:attempts.total']! / 50, 560, 0.03, 'attempts a second');
    expect(metrics['late:goodput.perSecond']).toBeLessThan(2.8);
  });

  it('is over within 140 s at λ = 140, and not at once (P.M2)', () => {
    const { metrics } = run(storm(140), 'none');
    expect(metrics['early:goodput.perSecond']).toBeLessThan(7);
    expectRelative(metrics['late:goodput.perSecond']!, 140, 0.05, 'goodput at the end');
    expectRelative(metrics['late:attempts.perRequest']!, 1, 0.03, 'attempts a request at the end');
  });
});
