/**
 * P.Q12: Little's law and conservation, which every run is audited for. The time integral of the number inside a
 * partition equals the sum of the stays, residuals of those still inside included, to 1e-9: an identity of two
 * independent accounts, not a statistic. Shown here: it holds on runs that use everything at once, and a fault of one part in 10⁸
 * in either account, or one request gone missing, stops the run.
 */
import { fc, test } from '@fast-check/vitest';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { InvariantError, run } from '../../src/experiment/run.ts';
import { audit } from '../../src/metrics/audit.ts';
import { END, OUTCOME } from '../../src/metrics/cell-counts.ts';
import { Recorder } from '../../src/metrics/recorder.ts';
import { Ledger } from '../../src/model/ledger/ledger.ts';
import { Partition } from '../../src/model/partition/partition.ts';
import { IN_SERVICE } from '../../src/model/request/flags.ts';
import { recordWith } from '../support/lever-run.ts';
import { expectRelative } from '../support/relative.ts';
import { type LeverText, type ScenarioParts, scenarioOf } from '../support/scenario.ts';

const EVERYTHING: readonly LeverText[] = [
  { kind: 'load-shedding', maxWait: '30ms' },
  { kind: 'cache', ttl: '50ms', keys: ['key:1*'] },
  { kind: 'coalescing' },
  { kind: 'write-buffer', drain: '300/s', keys: ['key:2', 'key:3*'] },
  { kind: 'salting', salts: 3, keys: ['key:0'] },
  { kind: 'copies', copies: 2, keys: ['key:4'] },
  { kind: 'retry', preset: 'aws-standard', attempts: 4, base: '20ms', timeout: '30ms' },
  { kind: 'retry-budget' },
];

/** Six partitions, some of them too hot, with limits, short queues, impatient clients and a burst. */
const rich = (extra: Partial<ScenarioParts> = {}) =>
  scenarioOf({
    durationMs: 10_000,
    windows: { burst: [3000, 5000] },
    partitions: 6,
    placement: { kind: 'hash' },
    networkMs: 0.5,
    partition: { servers: 2, serviceMeanMs: 3, queueCapacity: 30 },
    limit: { ceiling: { reads: 700, writes: 200 }, share: { reads: 400, writes: 150 }, bankSeconds: 5 },
    clients: { processes: 4, deadlineMs: 60 },
    workload: {
      ratePerSecond: [
        [0, 1500],
        [3000, 4000],
        [5000, 1000],
      ],
      keys: { kind: 'zipf', count: 50, exponent: 1.1, prefix: 'key:' },
      reads: 0.7,
    },
    plans: { everything: EVERYTHING },
    ...extra,
  });

describe('the audit', () => {
  it.each(['none', 'everything'])('passes a rich run under %s', (plan) => {
    const { metrics } = run(rich(), plan);
    // Rich: nearly everything that can become of a request or an attempt did.
    const happened = ['requests.served', 'requests.dropped', 'attempts.throttled', 'attempts.queueFull'];
    if (plan === 'everything') {
      happened.push('requests.refused', 'requests.expired', 'attempts.timedOut');
      happened.push('cache.hitRatio', 'coalescing.joinedShare', 'ledger.wasted', 'ledger.stale', 'ledger.duplicated');
    }
    for (const metric of happened) expect(metrics[metric], metric).toBeGreaterThan(0);
  });

  it('passes a run that is cut off with work in flight', () => {
    // 2,500 requests come in 5 s, and six partitions of 60 ms serve 100/s of them: 1,000 by the end of the drain.
    const scenario = rich({
      durationMs: 5000,
      partition: { serviceMeanMs: 60 },
      limit: {},
      clients: {},
      workload: { ratePerSecond: 500, keys: { kind: 'uniform', count: 600, prefix: 'key:' } },
    });
    const { metrics, warnings } = run(scenario, 'none');
    expect(metrics['requests.unfinished']).toBeGreaterThan(1000);
    expect(warnings.map(({ code }) => code)).toContain('unfinished');
  });

  const lever = fc.constantFrom(...EVERYTHING);
  const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
  test.prop(
    {
      levers: fc.uniqueArray(lever, { selector: ({ kind }) => kind, maxLength: 8 }),
      partitions: fc.integer({ min: 1, max: 8 }),
      networkMs: fc.constantFrom(0, 2),
      queueCapacity: maybe(fc.integer({ min: 0, max: 20 })),
      servers: fc.integer({ min: 1, max: 3 }),
      ceiling: maybe(fc.integer({ min: 1, max: 400 })),
      deadlineMs: maybe(fc.integer({ min: 1, max: 100 })),
      timeoutMs: maybe(fc.integer({ min: 1, max: 40 })),
      attempts: fc.integer({ min: 1, max: 5 }),
      jitter: fc.constantFrom('none', 'full', 'equal', 'decorrelated'),
      ratePerSecond: fc.integer({ min: 1, max: 2000 }),
      reads: fc.constantFrom(0, 0.5, 1),
      seed: fc.nat(),
    },
    { seed: 12, numRuns: 60 },
  )('passes every combination of limits, patience, retries and levers', (c) => {
    const scenario = rich({
      durationMs: 1000,
      windows: {},
      partitions: c.partitions,
      networkMs: c.networkMs,
      partition: { servers: c.servers, serviceMeanMs: 2, queueCapacity: c.queueCapacity },
      limit: { ceiling: { reads: c.ceiling, writes: c.ceiling } },
      clients: {
        processes: 3,
        deadlineMs: c.deadlineMs,
        timeoutMs: c.timeoutMs,
        retry: { attempts: c.attempts, baseMs: 5, capMs: 40, jitter: c.jitter, quota: null },
      },
      workload: {
        ratePerSecond: c.ratePerSecond,
        keys: { kind: 'zipf', count: 20, exponent: 1, prefix: 'key:' },
        reads: c.reads,
      },
      plans: { levers: c.levers },
    });
    const { metrics } = run(scenario, 'levers', { seed: String(c.seed) });
    const outcomes = ['served', 'refused', 'dropped', 'expired', 'unfinished'];
    const settled = outcomes.reduce((total, outcome) => total + metrics[`requests.${outcome}`]!, 0);
    expect(settled).toBe(metrics['requests.offered']);
  });
});

describe('Little’s law in the metrics', () => {
  // L = λW over a window holds but for those inside at its edges: a handful of 72,000 stays.
  it('ties the mean number inside to throughput and stay', () => {
    const scenario = scenarioOf({ durationMs: 100_000, workload: { ratePerSecond: 800 } });
    const { metrics } = run(scenario, 'none');
    const product = (metrics['throughput.perSecond']! * metrics['latencyMs.mean']!) / 1000;
    expectRelative(product, metrics['inside.mean']!, 1e-3);
    expectRelative(
      (metrics['throughput.perSecond']! * metrics['waitMs.mean']!) / 1000,
      metrics['queue.lengthMean']!,
      1e-3,
    );
  });
});

describe('a planted fault', () => {
  afterEach(() => vi.restoreAllMocks());

  /** Lets `fault` tamper with the thousandth call of a method, and runs the rich scenario. */
  function plant<T extends object>(
    prototype: T,
    method: keyof T & string,
    fault: (self: T, args: number[]) => void,
  ): () => void {
    const original = prototype[method] as (...args: number[]) => unknown;
    let calls = 0;
    vi.spyOn(prototype as Record<string, (...args: number[]) => unknown>, method).mockImplementation(function (
      this: unknown,
      ...args: number[]
    ) {
      if (++calls === 1000) fault(this as T, args);
      return original.apply(this, args);
    });
    return () => run(rich(), 'everything', { seed: 'planted', replication: 3 });
  }

  it('is none without one', () => {
    expect(plant(Partition.prototype, 'leave', () => {})).not.toThrow();
  });

  it.each<[string, 'enter' | 'leave', (partition: Partition) => void]>([
    // biome-ignore-start lint/complexity/useLiteralKeys: TypeScript lets nobody at a private field by its bare name.
    ['a coming noted a microsecond late', 'enter', (partition) => (partition['insideSum'] -= 0.001)],
    ['a going noted a microsecond late', 'leave', (partition) => (partition['insideSum'] += 0.001)],
    // biome-ignore-end lint/complexity/useLiteralKeys: as above.
    ['a microsecond of stay that nobody stayed', 'leave', (partition) => (partition.stayedMs += 0.001)],
    ['somebody inside who never came', 'enter', (partition) => partition.inside++],
  ])('in a partition is caught: %s', (_, method, fault) => {
    expect(plant(Partition.prototype, method, fault)).toThrow(InvariantError);
  });

  it.each<[string, (recorder: Recorder) => void]>([
    [
      'a request lost',
      (recorder) => recorder.counts.data[recorder.counts.data.findIndex((n, k) => n > 0 && k % 16 === OUTCOME)]!--,
    ],
    ['a request settled twice', (recorder) => recorder.counts.data[OUTCOME]!++],
    [
      'an attempt whose end was never told',
      (recorder) => recorder.counts.data[recorder.counts.data.findIndex((n, k) => n > 0 && k % 16 === END)]!--,
    ],
  ])('in the counts is caught: %s', (_, fault) => {
    expect(plant(Recorder.prototype, 'settled', fault)).toThrow(InvariantError);
  });

  it('in the ledger is caught: writes applied that nobody gave', () => {
    const fault = (ledger: Ledger) => Object.assign(ledger, { carriedApplied: 1e6 });
    expect(plant(Ledger.prototype, 'settled', fault)).toThrow(/more writes applied than were taken over/);
  });

  it('names what reproduces it', () => {
    const faulty = plant(Partition.prototype, 'enter', (partition) => partition.inside++);
    expect(faulty).toThrow(/plan "everything", seed planted, replication 3/);
  });

  // The sum of stays of the busiest partition is about 10⁵ ms; 1e-8 of it is ten times the threshold.
  it('is caught from one part in a hundred million on', () => {
    const recorder = recordWith(rich(), []);
    const { partitions } = recorder.simulation.store;
    const busiest = partitions.reduce((a, b) => (b.stayedMs > a.stayedMs ? b : a));
    expect(audit(recorder)).toEqual([]);
    busiest.stayedMs *= 1 + 1e-8;
    const complaint = new RegExp(`Little's law at partition ${partitions.indexOf(busiest)}`);
    expect(audit(recorder)).toEqual([expect.stringMatching(complaint)]);
  });

  it('is caught where an attempt at a partition has been forgotten', () => {
    const recorder = recordWith(rich({ clients: { deadlineMs: 50 }, partition: { serviceMeanMs: 50_000 } }), []);
    const { pool } = recorder.simulation;
    let forgotten = false;
    pool.forEachLive((row) => {
      if (forgotten || !(pool.flags(row) & IN_SERVICE)) return;
      pool.lower(row, IN_SERVICE);
      forgotten = true;
    });
    expect(forgotten).toBe(true);
    expect(audit(recorder)).toContainEqual(expect.stringMatching(/attempts inside by its own count/));
  });
});
