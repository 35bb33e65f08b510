import { describe, expect, test } from 'vitest';
import { lever, metricsOf, stream } from '../support/small.ts';

const bystanders = stream(100, { name: 'bystanders', keys: { kind: 'uniform', count: 2000, prefix: 'user:' } });
const limit = { ceiling: { reads: 300, writes: null }, ceilingDepthSeconds: 0.1 };
const isolate = (keys: readonly string[], partitions = 1) => [lever('isolation', { keys, partitions })];

describe('isolation', () => {
  test('gives a key a partition that nobody else uses, and leaves the others where they were', () => {
    const changes = { store: { partitions: 4 }, workload: [stream(200), bystanders] };
    const [none, alone] = [metricsOf(changes), metricsOf({ ...changes, plan: isolate(['celebrity']) })];
    expect(alone['partition.4.throughputPerSecond']).toBe(alone['stream.goodput.perSecond']);
    const shared = (metrics: typeof none) => [0, 1, 2, 3].map((p) => metrics[`partition.${p}.throughputPerSecond`]!);
    const total = shared(alone).reduce((sum, rate) => sum + rate, 0);
    expect(total).toBeCloseTo(alone['bystanders.goodput.perSecond']!, 9);
    // Three of the four had no celebrity, and have not changed at all.
    const same = shared(alone).filter((rate, p) => rate === shared(none)[p]);
    expect(same).toHaveLength(3);
    expect(alone['bill.capacity']).toBe(1.25);
  });

  test('spares the neighbours of a hot key', () => {
    const changes = { limit, workload: [stream(290), bystanders] };
    const [none, alone] = [metricsOf(changes), metricsOf({ ...changes, plan: isolate(['celebrity']) })];
    expect(none['bystanders.requests.failedShare']).toBeGreaterThan(0.05);
    expect(alone['bystanders.requests.failedShare']).toBe(0);
  });

  test('backfires under a prefix: what was spread is crowded together, unless it gets partitions enough', () => {
    const important = stream(500, { keys: { kind: 'uniform', count: 2000, prefix: 'vip:' } });
    const changes = { store: { partitions: 4 }, limit, workload: [important] };
    expect(metricsOf(changes)['requests.failedShare']).toBe(0);
    // 500/s on one partition of 300/s: two in five fail. On three there is room for all.
    expect(metricsOf({ ...changes, plan: isolate(['vip:*']) })['requests.failedShare']).toBeCloseTo(0.4, 1);
    expect(metricsOf({ ...changes, plan: isolate(['vip:*'], 3) })['requests.failedShare']).toBeLessThan(0.01);
  });

  test('does not cool a key that is too hot for one partition', () => {
    const changes = { limit, workload: [stream(600)] };
    const [none, alone] = [metricsOf(changes), metricsOf({ ...changes, plan: isolate(['celebrity'], 5) })];
    expect(alone['requests.failedShare']).toBe(none['requests.failedShare']);
    expect(none['requests.failedShare']).toBeGreaterThan(0.4);
  });
});
