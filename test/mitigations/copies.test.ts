import { describe, expect, test } from 'vitest';
import { lever, metricsOf, stream } from '../support/small.ts';

const twelve = { store: { partitions: 12 } };

describe('copies', () => {
  test('a read goes to one copy, and the reads of a hot key spread', () => {
    const changes = { ...twelve, workload: [stream(900)] };
    const [none, copied] = [metricsOf(changes), metricsOf({ ...changes, plan: [lever('copies', { copies: 8 })] })];
    expect(copied['attempts.total']).toBe(copied['requests.offered']);
    expect(none['partition.hottestUtilisation']).toBeGreaterThan(0.85);
    expect(copied['partition.hottestUtilisation']).toBeLessThan(0.45);
    expect(copied['latencyMs.mean']).toBeLessThan(none['latencyMs.mean']! / 3);
  });

  test('a write goes to all copies, waits for the slowest and reads back whole', () => {
    const changes = {
      ...twelve,
      partition: { servers: 100, serviceMeanMs: 10 },
      workload: [stream(200, { reads: 0.5 })],
      durationMs: 50_000,
    };
    const metrics = metricsOf({ ...changes, plan: [lever('copies', { copies: 3 })] });
    expect(metrics['writes.attempts.total']).toBe(3 * metrics['writes.requests.offered']!);
    expect([metrics['ledger.stale'], metrics['ledger.missing'], metrics['ledger.lost']]).toEqual([0, 0, 0]);
    // The slowest of three exponential services of 10 ms: mean 10·(1 + 1/2 + 1/3), variance 100·(1 + 1/4 + 1/9).
    const error = Math.sqrt((100 * (1 + 1 / 4 + 1 / 9)) / metrics['writes.requests.offered']!);
    expect(Math.abs(metrics['writes.latencyMs.mean']! - 10 * (1 + 1 / 2 + 1 / 3))).toBeLessThan(4.5 * error);
  });

  test('backfires on write-hot keys: every copy sees the full write rate, and all are paid for', () => {
    const changes = { ...twelve, workload: [stream(800, { reads: 0 })] };
    const [none, copied] = [metricsOf(changes), metricsOf({ ...changes, plan: [lever('copies', { copies: 4 })] })];
    expect(copied['bill.writeUnits']).toBe(4 * none['bill.writeUnits']!);
    expect(copied['partition.hottestHeat']).toBeGreaterThanOrEqual(none['partition.hottestHeat']!);
    expect(copied['latencyMs.mean']).toBeGreaterThan(none['latencyMs.mean']!);
  });

  // While a write is on its way to all copies, a reader may see it in one and not in the next: nothing is stale, as it is not acknowledged.
  test('backfires under reads and writes: a client process may see a write and then not see it', () => {
    const changes = {
      ...twelve,
      partition: { servers: 100, serviceMeanMs: 10 },
      clients: { processes: 1 },
      workload: [stream(500, { reads: 0.9 })],
    };
    const [none, copied] = [metricsOf(changes), metricsOf({ ...changes, plan: [lever('copies', { copies: 4 })] })];
    expect(none['ledger.backwardReads']).toBe(0);
    expect(copied['ledger.backwardReads']).toBeGreaterThan(100);
    expect([copied['ledger.unseenOwnWrites'], copied['ledger.stale']]).toEqual([0, 0]);
  });

  test('leaves other keys alone', () => {
    const changes = { ...twelve, workload: [stream(100, { reads: 0 })], plan: [lever('copies', { keys: ['other'] })] };
    expect(metricsOf(changes)['attempts.perRequest']).toBe(1);
  });
});
