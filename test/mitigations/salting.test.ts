import { describe, expect, test } from 'vitest';
import { lever, metricsOf, stream } from '../support/small.ts';

const twelve = { store: { partitions: 12 } };

describe('salting', () => {
  test('a write goes to one salt, and the writes of a hot key spread', () => {
    const changes = { ...twelve, workload: [stream(900, { reads: 0 })] };
    const [none, salted] = [metricsOf(changes), metricsOf({ ...changes, plan: [lever('salting', { salts: 8 })] })];
    expect(salted['attempts.total']).toBe(salted['requests.offered']);
    expect(none['partition.hottestUtilisation']).toBeGreaterThan(0.85);
    expect(salted['partition.hottestUtilisation']).toBeLessThan(0.45);
    expect(salted['latencyMs.mean']).toBeLessThan(none['latencyMs.mean']! / 3);
  });

  test('a read gathers all salts in parallel, and misses nothing', () => {
    const changes = {
      ...twelve,
      durationMs: 50_000,
      partition: { servers: 100, serviceMeanMs: 10 },
      workload: [stream(100, { reads: 0.5 })],
    };
    const metrics = metricsOf({ ...changes, plan: [lever('salting', { salts: 4 })] });
    expect(metrics['reads.attempts.total']).toBe(4 * metrics['reads.requests.offered']!);
    expect([metrics['ledger.stale'], metrics['ledger.missing'], metrics['ledger.duplicated']]).toEqual([0, 0, 0]);
    // As slow as the slowest leg, not as all of them together: the longest of four exponential services of 10 ms has
    // mean 10·(1 + 1/2 + 1/3 + 1/4) and variance 100·(1 + 1/4 + 1/9 + 1/16).
    const error = Math.sqrt((100 * (1 + 1 / 4 + 1 / 9 + 1 / 16)) / metrics['reads.requests.offered']!);
    expect(Math.abs(metrics['reads.latencyMs.mean']! - 10 * (1 + 1 / 2 + 1 / 3 + 1 / 4))).toBeLessThan(4.5 * error);
  });

  test('gives up the order of writes to a key: its salts queue apart', () => {
    const changes = { ...twelve, workload: [stream(900, { reads: 0 })] };
    const [none, salted] = [metricsOf(changes), metricsOf({ ...changes, plan: [lever('salting', { salts: 8 })] })];
    expect(none['ledger.reordered']).toBe(0);
    expect(salted['ledger.reordered']).toBeGreaterThan(1000);
  });

  test('a gather fails with its first leg that fails', () => {
    const limit = { ceiling: { reads: 20, writes: null }, ceilingDepthSeconds: 0.05 };
    const changes = { ...twelve, limit, workload: [stream(10)] };
    const [none, salted] = [metricsOf(changes), metricsOf({ ...changes, plan: [lever('salting', { salts: 6 })] })];
    expect(salted['requests.dropped']).toBeGreaterThan(none['requests.dropped']!);
    expect(salted['attempts.throttled']).toBeGreaterThan(salted['requests.dropped']!);
  });

  test('backfires on read-hot keys: every leg sees the full read rate', () => {
    const changes = { ...twelve, workload: [stream(800)] };
    const [none, salted] = [metricsOf(changes), metricsOf({ ...changes, plan: [lever('salting', { salts: 4 })] })];
    expect(salted['bill.readUnits']).toBe(4 * none['bill.readUnits']!);
    expect(salted['partition.hottestHeat']).toBeGreaterThanOrEqual(none['partition.hottestHeat']!);
    expect(salted['latencyMs.mean']).toBeGreaterThan(none['latencyMs.mean']!);
  });

  test('a read that waits for some of its salts is faster, and misses what lies under the others', () => {
    const changes = {
      ...twelve,
      partition: { servers: 100, serviceMeanMs: 10 },
      workload: [stream(100, { reads: 0.5 })],
    };
    const [whole, half] = [1, 0.5].map((needs) =>
      metricsOf({ ...changes, plan: [lever('salting', { salts: 4, needs })] }),
    ) as [Record<string, number>, Record<string, number>];
    // The second of four exponential services of 10 ms against the last: 10·(1/4 + 1/3) = 5.8 ms and 10·(1 + 1/2 + 1/3 + 1/4) = 20.8 ms.
    expect(half['reads.latencyMs.mean']! / whole['reads.latencyMs.mean']!).toBeCloseTo(5.8 / 20.8, 1.5);
    expect(half['ledger.missing']!).toBeGreaterThan(0);
    expect([whole['ledger.missing'], half['reads.attempts.total']]).toEqual([0, whole['reads.attempts.total']]);
  });

  test('some keys have numbers of their own', () => {
    const workload = ['vip:1', 'vip:2', 'plain'].map((key) =>
      stream(50, { name: key.replace(':', '-'), keys: { kind: 'single', key } }),
    );
    const plan = [lever('salting', { salts: 2, each: ['vip:1=5', 'vip:*=3'] })];
    const metrics = metricsOf({ ...twelve, workload, plan });
    expect(workload.map(({ name }) => metrics[`${name}.attempts.perRequest`])).toEqual([5, 3, 2]);
  });

  test('leaves other keys alone', () => {
    const changes = { ...twelve, workload: [stream(100)], plan: [lever('salting', { keys: ['other', 'celebrit'] })] };
    expect(metricsOf(changes)['attempts.perRequest']).toBe(1);
  });
});
