import { describe, expect, test } from 'vitest';
import { type Changes, lever, metricsOf, stream } from '../support/small.ts';

/** More than its partition can serve, checked through its queue. */
const loop: Changes = {
  durationMs: 30_000,
  partition: { queueCapacity: 500 },
  workload: [stream(1200)],
  cluster: {
    health: { signal: 'probe', everyMs: 500, timeoutMs: 200, above: null, misses: 2, restartMs: 5000 },
  },
};

describe('election-dampening', () => {
  // 200/s too many fill 200 ms of queue in a second and the two checks take another: some two seconds a leader, whose queue
  // is lost each time. In office it serves 1,000 of 1,200: one in six fails.
  test('leaves a leader in office for its interval, and only the overload fails', () => {
    const [none, damped] = [
      metricsOf(loop),
      metricsOf({ ...loop, plan: [lever('election-dampening', { interval: 20_000 })] }),
    ];
    expect(none['cluster.elections']).toBeGreaterThan(5);
    expect(damped['cluster.elections']).toBe(1);
    expect(none['requests.failedShare']).toBeGreaterThan(0.28);
    expect(damped['requests.failedShare']).toBeGreaterThan(0.15);
    expect(damped['requests.failedShare']).toBeLessThan(0.19);
  });

  test('backfires where the leader itself is sick: it stays', () => {
    const sick: Changes = {
      ...loop,
      workload: [stream(100)],
      cluster: { ...loop.cluster, patienceMs: { minMs: 60_000, maxMs: 60_000 } },
      faults: [{ kind: 'pause', atMs: 2000, forMs: 10_000, key: 'celebrity', partition: null }],
      clients: { timeoutMs: 500 },
    };
    const failed = (plan: Changes['plan'] = []) => metricsOf({ ...sick, plan })['requests.failed']!;
    expect(failed([lever('election-dampening', { interval: 20_000 })])).toBeGreaterThan(5 * failed());
  });
});

describe('health-signal', () => {
  const elections = (options: Parameters<typeof lever>[1]) =>
    metricsOf({ ...loop, plan: [lever('health-signal', options)] })['cluster.elections'];

  test('by progress ends the loop', () => {
    expect(elections({ signal: 'progress' })).toBe(0);
  });

  test('by depth backfires: the next leader has as much to do', () => {
    expect(elections({ signal: 'depth', above: 200 })).toBeGreaterThan(5);
  });
});

describe('acknowledgement', () => {
  const crash: Changes = {
    durationMs: 10_000,
    partition: { service: { kind: 'deterministic' }, serviceMeanMs: 0.1 },
    workload: [stream(2000, { reads: 0, keys: { kind: 'sequential', count: 30_000, prefix: 'id:' } })],
    cluster: { replicationMs: [30] },
    faults: [{ kind: 'crash', atMs: 5000, forMs: 60_000, key: null, partition: 0, node: null, silent: false }],
  };
  const under = (by: string) => metricsOf({ ...crash, plan: [lever('acknowledgement', { by })] });

  // 1,000/s to that partition, 30 ms of which the followers lack.
  test('by a quorum loses nothing, for a round trip to a follower', () => {
    const [alone, quorum] = [metricsOf(crash), under('quorum')];
    expect(alone['ledger.lost']).toBeGreaterThan(10);
    expect(alone['ledger.lost']).toBeLessThan(60);
    expect(quorum['ledger.lost']).toBe(0);
    expect(quorum['latencyMs.p50']! - alone['latencyMs.p50']!).toBeCloseTo(60, 0);
  });

  // Both partitions have a replica on the node that crashed, and it is not back within the run.
  test('by all backfires: one replica down, and no write is acknowledged', () => {
    const all = under('all');
    expect(all['ledger.lost']).toBe(0);
    expect(all['requests.unfinished']! / all['requests.offered']!).toBeGreaterThan(0.3);
  });
});

describe('more-replicas', () => {
  const down = (node: number) =>
    ({ kind: 'crash', atMs: 5000, forMs: 60_000, key: null, partition: null, node, silent: false }) as const;
  const changes: Changes = {
    durationMs: 10_000,
    store: { partitions: 1 },
    partition: { service: { kind: 'deterministic' }, serviceMeanMs: 0.1 },
    workload: [stream(1000, { reads: 0 })],
    clients: { timeoutMs: 500 },
    cluster: { nodes: 3, replicas: 3, ack: 'quorum', replicationMs: [10, 20] },
    faults: [down(1), down(2)],
  };
  const of = (replicas: number) => metricsOf({ ...changes, plan: [lever('more-replicas', { replicas })] });

  // Followers 1 and 2 are down for the second half. A majority of n is ⌊n/2⌋ followers beside the leader, and n − 3 of them are left.
  test.each([
    [3, 0.5, 20],
    [4, 0.5, 40],
    [5, 0, 40],
    [7, 0, 40],
  ])('%i replicas: a share of %d fails, and a write takes %i ms', (replicas, share, ms) => {
    const metrics = of(replicas);
    expect(metrics['requests.failedShare']).toBeCloseTo(share, 1);
    expect(metrics['latencyMs.p50']).toBeGreaterThan(ms);
    expect(metrics['latencyMs.p50']).toBeLessThan(ms + 3);
  });

  test('one replica waits for nobody, and nobody takes its place', () => {
    const metrics = of(1);
    expect([metrics['requests.failedShare'], metrics['latencyMs.p50']! < 3]).toEqual([0, true]);
  });
});
