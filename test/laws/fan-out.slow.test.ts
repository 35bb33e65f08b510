/**
 * Fan-out on write against arithmetic: a store without waiting (more servers than workers) and constant service, so
 * that every delay is a whole number of worker cycles.
 */
import { describe, expect, it } from 'vitest';
import { run } from '../../src/experiment/run.ts';
import type { FollowersConfig, WorkersConfig, WorkloadConfig } from '../../src/model/config.ts';
import type { PlanLever } from '../../src/scenario/scenario.ts';
import { GENERATED } from '../support/generators.ts';
import { type Changes, lever, small, stream } from '../support/small.ts';

const WORK_MS = 4;
const SERVICE_MS = 1;
const CYCLE_MS = WORK_MS + SERVICE_MS;

function posts(name: string, momentsMs: readonly number[], followers: FollowersConfig): WorkloadConfig {
  return stream(1, {
    name,
    arrivals: { kind: 'moments', steps: [], momentsMs },
    keys: { kind: 'single', key: name },
    reads: 0,
    fanout: { followers, prefix: 'timeline:', timelines: 1000 },
  });
}

const fixed = (count: number): FollowersConfig => ({ kind: 'fixed', count });

function measured(
  workload: readonly WorkloadConfig[],
  workers: number,
  plan: readonly PlanLever[] = [],
  changes: Changes = {},
) {
  const team: WorkersConfig = { count: workers, workMs: WORK_MS, readAbove: null, large: null };
  const scenario = small({
    durationMs: 200_000,
    partition: { service: { kind: 'deterministic' }, serviceMeanMs: SERVICE_MS, servers: 1000 },
    workload,
    workers: team,
    plan,
    ...changes,
  });
  return run(scenario, GENERATED).metrics;
}

describe('a post', () => {
  // n writes, k at a time, each a cycle of 5 ms: the last follower after ⌈n/k⌉ cycles, the median one after
  // ⌈⌈n/2⌉/k⌉, since writes that begin together end together. Exact to rounding: everything is constant.
  it.each([
    [1, 1],
    [10, 1],
    [1000, 100],
    [1001, 100],
    [999, 7],
    [5, 100],
  ])('to %i followers by %i workers takes a whole number of cycles', (followers, workers) => {
    const metrics = measured([posts('post', [1000], fixed(followers))], workers);
    expect(metrics['latencyMs.max']).toBeCloseTo(Math.ceil(followers / workers) * CYCLE_MS, 6);
    expect(metrics['halfwayMs.max']).toBeCloseTo(Math.ceil(Math.ceil(followers / 2) / workers) * CYCLE_MS, 6);
    expect(metrics['attempts.total']).toBe(followers);
    expect(metrics['requests.offered']).toBe(1);
  });

  // P.F9: 4,600 posts/s to 75 followers each are 345,000 writes/s, and a fleet of just that rate carries one post to
  // 31 million followers in 89.9 s. A thousandth of both: 345 writes/s by 345 / (1,000 / 5) = 1.725 workers; 69 workers
  // write 13,800/s, forty times 345, and carry 40 · 31,000 in the same 89.9 s (± one cycle, by rounding up).
  it('delays the last of 31 million followers by 89.9 s at the rate of the whole fleet', () => {
    const metrics = measured([posts('post', [0], fixed(40 * 31_000))], 69);
    expect(4600 * 75).toBe(345_000);
    expect(metrics['latencyMs.max']! / 1000).toBeCloseTo(31e6 / 345e3, 1);
  });

  // First come, first served by post: the second begins when the first has no write left to begin, that is with the
  // last, partly filled round: 1,050 = 10 rounds of 100 and 50; the other 50 workers take the second's 50 at once.
  it('waits for those before it, and shares the last round with them', () => {
    const metrics = measured([posts('first', [1000], fixed(1050)), posts('second', [1000.001], fixed(50))], 100);
    expect(metrics['first.latencyMs.max']).toBeCloseTo(11 * CYCLE_MS, 6);
    expect(metrics['second.latencyMs.max']).toBeCloseTo(11 * CYCLE_MS - 0.001, 6);
  });

  // A ceiling that never lets a write through: no follower gets it, and it has failed when the last write has.
  it('fails when a follower will not get it, after all were tried', () => {
    const limit = { ceiling: { reads: null, writes: 1 }, ceilingDepthSeconds: 0.5 };
    const metrics = measured([posts('post', [1000], fixed(250))], 100, [], { limit });
    expect(metrics['requests.dropped']).toBe(1);
    expect(metrics['attempts.throttled']).toBe(250);
    expect(metrics['halfwayMs.max']).toBe(null);
  });

  it('is carried on after its deadline, and only its outcome changes', () => {
    const clients = { deadlineMs: 7 };
    const metrics = measured([posts('post', [1000], fixed(1000))], 100, [], { clients });
    expect([metrics['requests.expired'], metrics['attempts.served'], metrics['ledger.wasted']]).toEqual([1, 1000, 0]);
  });
});

describe('followers by a bounded Pareto', () => {
  // Mean 74.96 of (0.85; 6.6, 10,000). The variance is E X² − 75², with E X² = 0.85·6.6^0.85/(0.998)·(10,000^1.15/1.15)
  // ≈ 146,500: a standard deviation of 375. Of 20,000 posts the mean has a standard error of 2.65: four are 10.6.
  it('get 75 writes a post on average', () => {
    const metrics = measured(
      [
        {
          ...posts('post', [], { kind: 'bounded-pareto', shape: 0.85, min: 6.6, max: 10_000 }),
          arrivals: { kind: 'even', steps: [{ fromMs: 0, ratePerSecond: 100 }] },
        },
      ],
      1000,
    );
    expect(metrics['requests.offered']).toBe(20_000 - 1);
    expect(Math.abs(metrics['attempts.perRequest']! - 74.96)).toBeLessThan(10.6);
  });
});

describe('mitigations of fan-out', () => {
  const both = [posts('large', [1000], fixed(10_000)), posts('small', [1001], fixed(10))];

  it('hybrid stores a large account’s post once and carries the others', () => {
    const metrics = measured(both, 100, [lever('hybrid-fanout', { threshold: 9999 })]);
    expect(metrics['large.latencyMs.max']).toBeCloseTo(SERVICE_MS, 6);
    expect(metrics['small.latencyMs.max']).toBeCloseTo(CYCLE_MS, 6);
    expect(metrics['attempts.total']).toBe(1 + 10);
    const carried = measured(both, 100, [lever('hybrid-fanout', { threshold: 10_000 })]);
    expect(carried['attempts.total']).toBe(10_010);
  });

  it('hybrid wakes the workloads that wait for it, and those that follow them', () => {
    const reads = (changes: Partial<WorkloadConfig>) => stream(10, { ...changes });
    const workload = [
      ...both,
      reads({ name: 'merge', only: 'hybrid-fanout' }),
      reads({ name: 'more', follows: 'merge', arrivals: null }),
    ];
    const asleep = measured(workload, 100);
    expect([asleep['merge.requests.offered'], asleep['more.requests.offered']]).toEqual([0, 0]);
    const awake = measured(workload, 100, [lever('hybrid-fanout', { threshold: 100 })]);
    expect(awake['merge.requests.offered']).toBeGreaterThan(1500);
    expect(awake['more.requests.offered']).toBe(awake['merge.requests.offered']);
  });

  // 10,000 writes: by 100 workers 100 cycles, by 200 fifty.
  it('more workers carry a post faster', () => {
    expect(measured(both, 100)['large.latencyMs.max']).toBeCloseTo(100 * CYCLE_MS, 6);
    const more = measured(both, 100, [lever('fanout-workers', { workers: 200 })]);
    expect(more['large.latencyMs.max']).toBeCloseTo(50 * CYCLE_MS, 6);
  });

  // A team of 20 for the large account needs 500 cycles; the other 80 take the small post at once.
  it('a bulkhead keeps others from waiting, and the large post takes longer', () => {
    const metrics = measured(both, 100, [lever('fanout-bulkhead', { above: 9999, workers: 20 })]);
    expect(metrics['small.latencyMs.max']).toBeCloseTo(CYCLE_MS, 6);
    expect(metrics['large.latencyMs.max']).toBeCloseTo(500 * CYCLE_MS, 6);
  });
});
