import { expect, test } from 'vitest';
import { compare } from '../../src/experiment/compare.ts';
import { replicationsFor } from '../../src/experiment/precision.ts';
import type { RunResult } from '../../src/experiment/result.ts';
import { lever, small, stream } from '../support/small.ts';

const runs = (...values: readonly (number | null)[]) =>
  values.map((value) => ({ metrics: { m: value } }) as unknown as RunResult);

// Five values 8, 9, 10, 11, 12: s = 1.58, half = 2.776 s/√5 = 1.963, that is 19.6 % of 10.
test('as many as it takes, at most twice as many at a time', () => {
  const base = runs(8, 9, 10, 11, 12);
  const needed = (precision: number, ...others: RunResult[][]) =>
    replicationsFor(precision, 'm', [base, ...others], base);
  expect(needed(0.2)).toBe(5);
  expect(needed(0.19)).toBe(6);
  expect(needed(0.05)).toBe(10);
  expect(needed(0.2, runs(1, 2, 3, 4, 5))).toBe(5);
  expect(needed(0.2, runs(10, 20, 30, 40, 50))).toBe(10);
  expect(needed(0.2, runs(null, 2, 3, 4, 5))).toBe(5);
});

test('goes on from the replications that there are, and ends as precise as asked', async () => {
  const scenario = small({
    durationMs: 2000,
    store: { partitions: 1 },
    workload: [stream(800)],
    plan: [lever('bigger-node', { factor: 2 })],
  });
  const asked = { ...scenario, objective: ['latencyMs.mean'], replications: 2 };
  const precise = await compare(asked, { precision: 0.1 });
  expect(precise.replications).toBeGreaterThan(5);
  const { mean, low, high } = precise.plans[0]!.metrics['latencyMs.mean']!;
  expect((high! - low!) / 2 / mean!).toBeLessThanOrEqual(0.1);
  const { replications } = precise;
  expect(precise.plans).toEqual((await compare(asked, { replications })).plans);
});
