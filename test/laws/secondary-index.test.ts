/**
 * Back-pressure of a secondary index against arithmetic.
 *
 * A partition of the index lets in c·T + D + B units in T seconds at the most, where D = c·depth is what it has saved up and B = c·lag what
 * may wait for it; asked for more than that throughout, it lets in just so much. What the index turns away, the table turns away, however
 * much room its own partitions have.
 */
import { describe, expect, test } from 'vitest';
import { run } from '../../src/experiment/run.ts';
import type { AttributeConfig, IndexConfig } from '../../src/model/config.ts';
import { HashPlacement } from '../../src/model/placement/hash.ts';
import { GENERATED } from '../support/generators.ts';
import { lever, metronome, small, stream } from '../support/small.ts';

const SECONDS = 20;
const C = 25;
const PARTITIONS = 6;

const index: IndexConfig = {
  name: 'by-status',
  key: '{status}',
  partitions: PARTITIONS,
  writesPerSecond: C,
  entryBytes: null,
  lagMs: 1000,
};
const statuses = (count: number): AttributeConfig[] => [
  { name: 'status', kind: 'uniform', count, first: 0 },
  { name: 'shard', kind: 'unique' },
];
/** Each item is written once, on a table that could take all of it a hundred times. */
const table = { durationMs: 1000 * SECONDS, partition: { serviceMeanMs: 0.01 }, store: { indexes: [index] } };

describe('an index of one key', () => {
  // One status, 200 writes a second: 25·20 + 25 + 25 = 550 of 3,999 get in, to a write.
  test('lets in what one partition of it does, and is behind by its lag', () => {
    const scenario = small({ ...table, workload: [metronome(200, { reads: 0, attributes: statuses(1) })] });
    const { metrics } = run(scenario, 'none');
    expect(Math.abs(metrics['requests.served']! - 550)).toBeLessThanOrEqual(1);
    expect(metrics['index.throttled']).toBe(metrics['attempts.throttled']);
    expect(metrics['index.throttledShare']).toBe(metrics['attempts.throttledShare']);
    expect(metrics['index.hottestHeat']).toBeCloseTo(200 / C, 1);
    expect(metrics['partition.hottestHeat']!).toBeLessThan(0.01);
    const lagMs = metrics['index.lagMs.max']!;
    expect(lagMs).toBeLessThanOrEqual(1000);
    expect(lagMs).toBeGreaterThan(1000 - 1000 / C);
  });

  // Units in the index cost what units in the table cost: n writes let in are billed as 2n.
  test('is billed for what it takes', () => {
    const scenario = small({ ...table, workload: [metronome(200, { reads: 0, attributes: statuses(1) })] });
    const { metrics } = run(scenario, 'none');
    const served = metrics['requests.served']!;
    expect([metrics['bill.writeUnits'], metrics['bill.indexUnits']]).toEqual([served, served]);
    expect(metrics['bill.usd']).toBeCloseTo((2 * served * 0.625) / 1e6, 12);
  });
});

describe('an index of few keys', () => {
  // k = 5 statuses of λ/5 each: a partition with m of them by their hashes is asked for λ_p = m·λ/5 and lets in min(λ_p, c) in the long run, and
  // 2c at the start. Poisson arrivals, so a share p of n is off by at most 4.5·√(p(1 − p)/n).
  test('throttles what its partitions are asked for beyond what they take, whatever the table could', () => {
    const lambda = 200;
    const placement = new HashPlacement(PARTITIONS);
    const asked = new Array(PARTITIONS).fill(0);
    for (let status = 0; status < 5; status++) asked[placement.place(`${status}`)] += lambda / 5;
    const letIn = asked.reduce((sum, rate) => sum + Math.min(rate * SECONDS, C * SECONDS + 2 * C), 0);
    const scenario = small({ ...table, workload: [stream(lambda, { reads: 0, attributes: statuses(5) })] });
    const { metrics } = run(scenario, 'none');
    const expected = 1 - letIn / (lambda * SECONDS);
    expect(expected).toBeGreaterThan(0.3);
    const error = 4.5 * Math.sqrt((expected * (1 - expected)) / (lambda * SECONDS));
    expect(Math.abs(metrics['requests.failedShare']! - expected)).toBeLessThan(error);
  });

  // 5·400 keys over six partitions: 13.3/s for each of them, of which 25/s it takes.
  test('throttles nothing once a shard number spreads them', () => {
    const plan = [lever('index-key', { index: 'by-status', template: '{status}#{shard%400}' })];
    const scenario = small({ ...table, plan, workload: [stream(80, { reads: 0, attributes: statuses(5) })] });
    expect(run(scenario, GENERATED).metrics['index.throttled']).toBe(0);
    expect(run(scenario, 'none').metrics['index.throttled']).toBeGreaterThan(100);
  });
});
