import { describe, expect, test } from 'vitest';
import { compare } from '../../src/experiment/compare.ts';
import { run } from '../../src/experiment/run.ts';
import { UnsettledError } from '../../src/experiment/warmup.ts';
import { scenarioHash } from '../../src/scenario/resolved.ts';
import { lever, small, stream } from '../support/small.ts';

/** One server of 1,000 a second; before it stands a cache, empty at the start, with 300 keys to fetch. */
const asked = (ratePerSecond: number) => ({
  ...small({
    durationMs: 60_000,
    store: { partitions: 1 },
    workload: [stream(ratePerSecond, { keys: { kind: 'uniform', count: 300, prefix: 'k:' } })],
    plan: [lever('cache', { ttl: 3_600_000 })],
  }),
  findsWarmup: true,
  replications: 2,
});

describe('a warm-up that is to be found', () => {
  test('is one for all plans, in whole slices, and said to be found', async () => {
    const scenario = asked(900);
    const { warmupMs, warmupFound, sliceMs, plans, scenario: id } = await compare(scenario);
    expect(warmupFound).toBe(true);
    // A key is asked for every third of a second: it takes a few times that until all have been fetched.
    expect(warmupMs).toBeGreaterThan(333);
    expect(warmupMs).toBeLessThanOrEqual(30_000);
    expect(warmupMs / sliceMs).toBeCloseTo(Math.round(warmupMs / sliceMs), 9);
    expect(id.hash).toBe(scenarioHash(scenario));
    const given = await compare({ ...scenario, findsWarmup: false, warmupMs });
    expect(plans).toEqual(given.plans);
    expect(given.warmupFound).toBe(false);
  });

  test('is refused where latencies grow to the end', async () => {
    await expect(compare(asked(1100))).rejects.toThrow(UnsettledError);
    expect(() => run(asked(1100), 'none')).toThrow(/latencies of none do not settle; lengthen duration/);
  });

  test('is refused where too few requests tell', () => {
    expect(() => run(asked(1), 'none')).toThrow(/too few requests of none are served within 1m to tell; lengthen/);
  });

  test('is found by run too, for one plan', async () => {
    const scenario = asked(980);
    const { warmupMs } = await compare(scenario, { plans: [] });
    expect(run(scenario, 'none').metrics).toEqual(run({ ...scenario, findsWarmup: false, warmupMs }, 'none').metrics);
  });
});
