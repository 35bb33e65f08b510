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
});
