/**
 * More of an option does what it says, in the obvious direction, on the same requests: a longer time to live never sends more reads to the
 * store, a higher quota never refuses more. Beyond noise: with another setting requests meet other queues, so that single ones may end
 * differently; a twentieth of the requests, and five, are allowed for that. Nothing is allowed where the direction holds path by path.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { WorkloadConfig } from '../../src/model/config.ts';
import type { PlanLever } from '../../src/scenario/scenario.ts';
import { type Changes, lever, metricsOf, stream } from '../support/small.ts';

interface Direction {
  readonly name: string;
  readonly metric: string;
  readonly rises: boolean;
  /** Whether it holds path by path. */
  readonly isExact?: true;
  /** The lever with an amount from 0 to 1 of the option. */
  at(amount: number): PlanLever;
  readonly around?: Changes;
}

/** More than half of the requests are too many. */
const scarce: Changes = { limit: { ceiling: { reads: 20, writes: 20 }, ceilingDepthSeconds: 0.1 } };
const busy: Changes = { partition: { serviceMeanMs: 8 }, clients: { deadlineMs: 2000, timeoutMs: 500 } };
/** Whoever comes is served at once. */
const plenty: Changes = { partition: { serviceMeanMs: 0.5, servers: 100 } };
/** A table of 20 writes a second. */
const spent: Changes = { store: { throughput: { reads: null, writes: 20, burstSeconds: 0, burstStartsFull: false } } };
const between = (low: number, high: number) => (amount: number) => low + (high - low) * amount;
const whole = (low: number, high: number) => (amount: number) => Math.round(between(low, high)(amount));

const again = { attempts: 4, baseMs: 20, capMs: null, jitter: 'full', quota: null } as const;

const directions: readonly Direction[] = [
  {
    name: 'cache, time to live',
    metric: 'reads.attempts.total',
    rises: false,
    at: (amount) => lever('cache', { ttl: between(10, 5000)(amount) }),
  },
  {
    name: 'cache, entries',
    metric: 'reads.attempts.total',
    rises: false,
    at: (amount) => lever('cache', { ttl: 10_000, entries: whole(1, 6)(amount) }),
    around: plenty,
  },
  {
    name: 'cache, loss of news',
    metric: 'ledger.stale',
    rises: true,
    at: (amount) => lever('cache', { ttl: 10_000, scope: 'process', writes: 'invalidate', loss: amount }),
    around: { ...plenty, clients: { processes: 4 } },
  },
  {
    name: 'cache, period of a token',
    metric: 'reads.attempts.total',
    rises: false,
    at: (amount) =>
      lever('cache', { ttl: 10_000, writes: 'invalidate', lease: 'stale', token: between(1, 1000)(amount) }),
    around: plenty,
  },
  {
    name: 'coalescing, patience',
    metric: 'attempts.total',
    rises: false,
    at: (amount) => lever('coalescing', { timeout: between(1, 60)(amount) }),
    around: { partition: { service: { kind: 'deterministic' }, serviceMeanMs: 50, servers: 100 } },
  },
  {
    name: 'rate-limit, rate',
    metric: 'requests.refused',
    rises: false,
    at: (amount) => lever('rate-limit', { rate: between(10, 400)(amount) }),
  },
  {
    name: 'adaptive-capacity, reads',
    metric: 'attempts.throttled',
    rises: false,
    at: (amount) => lever('adaptive-capacity', { every: 200, reads: between(10, 100)(amount) }),
    around: { store: { partitions: 50 }, limit: { share: { reads: 10, writes: null }, bankSeconds: 0 } },
  },
  {
    name: 'retry-budget, ratio',
    metric: 'attempts.total',
    rises: true,
    at: (amount) => lever('retry-budget', { ratio: amount }),
    around: { ...scarce, clients: { retry: again } },
  },
  {
    name: 'retry, attempts',
    metric: 'attempts.total',
    rises: true,
    at: (amount) => lever('retry', { attempts: whole(1, 8)(amount), base: 20 }),
    around: scarce,
  },
  {
    name: 'client-throttle, K',
    metric: 'attempts.refused',
    rises: false,
    at: (amount) => lever('client-throttle', { k: between(1.1, 5)(amount), window: 2000 }),
    around: scarce,
  },
  {
    name: 'concurrency-limit, most',
    metric: 'attempts.refused',
    rises: false,
    at: (amount) => lever('concurrency-limit', { initial: 1, least: 1, most: whole(1, 20)(amount) }),
    around: busy,
  },
  {
    name: 'batching, linger',
    metric: 'latencyMs.mean',
    rises: true,
    at: (amount) => lever('batching', { of: 'all', overhead: 0, size: 1000, linger: between(1, 200)(amount) }),
    around: plenty,
  },
  {
    name: 'outlier-ejection, errors',
    metric: 'attempts.refused',
    rises: false,
    at: (amount) =>
      lever('outlier-ejection', { errors: whole(1, 12)(amount), most: 1, throttles: true, base: 500, sweep: 500 }),
    around: scarce,
  },
  {
    name: 'load-shedding, longest wait',
    metric: 'requests.refused',
    rises: false,
    at: (amount) => lever('load-shedding', { maxWait: between(1, 2000)(amount), every: 10 }),
    around: busy,
  },
  {
    name: 'load-shedding, longest queue',
    metric: 'attempts.refused',
    rises: false,
    at: (amount) => lever('load-shedding', { site: 'node', signal: 'length', maxLength: whole(0, 40)(amount) }),
    around: busy,
  },
  {
    name: 'codel, long',
    metric: 'attempts.lapsed',
    rises: false,
    at: (amount) => lever('codel', { short: 1, long: between(1, 200)(amount) }),
    around: { partition: { serviceMeanMs: 4 } },
  },
  {
    name: 'hedging, cap',
    metric: 'attempts.total',
    rises: true,
    at: (amount) => lever('hedging', { after: 5, cap: amount, cancel: false }),
    around: { partition: { servers: 20, serviceMeanMs: 10 } },
  },
  {
    name: 'idempotency-keys, time to live',
    metric: 'ledger.duplicated',
    rises: false,
    at: (amount) => lever('idempotency-keys', { ttl: between(0, 200)(amount) }),
    around: { partition: { servers: 20, serviceMeanMs: 50 }, clients: { timeoutMs: 30, retry: again } },
  },
  {
    name: 'write-buffer, drain',
    metric: 'ledger.applyDelayMs.p99',
    rises: false,
    at: (amount) => lever('write-buffer', { drain: between(20, 400)(amount) }),
  },
  {
    name: 'copies, number',
    metric: 'bill.writeUnits',
    rises: true,
    isExact: true,
    at: (amount) => lever('copies', { copies: whole(2, 9)(amount) }),
  },
  {
    name: 'salting, salts',
    metric: 'bill.readUnits',
    rises: true,
    isExact: true,
    at: (amount) => lever('salting', { salts: whole(2, 9)(amount) }),
  },
  {
    name: 'salting, gather time-out',
    metric: 'reads.latencyMs.mean',
    rises: true,
    isExact: true,
    at: (amount) => lever('salting', { salts: 4, needs: 0.25, gatherTimeout: between(1, 40)(amount) }),
    around: { partition: { servers: 100, serviceMeanMs: 10 } },
  },
  {
    name: 'two-choices, choices',
    metric: 'bill.readUnits',
    rises: true,
    isExact: true,
    at: (amount) => lever('two-choices', { choices: whole(2, 9)(amount) }),
  },
  {
    name: 'random-prefix, prefixes',
    metric: 'bill.readUnits',
    rises: true,
    isExact: true,
    at: (amount) => lever('random-prefix', { prefixes: whole(2, 9)(amount), reads: 'range' }),
  },
  {
    name: 'provisioned-throughput, writes',
    metric: 'bill.capacity',
    rises: true,
    isExact: true,
    at: (amount) => lever('provisioned-throughput', { writes: between(30, 600)(amount) }),
    around: scarce,
  },
  {
    name: 'key-template, random keys',
    metric: 'bill.readUnits',
    rises: true,
    isExact: true,
    at: (amount) => lever('key-template', { template: `{key}#{random:${whole(2, 9)(amount)}}` }),
  },
  {
    name: 'auto-scaling, most writes',
    metric: 'attempts.throttled',
    rises: false,
    at: (amount) => lever('auto-scaling', { maxWrites: between(20, 200)(amount), minWrites: 20, every: 200, delay: 0 }),
    around: spent,
  },
  {
    name: 'auto-scaling, delay',
    metric: 'attempts.throttled',
    rises: true,
    at: (amount) =>
      lever('auto-scaling', { maxWrites: 500, minWrites: 20, every: 200, delay: between(1, 3000)(amount) }),
    around: spent,
  },
  {
    name: 'tenant-quota, rate',
    metric: 'requests.refused',
    rises: false,
    at: (amount) => lever('tenant-quota', { rate: between(5, 200)(amount), burst: 10 }),
  },
  // One queue in order of arrival, and every service shorter: by Lindley's recursion nobody waits for longer.
  {
    name: 'bigger-node, factor',
    metric: 'latencyMs.mean',
    rises: false,
    isExact: true,
    at: (amount) => lever('bigger-node', { factor: between(1, 4)(amount) }),
  },
];

const traffic: fc.Arbitrary<WorkloadConfig[]> = fc
  .record({
    ratePerSecond: fc.integer({ min: 200, max: 300 }),
    keys: fc.integer({ min: 1, max: 6 }),
    reads: fc.constantFrom(0.2, 0.5, 0.8),
  })
  .map(({ ratePerSecond, keys, reads }) => [
    stream(ratePerSecond, {
      reads,
      keys: { kind: 'zipf', count: keys, exponent: 1, prefix: 'key:' },
      attributes: [{ name: 'tenant', kind: 'uniform', count: 2, first: 0 }],
    }),
  ]);

/** Two amounts, at least a quarter apart. */
const amounts = fc
  .tuple(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 25, max: 50 }))
  .map(([low, gap]) => [low / 100, (low + gap) / 100] as const);

describe('more of an option', () => {
  test.each(directions)('$name: $metric', ({ metric, rises, isExact, at, around }) => {
    let moved = 0;
    fc.assert(
      fc.property(traffic, amounts, fc.string({ maxLength: 3 }), (workload, [little, much], seed) => {
        const measure = (amount: number) =>
          metricsOf({ ...around, durationMs: 4000, workload, seed, plan: [at(amount)] });
        const [less, more] = [measure(little), measure(much)];
        const [low, high] = rises ? [less[metric]!, more[metric]!] : [more[metric]!, less[metric]!];
        if (low < high) moved++;
        const noise = isExact ? 1e-9 : 5 + 0.05 * less['requests.offered']!;
        expect(low).toBeLessThanOrEqual(high + noise);
      }),
      { seed: 9, numRuns: 6 },
    );
    expect(moved, 'cases in which it made a difference').toBeGreaterThanOrEqual(3);
  });
});
