/**
 * The celebrity scenario with a post to two million followers in place of fifty, in 40 s in place of 300: the same
 * workers, partitions and traffic, so the same rates; only the backlog is a twenty-fifth.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { run } from '../../src/experiment/run.ts';
import { parseScenario } from '../../src/scenario/parse-scenario.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { expectRelative } from '../support/relative.ts';

const FOLLOWERS = 2_000_000;
const POSTED_MS = 6000;
const ORDINARY = 333 * 75;
const READS = 8000;

function scaled(): Scenario {
  const file = 'scenarios/celebrity-fanout.yaml';
  const parsed = parseScenario(readFileSync(file, 'utf8'), { file });
  if (!parsed.ok) throw new Error(parsed.issues[0]!.message);
  const { scenario } = parsed;
  const workload = scenario.model.workload.map((entry) =>
    entry.name === 'celebrity'
      ? {
          ...entry,
          arrivals: { kind: 'moments' as const, steps: [], momentsMs: [POSTED_MS] },
          fanout: { ...entry.fanout!, followers: { kind: 'fixed' as const, count: FOLLOWERS } },
        }
      : entry,
  );
  const windows = [
    { name: 'calm', fromMs: 0, toMs: POSTED_MS },
    { name: 'middle', fromMs: 10_000, toMs: 10_500 },
  ];
  return { ...scenario, windows, expectations: [], model: { ...scenario.model, durationMs: 40_000, workload } };
}

/**
 * Writes per second of busy workers in a closed loop with the store: each cycle is 4.4 ms of own work and a sojourn
 * W = S / (1 − ρ) at M/M/1 partitions, ρ = (C + others)·S / 300; bisection on C·(4.4 ms + W) = workers. With thousands of
 * workers over 300 partitions the arrivals at each are as good as Poisson.
 */
function capacity(workers: number, others: number): number {
  const serviceMs = 0.9;
  let [low, high] = [0, (300 * 1000) / serviceMs - others];
  for (let k = 0; k < 60; k++) {
    const rate = (low + high) / 2;
    const busy = ((rate + others) * serviceMs) / 1000 / 300;
    const cycleMs = 4.4 + serviceMs / (1 - busy);
    if (rate * cycleMs < workers * 1000) low = rate;
    else high = rate;
  }
  return low;
}

describe('one post to two million followers', () => {
  const scenario = scaled();

  it('takes its followers over the rate of all workers, and ordinary posts wait for what is left of it', () => {
    const { metrics } = run(scenario, 'none');
    const rate = capacity(2000, READS);
    expectRelative(rate, 245_000, 0.01, 'the rate in the header');
    expect(metrics['celebrity.attempts.total']).toBe(FOLLOWERS);
    expectRelative(metrics['celebrity.latencyMs.mean']!, (FOLLOWERS / rate) * 1000, 0.02, 'delivery to the last');
    expectRelative(metrics['celebrity.halfwayMs.max']!, (FOLLOWERS / rate / 2) * 1000, 0.02, 'delivery to half');
    const left = FOLLOWERS - (10.25 - POSTED_MS / 1000) * (rate - ORDINARY);
    expectRelative(metrics['middle:posts.latencyMs.p50']!, (left / rate) * 1000, 0.05, 'an ordinary post at 10.25 s');
    expect(metrics['calm:posts.latencyMs.p50']).toBeLessThan(12);
  });

  it('is carried no faster than the store allows, however many workers', () => {
    const { metrics } = run(scenario, 'more-workers');
    const rate = capacity(4000, READS);
    expect(rate).toBeLessThan(300_000);
    expectRelative(metrics['celebrity.latencyMs.mean']!, (FOLLOWERS / rate) * 1000, 0.03, 'delivery to the last');
  });

  it('harms nobody where large accounts have their own workers', () => {
    const { metrics } = run(scenario, 'bulkhead');
    const rate = capacity(1000, READS + ORDINARY);
    expectRelative(metrics['celebrity.latencyMs.mean']!, (FOLLOWERS / rate) * 1000, 0.03, 'delivery to the last');
    expect(metrics['posts.outcomeMs.p99']).toBeLessThan(100);
  });

  it('moves the heat to its readers where it is read, until copies or a cache take them', () => {
    const hybrid = run(scenario, 'hybrid').metrics;
    expect(hybrid['celebrity.attempts.total']).toBe(1);
    expectRelative(hybrid['partition.hottestHeat']!, 0.0009 * (2000 + (ORDINARY + READS) / 300), 0.03, 'heat');
    for (const plan of ['hybrid+copies', 'read-above-10k']) {
      const { metrics } = run(scenario, plan);
      expect(metrics['partition.hottestHeat'], plan).toBeLessThan(0.5);
      expect(metrics['posts.outcomeMs.p99'], plan).toBeLessThan(50);
      expect(metrics['celebrity-reads.outcomeMs.p99'], plan).toBeLessThan(20);
    }
  });
});
