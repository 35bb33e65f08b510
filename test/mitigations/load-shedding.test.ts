import { describe, expect, test } from 'vitest';
import { lever, metricsOf, stream } from '../support/small.ts';

const overload = { workload: [stream(2000)] };

describe('load-shedding', () => {
  // Of 2,000/s a server of 1,000/s can do half. When the head has waited 100 ms, 200 more have come behind it, and the
  // last of them will wait twice the limit; a look and a run of luck later it is somewhat more.
  test('refuses what the partition cannot do and keeps the rest fast', () => {
    const none = metricsOf(overload);
    const shed = metricsOf({ ...overload, plan: [lever('load-shedding', { maxWait: 100, every: 10 })] });
    expect(none['latencyMs.max']).toBeGreaterThan(5000);
    expect(shed['latencyMs.max']).toBeLessThan(300);
    expect(shed['requests.refused']! / shed['requests.offered']!).toBeGreaterThan(0.45);
    expect(shed['requests.refused']! / shed['requests.offered']!).toBeLessThan(0.55);
    expect(shed['requests.refused']).toBe(shed['requests.failed']);
    expect(shed['partition.hottestUtilisation']).toBeGreaterThan(0.98);
  });

  test('lets everybody in where the queue is short, and on partitions that are not hot', () => {
    const calm = metricsOf({ workload: [stream(300)], plan: [lever('load-shedding')] });
    expect(calm['requests.refused']).toBe(0);
    // The two names are on different partitions of the two.
    const other = stream(100, { name: 'other', keys: { kind: 'single', key: 'calm' } });
    const hot = metricsOf({
      store: { placement: { kind: 'range', boundaries: ['cb'] } },
      workload: [stream(2000, { keys: { kind: 'single', key: 'zebra' } }), other],
      plan: [lever('load-shedding')],
    });
    expect(hot['stream.requests.refused']).toBeGreaterThan(5000);
    expect(hot['other.requests.refused']).toBe(0);
  });

  // It looks every two seconds: two seconds of everybody, which queue up for two seconds, then two of nobody.
  test('backfires with a stale view: it swings between everybody and nobody', () => {
    const fresh = metricsOf({ ...overload, plan: [lever('load-shedding', { maxWait: 100, every: 10 })] });
    const stale = metricsOf({ ...overload, plan: [lever('load-shedding', { maxWait: 100, every: 2000 })] });
    expect(stale['latencyMs.max']).toBeGreaterThan(5 * fresh['latencyMs.max']!);
  });
});
