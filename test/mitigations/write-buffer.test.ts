import { describe, expect, test } from 'vitest';
import { lever, metricsOf, metronome, stream } from '../support/small.ts';

const constant = { service: { kind: 'deterministic' } } as const;
/** Writes at equal distances up to a moment. */
const burst = (ratePerSecond: number, untilMs: number) =>
  ({
    arrivals: {
      kind: 'even',
      steps: [
        { fromMs: 0, ratePerSecond },
        { fromMs: untilMs, ratePerSecond: 0 },
      ],
    },
    reads: 0,
  }) as const;

describe('write-buffer', () => {
  // Writes at 0.5, 1, …, 1000 ms. The consumer sends the k-th at 0.5 + 2k and the store takes 1 ms, so it is applied
  // 1.5 + 1.5k ms after it was sent: 3001.5 ms for the 2000th. Alone, the store ends it at 0.5 + k: after 1000.5 ms.
  test('acknowledges at once and writes at its own pace', () => {
    const metrics = metricsOf({
      partition: constant,
      workload: [stream(0, burst(2000, 1000.1))],
      plan: [lever('write-buffer', { drain: 500 })],
    });
    expect([metrics['ledger.acknowledged'], metrics['attempts.served'], metrics['ledger.lost']]).toEqual([
      2000, 2000, 0,
    ]);
    expect(metrics['latencyMs.max']).toBeCloseTo(5, 9);
    expect(metrics['ledger.applyDelayMs.max']).toBeCloseTo(3001.5, 6);
    expect(metrics['waitMs.max']).toBe(0);
    expect(metrics['ledger.reordered']).toBe(0);
    const none = metricsOf({ partition: constant, workload: [stream(0, burst(2000, 1000.1))] });
    expect(none['latencyMs.max']).toBeCloseTo(1000.5, 6);
  });

  test('holds as many writes as have come and not gone', () => {
    const metrics = metricsOf({
      partition: constant,
      workload: [stream(0, burst(2000, 1000.1))],
      plan: [lever('write-buffer', { drain: 500 })],
    });
    expect(Math.abs(metrics['bill.memoryEntries']! - (2000 - 500))).toBeLessThanOrEqual(2);
  });

  test('puts back what the store turns away, and loses nothing', () => {
    const limit = { ceiling: { reads: null, writes: 100 }, ceilingDepthSeconds: 0.05 };
    const metrics = metricsOf({
      limit,
      workload: [stream(0, burst(200, 2000))],
      plan: [lever('write-buffer', { drain: 400 })],
    });
    expect(metrics['attempts.throttled']).toBeGreaterThan(200);
    expect([metrics['ledger.lost'], metrics['requests.failed']]).toEqual([0, 0]);
    expect(metrics['ledger.reordered']).toBeGreaterThan(0);
  });

  // The client of the consumer gives up on what the store then does: the write is sent again, and applied twice.
  test('survives a store that answers too late: duplicates, and no loss', () => {
    const metrics = metricsOf({
      partition: { ...constant, serviceMeanMs: 30 },
      clients: { timeoutMs: 20 },
      workload: [stream(0, burst(10, 1001))],
      plan: [lever('write-buffer', { drain: 10 })],
    });
    expect(metrics['ledger.acknowledged']).toBe(10);
    expect(metrics['ledger.duplicated']).toBeGreaterThan(10);
  });

  test('in front of copies, brings every write to all of them', () => {
    const changes = {
      workload: [stream(0, burst(100, 1001))],
      plan: [lever('write-buffer', { drain: 300 }), lever('copies', { copies: 3 })],
    };
    const metrics = metricsOf(changes);
    expect([metrics['attempts.served'], metrics['ledger.lost'], metrics['ledger.duplicated']]).toEqual([300, 0, 0]);
  });

  test('with an acknowledgement that outlasts the run, counts nothing as lost that was applied', () => {
    const metrics = metricsOf({
      durationMs: 1100,
      workload: [stream(0, burst(100, 1001))],
      plan: [lever('write-buffer', { drain: 1000, acknowledge: 60_000 })],
    });
    expect([metrics['requests.unfinished'], metrics['ledger.lost']]).toEqual([100, 0]);
  });

  // 200 writes a second into a drain of 50: after 5 s of it and 5 s more, 500 of 1,000 are in the store.
  test('backfires when the drain is too slow: the backlog grows, and so does the age of every read', () => {
    const reads = metronome(20, { name: 'reads' });
    const changes = {
      durationMs: 5000,
      workload: [metronome(200, { reads: 0 }), reads],
      plan: [lever('write-buffer', { drain: 50 })],
    };
    const metrics = metricsOf(changes);
    expect(Math.abs(metrics['ledger.lost']! - 500)).toBeLessThanOrEqual(2);
    expect(metrics['bill.memoryEntries']).toBeGreaterThan(700);
    expect(metrics['ledger.staleShare']).toBeGreaterThan(0.9);
    expect(metrics['ledger.staleMs.max']).toBeGreaterThan(3000);
    expect(metricsOf({ ...changes, plan: [] })['ledger.stale']).toBe(0);
  });

  // 2,000 come in a second, 500 go, 100 wait: the rest finds the queue full.
  test('refuses what its queue has no room for', () => {
    const metrics = metricsOf({
      partition: constant,
      workload: [stream(0, burst(2000, 1000.1))],
      plan: [lever('write-buffer', { drain: 500, capacity: 100 })],
    });
    expect(metrics['bill.memoryEntries']).toBe(100);
    expect(Math.abs(metrics['requests.refused']! - (2000 - 500 - 100))).toBeLessThanOrEqual(2);
    expect([metrics['ledger.acknowledged'], metrics['ledger.lost']]).toEqual([2000 - metrics['requests.refused']!, 0]);
  });

  // Two consumers and 10 ms at a store with one server: nobody ever meets more than one before him, whatever the drain.
  test('has no more messages under way than consumers', () => {
    const changes = { partition: { ...constant, serviceMeanMs: 10 }, workload: [stream(0, burst(200, 1001))] };
    const few = metricsOf({ ...changes, plan: [lever('write-buffer', { drain: 1000, consumers: 2 })] });
    expect(few['waitMs.max']).toBeGreaterThan(5);
    expect(few['waitMs.max']).toBeLessThanOrEqual(10.001);
    expect([few['attempts.served'], few['ledger.lost'], few['ledger.reordered']]).toEqual([200, 0, 0]);
    const many = metricsOf({ ...changes, plan: [lever('write-buffer', { drain: 1000 })] });
    expect(many['waitMs.max']).toBeGreaterThan(500);
  });

  /** One write at 10 ms, which is at a consumer a turn later and then in service for 50 ms. */
  const single = (visibility: number, drain: number) =>
    metricsOf({
      durationMs: 1000,
      partition: { ...constant, serviceMeanMs: 50 },
      workload: [stream(0, burst(100, 15))],
      plan: [lever('write-buffer', { drain, visibility })],
    });

  test('delivers a message once when it is deleted in time', () => {
    const metrics = single(60, 100);
    expect([metrics['attempts.served'], metrics['ledger.duplicated'], metrics['ledger.lost']]).toEqual([1, 0, 0]);
  });

  // Delivered at 110 ms, shown again at 150 ms, deleted at 160 ms; its next turn would be at 250 ms.
  test('delivers it once when it is deleted before somebody else takes it', () => {
    const metrics = single(40, 10);
    expect([metrics['attempts.served'], metrics['ledger.duplicated'], metrics['ledger.lost']]).toEqual([1, 0, 0]);
  });

  // Delivered at 20 ms, shown again at 45 ms and delivered at 55 ms, before it was deleted at 70 ms: too late, by the one who had it first. That goes
  // on as long as the run, and the store applies it every 50 ms.
  test('delivers it for ever when the store takes longer than it stays hidden', () => {
    const metrics = single(25, 100);
    expect(metrics['ledger.duplicated']).toBeGreaterThan(30);
    expect(metrics['ledger.lost']).toBe(0);
  });

  test('puts back what the store turns away, hidden or not', () => {
    const metrics = metricsOf({
      limit: { ceiling: { reads: null, writes: 100 }, ceilingDepthSeconds: 0.05 },
      workload: [stream(0, burst(200, 2000))],
      plan: [lever('write-buffer', { drain: 400, visibility: 30_000, consumers: 1 })],
    });
    expect(metrics['attempts.throttled']).toBeGreaterThan(200);
    expect([metrics['ledger.lost'], metrics['ledger.duplicated'], metrics['requests.failed']]).toEqual([0, 0, 0]);
  });
});
