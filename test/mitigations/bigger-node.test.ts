import { describe, expect, test } from 'vitest';
import { lever, metricsOf, metronome, stream } from '../support/small.ts';

describe('bigger-node', () => {
  test('serves everything faster by its factor, and costs as much more', () => {
    const changes = {
      partition: { service: { kind: 'deterministic' }, serviceMeanMs: 6 },
      workload: [metronome(100)],
    } as const;
    const none = metricsOf(changes);
    const bigger = metricsOf({ ...changes, plan: [lever('bigger-node', { factor: 3 })] });
    expect([none['latencyMs.max'], bigger['latencyMs.max']]).toEqual([expect.closeTo(6, 9), expect.closeTo(2, 9)]);
    expect([none['bill.capacity'], bigger['bill.capacity']]).toEqual([1, expect.closeTo(3, 12)]);
    expect(bigger['partition.hottestUtilisation']! / none['partition.hottestUtilisation']!).toBeCloseTo(1 / 3, 9);
  });

  // The ceiling is a matter of arrivals alone: the very same requests are throttled, at twice the price.
  test('backfires where a ceiling binds: not one throttle fewer', () => {
    const changes = { limit: { ceiling: { reads: 100, writes: 100 } }, workload: [stream(400)] };
    const [none, bigger] = [metricsOf(changes), metricsOf({ ...changes, plan: [lever('bigger-node')] })];
    expect(none['attempts.throttled']).toBeGreaterThan(2000);
    expect(bigger['attempts.throttled']).toBe(none['attempts.throttled']);
    expect(bigger['bill.capacity']).toBe(2);
  });

  test('in the place of several small ones has their capacity, and fewer ceilings', () => {
    const keys = { kind: 'uniform', count: 2000, prefix: 'k' } as const;
    const limit = { ceiling: { reads: 100, writes: null } };
    const changes = { store: { partitions: 8 }, limit, workload: [stream(400, { keys })], durationMs: 20_000 };
    const fewer = metricsOf({ ...changes, plan: [lever('bigger-node', { factor: 4, nodes: 'fewer' })] });
    expect(fewer['bill.capacity']).toBe(1);
    expect(metricsOf(changes)['requests.failedShare']).toBe(0);
    // 8,000 asked for; 100/s on each of two, and the 100 saved up at the start on each: 4,200 ± 90 are let in.
    expect(Math.abs(fewer['requests.failedShare']! - 0.475)).toBeLessThan(4 * 0.006);
    expect(
      metricsOf({ ...changes, plan: [lever('bigger-node', { factor: 99, nodes: 'fewer' })] })['partition.1.heat'],
    ).toBe(undefined);
  });
});
