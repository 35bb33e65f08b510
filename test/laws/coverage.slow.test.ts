/**
 * Whether 95 % intervals contain the truth as often as they say: 500 comparisons, each with its own seed, of queues whose
 * truth is known.
 */
import { expect, test } from 'vitest';
import { compare } from '../../src/experiment/compare.ts';
import type { Estimate } from '../../src/experiment/result.ts';
import { lever, small, stream } from '../support/small.ts';

const COMPARISONS = 500;

// M/M/1 with λ = 500/s and μ = 1,000/s: sojourns are exponential with mean 1/(μ − λ) = 2 ms, so their 99th percentile is 2·ln 100 = 9.21 ms.
// Twice as fast, μ = 2,000/s: mean 2/3 ms, 4/3 ms less. Each run counts 3,000 requests after 2 s of warm-up, hundreds of times the
// relaxation time, so that start-up biases nothing; busy periods are short, so that replications are all but normal. A
// proportion of 95 % in 500 has a standard error of 1 %: 92 to 98 % are three of them.
test('intervals of means, of a percentile and of a paired difference contain the truth in 92 to 98 % of 500 comparisons', async () => {
  const truths: readonly (readonly [string, (from: Awaited<ReturnType<typeof compare>>) => Estimate, number])[] = [
    ['mean', ({ plans }) => plans[0]!.metrics['latencyMs.mean']!, 2],
    ['99th percentile', ({ plans }) => plans[0]!.metrics['latencyMs.p99']!, 2 * Math.log(100)],
    ['mean, twice as fast', ({ plans }) => plans[1]!.metrics['latencyMs.mean']!, 2 / 3],
    ['difference', ({ plans }) => plans[1]!.paired['latencyMs.mean']!.difference, 2 / 3 - 2],
  ];
  const covered = truths.map(() => 0);
  for (let k = 0; k < COMPARISONS; k++) {
    const scenario = {
      ...small({
        durationMs: 8000,
        store: { partitions: 1 },
        workload: [stream(500)],
        plan: [lever('bigger-node', { factor: 2 })],
        seed: `coverage ${k}`,
      }),
      warmupMs: 2000,
      replications: 5,
    };
    const comparison = await compare(scenario);
    for (const [i, [, of, truth]] of truths.entries()) {
      const { low, high } = of(comparison);
      if (low! <= truth && truth <= high!) covered[i]!++;
    }
  }
  for (const [i, [name]] of truths.entries()) {
    expect(covered[i]! / COMPARISONS, name).toBeGreaterThanOrEqual(0.92);
    expect(covered[i]! / COMPARISONS, name).toBeLessThanOrEqual(0.98);
  }
});
