/**
 * Leaders that crash: when the next one leads, what is lost, and who waits for whom.
 *
 * P.O8: of n followers whose patience is even between a and b, the first stands a + (b − a)/(n + 1) after the last
 * heartbeat, the mean of the least of n.
 */
import { describe, expect, test } from 'vitest';
import { build } from '../../src/experiment/build.ts';
import { run } from '../../src/experiment/run.ts';
import { UNAVAILABLE } from '../../src/model/codes.ts';
import type { CrashConfig } from '../../src/model/config.ts';
import { NullObserver } from '../../src/model/observer.ts';
import type { Simulation } from '../../src/model/simulation.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { observe } from '../support/observe.ts';
import { expectRelative } from '../support/relative.ts';
import { replicate } from '../support/replicate.ts';
import { type Changes, metricsOf, metronome, small, stream } from '../support/small.ts';

const crash = (changes: Partial<CrashConfig> = {}): CrashConfig => ({
  kind: 'crash',
  atMs: 2000,
  forMs: 60_000,
  key: null,
  partition: null,
  node: 0,
  silent: false,
  ...changes,
});

function simulated({ model, plans, seed }: Scenario): Simulation {
  const simulation = build({ model, plan: plans[1]!, seed, replication: 0, observer: new NullObserver() });
  simulation.run();
  return simulation;
}

/** From the crash to each event of a kind, ms. */
const delays = ({ cluster }: Simulation, kind: string): number[] =>
  cluster!.events.filter((event) => event.kind === kind).map(({ atMs }) => atMs - 2000);
const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

describe('the first follower to lose patience (P.O8)', () => {
  // 600 elections; the least of n has a deviation of 150·√(n/(n+2))/(n+1) = 24 and 35 ms, .6 % and .8 % of the means.
  test.each([
    [4, 180],
    [2, 200],
  ])('of %d stands %d ms after the last heartbeat', (followers, expected) => {
    const simulation = simulated(
      small({
        durationMs: 4000,
        store: { partitions: 600 * (followers + 1) },
        cluster: {
          nodes: followers + 1,
          replicas: followers + 1,
          heartbeatMs: 0.01,
          patienceMs: { minMs: 150, maxMs: 300 },
        },
        workload: [stream(1)],
        faults: [crash()],
      }),
    );
    const stood = delays(simulation, 'suspected');
    expect(stood).toHaveLength(600);
    expectRelative(mean(stood), expected, 0.02, 'time to the first candidate');
  });

  // A Redis node has failed 15 s to 22.5 s after its crash, by when it was last heard; its replica waits 500 ms to 1 s more
  // (P.O11, F.C5): 15.5 s to 23.5 s, 19.5 s on average.
  test('of a Redis cluster takes over within its bounds', () => {
    const simulation = simulated(
      small({
        durationMs: 30_000,
        store: { partitions: 600 },
        cluster: {
          nodes: 2,
          replicas: 2,
          heartbeatMs: 7500,
          patienceMs: { minMs: 22_500, maxMs: 22_500 },
          candidacyMs: { minMs: 500, maxMs: 1000 },
        },
        workload: [stream(1)],
        faults: [crash()],
      }),
    );
    const led = delays(simulation, 'elected');
    expect(led).toHaveLength(300);
    expect(Math.min(...led)).toBeGreaterThanOrEqual(15_500);
    expect(Math.max(...led)).toBeLessThanOrEqual(23_500);
    expectRelative(mean(led), 19_500, 0.02, 'time to a new master');
  });
});

describe('a partition without a leader', () => {
  // Patience 1 s, 200 ms of candidacy, 2 · 5 ms for the votes, less up to 100 ms since the last heartbeat. One request
  // every millisecond finds nobody, less the 5 ms that it is under way.
  const changes: Changes = {
    durationMs: 10_000,
    store: { networkMs: 5 },
    cluster: { candidacyMs: { minMs: 200, maxMs: 200 } },
    workload: [metronome(1000)],
    faults: [crash({ node: null, key: 'celebrity' })],
    partition: { serviceMeanMs: 0.1 },
  };

  test('waits for a heartbeat, a candidate and its votes', () => {
    const metrics = metricsOf(changes);
    const gapMs = metrics['cluster.leaderlessSeconds']! * 1000;
    expect(metrics['cluster.elections']).toBe(1);
    expect(metrics['cluster.longestLeaderlessMs']).toBeCloseTo(gapMs, 9);
    expect(gapMs).toBeGreaterThan(1110);
    expect(gapMs).toBeLessThanOrEqual(1210);
    expect(Math.abs(metrics['attempts.unavailable']! - gapMs)).toBeLessThanOrEqual(2);
  });

  test('waits for the old lease as well', () => {
    const leaderless = metricsOf({ ...changes, cluster: { leaseMs: 5000 } })['cluster.leaderlessSeconds']!;
    expect(leaderless).toBeGreaterThan(4.9);
    expect(leaderless).toBeLessThanOrEqual(5);
  });

  // Twenty processes look at twenty moments of each second: half a second later on average, give or take half a 20th.
  test('is found again at the next look-up', () => {
    const clients = { processes: 20 };
    const [now, late] = [
      metricsOf({ ...changes, clients }),
      metricsOf({ ...changes, clients, cluster: { ...changes.cluster, refreshMs: 1000 } }),
    ];
    const later = late['attempts.unavailable']! - now['attempts.unavailable']!;
    expect(later).toBeGreaterThan(500 - 60);
    expect(later).toBeLessThan(500 + 60);
  });

  test('gets none without a quorum to vote, until a node is back', () => {
    const without = metricsOf({
      ...changes,
      cluster: { ack: 'quorum' },
      faults: [crash({ node: 0 }), crash({ node: 1, forMs: 5000 })],
    });
    // Two of three are down from 2 s to 7 s; the first to return stands a second later.
    expect(without['cluster.longestLeaderlessMs']).toBeGreaterThan(5900);
    expect(without['cluster.longestLeaderlessMs']).toBeLessThan(6100);
  });
});

describe('a leader that stands still', () => {
  const still = (atMs: number, forMs: number) => ({ kind: 'pause', atMs, forMs, key: null, partition: 0 }) as const;
  const changes: Changes = {
    durationMs: 20_000,
    store: { partitions: 1, networkMs: 0.5 },
    partition: { service: { kind: 'deterministic' }, serviceMeanMs: 0.1 },
    workload: [metronome(100, { reads: 0 })],
  };
  const elections = (cluster: Changes['cluster'], faults: Changes['faults']) =>
    simulated(small({ ...changes, cluster: cluster!, faults: faults! })).cluster!.events.filter(
      ({ kind }) => kind === 'elected',
    );

  test('does not vote for its successor, and a quorum loses nothing', () => {
    const cluster = { ack: 'quorum', replicationMs: [10, 5000] } as const;
    const faults = [crash({ atMs: 8000, forMs: 8000, node: 1 }), still(8100, 6000)];
    expect(elections(cluster, faults)).toEqual([]);
    expect(metricsOf({ ...changes, cluster, faults })['ledger.lost']).toBe(0);
  });

  test('is followed by a node that comes back meanwhile', () => {
    const faults = [
      crash({ atMs: 1000, forMs: 5000, node: 1 }),
      crash({ atMs: 1000, forMs: 5000, node: 2 }),
      still(5000, 10_000),
    ];
    const [next] = elections({ ack: 'quorum', replicationMs: [50] }, faults);
    expect(next!.atMs).toBeCloseTo(6000 + 1000 + 1, 6);
  });

  // One long silence, however many faults it is made of: the last heartbeat came up to 100 ms before 5 s.
  test.each([
    ['a second pause', [still(5000, 3000), still(5800, 3000)]],
    ['a crash', [still(5000, 3000), crash({ atMs: 5500, forMs: 3000, node: 0 })]],
  ])('is followed no later for %s', (_, faults) => {
    const [next] = elections({}, faults);
    expect(next!.atMs).toBeGreaterThan(5900);
    expect(next!.atMs).toBeLessThanOrEqual(6001);
  });

  test('loses its lease with its last heartbeat, not when it is taken down', () => {
    const health = { signal: 'depth', everyMs: 1000, timeoutMs: 1, above: 0, misses: 1, restartMs: 1000 } as const;
    const [next] = elections({ ack: 'quorum', leaseMs: 2000, health }, [still(4900, 300)]);
    expect(next!.atMs).toBeLessThanOrEqual(6901);
  });
});

describe('a majority that comes back', () => {
  // Node 2 was up throughout, last heard of the leader in the 100 ms before 5.5 s, and stands in vain until 6.2 s: then it has
  // the votes of node 1 at its next attempt, at 6.4 s to 6.5 s.
  test('elects at the next attempt of who waited', () => {
    const simulation = simulated(
      small({
        durationMs: 20_000,
        store: { partitions: 1, networkMs: 0.5 },
        workload: [metronome(100, { reads: 0 })],
        cluster: { ack: 'quorum' },
        faults: [crash({ atMs: 1000, forMs: 5200, node: 1 }), crash({ atMs: 5500, forMs: 5000, node: 0 })],
      }),
    );
    const [next] = simulation.cluster!.events.filter(({ kind }) => kind === 'elected');
    expect(next!.node).toBe(2);
    expect(next!.atMs).toBeGreaterThan(6400);
    expect(next!.atMs).toBeLessThanOrEqual(6501);
  });
});

describe('a write under way', () => {
  // The nearer follower, 20 ms away, dies 5 ms after the leader had the write; the farther one answers after 2 · 50 ms.
  test('is acknowledged by the farther follower when the nearer one dies', () => {
    const metrics = metricsOf({
      durationMs: 20_000,
      store: { partitions: 1 },
      partition: { service: { kind: 'deterministic' }, serviceMeanMs: 1 },
      workload: [metronome(100, { reads: 0 })],
      cluster: { ack: 'quorum', replicationMs: [20, 50] },
      faults: [crash({ atMs: 10_006, forMs: 5000, node: 1 })],
    });
    expect(metrics['latencyMs.max']).toBeLessThan(150);
  });
});

describe('a crash at the very end', () => {
  test('takes back what it takes, though no request is left', () => {
    const lost = metricsOf({
      durationMs: 10_000,
      store: { partitions: 1 },
      workload: [metronome(100, { reads: 0 })],
      partition: { service: { kind: 'deterministic' }, serviceMeanMs: 1 },
      cluster: { replicationMs: [100] },
      faults: [crash({ atMs: 9_950, forMs: 60_000, node: 0 })],
    })['ledger.lost'];
    expect(lost).toBeGreaterThanOrEqual(9);
    expect(lost).toBeLessThanOrEqual(11);
  });
});

describe('a failover', () => {
  // 10,000 writes/s over 200 partitions, 50 ms behind; the node leads 40 of them: 40 · 50/s · 50 ms = 100 writes a run.
  // Eight runs of Poisson numbers leave √800/800 = 3.5 %.
  const changes: Changes = {
    durationMs: 4000,
    store: { partitions: 200 },
    cluster: { nodes: 5, replicationMs: [50] },
    workload: [stream(10_000, { reads: 0, keys: { kind: 'uniform', count: 100_000, prefix: 'key:' } })],
    faults: [crash()],
  };

  test('loses what the nearest follower lacks: the rate times the lag', () => {
    const result = replicate(small(changes), 'generated', 8);
    expectRelative(result.mean('ledger.lost'), 100, 0.12, 'lost writes');
  });

  test('loses nothing that a quorum has', () => {
    expect(metricsOf({ ...changes, cluster: { ...changes.cluster, ack: 'quorum' } })['ledger.lost']).toBe(0);
  });
});

describe('an acknowledgement', () => {
  const changes: Changes = {
    durationMs: 10_000,
    partition: { service: { kind: 'deterministic' }, serviceMeanMs: 2 },
    workload: [metronome(10, { reads: 0 })],
  };
  const cluster = { replicationMs: [10, 40] };
  const latency = (ack: 'leader' | 'quorum' | 'all') =>
    metricsOf({ ...changes, cluster: { ...cluster, ack } })['latencyMs.max'];

  test('waits for a round trip to the last replica that it needs', () => {
    expect(latency('leader')).toBeCloseTo(2, 9);
    expect(latency('quorum')).toBeCloseTo(22, 9);
    expect(latency('all')).toBeCloseTo(82, 9);
  });

  // The second follower, of node 2 or 0, is away from 2 s to 5 s and has caught up at 6 s: with all, what was sent at 2 s
  // or, on its way to it, at most 40 ms before, is acknowledged at 6 s + 80 ms; a quorum does without it.
  test('by all waits for a replica that is down, by a quorum it does not', () => {
    const partition = simulated(small({ ...changes, cluster })).universe.partitionOfName('celebrity');
    const away = crash({ node: (partition + 2) % 3, forMs: 3000 });
    const slowest = (ack: 'quorum' | 'all') =>
      metricsOf({ ...changes, cluster: { ...cluster, ack, catchUpMs: 1000 }, faults: [away] })['latencyMs.max']!;
    expect(slowest('quorum')).toBeCloseTo(22, 9);
    expect(slowest('all')).toBeGreaterThan(3900);
    expect(slowest('all')).toBeLessThan(4100);
  });
});

describe('a node that falls silent', () => {
  const changes: Changes = {
    durationMs: 10_000,
    cluster: {},
    workload: [metronome(10)],
    partition: { service: { kind: 'deterministic' }, serviceMeanMs: 150 },
  };
  const ends = (silent: boolean) => {
    const fault = crash({ node: null, key: 'celebrity', atMs: 2050, forMs: 3000, silent });
    return observe(small({ ...changes, faults: [fault] }), 'generated').events.filter(
      ({ kind, end }) => kind === 'ended' && end === UNAVAILABLE,
    );
  };

  test('breaks connections at once where it is a process that died', () => {
    const [first] = ends(false);
    expect(first!.at).toBe(2050);
  });

  test('answers when it is back where it is a host', () => {
    const failed = ends(true);
    expect(failed.length).toBeGreaterThan(5);
    for (const { at } of failed) expect(at).toBe(5050);
  });
});

describe('health checks', () => {
  // Work for 3 s queued at once: a probe waits as long, a look at progress sees some every 10 ms.
  const changes: Changes = {
    durationMs: 10_000,
    partition: { service: { kind: 'deterministic' }, serviceMeanMs: 10 },
    workload: [
      stream(0, { arrivals: { kind: 'moments', steps: [], momentsMs: Array.from({ length: 300 }, () => 1500) } }),
    ],
  };
  const health = { everyMs: 500, timeoutMs: 200, above: 100, misses: 2, restartMs: 1000 };
  const elections = (signal: 'probe' | 'depth' | 'progress', faults: Changes['faults'] = []) =>
    metricsOf({ ...changes, faults, cluster: { health: { ...health, signal } } })['cluster.elections'];

  test('through the queue, or by its depth, take a busy leader for a dead one', () => {
    expect([elections('probe'), elections('depth')]).toEqual([1, 1]);
  });

  test('by progress do not, but find one that stands still', () => {
    expect(elections('progress')).toBe(0);
    const still = { kind: 'pause', atMs: 1600, forMs: 3000, key: 'celebrity', partition: null } as const;
    expect(elections('progress', [still])).toBe(1);
  });

  test('take down what they judge, with all that it holds, and outcomes stay one each', () => {
    const { metrics } = run(small({ ...changes, cluster: { health: { ...health, signal: 'probe' } } }), 'generated');
    expect(metrics['attempts.unavailable']).toBeGreaterThan(150);
    expect(metrics['requests.served']! + metrics['requests.dropped']!).toBe(300);
  });
});
