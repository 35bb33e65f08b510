/**
 * What the same requests under every plan are good for: the difference between two plans is known better than from runs with
 * different requests. Here that is tried and not derived: the same plan, time and again beside the baseline on the same requests, and
 * beside the baseline of another seed.
 */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { estimate } from '../../src/experiment/estimate.ts';
import { runPlans } from '../../src/experiment/run-plans.ts';
import { parseScenario } from '../../src/scenario/parse-scenario.ts';

function scenarioOf(name: string) {
  const file = `scenarios/${name}.yaml`;
  const parsed = parseScenario(readFileSync(file, 'utf8'), { file });
  if (!parsed.ok) throw new Error(`${file} is not right`);
  return parsed.scenario;
}

/** Half-widths of the difference's 95 % interval: paired, and with requests of their own. */
async function widths(name: string, plan: string, replications: number, metrics: readonly string[]) {
  const scenario = scenarioOf(name);
  const of = (plans: readonly string[], seed: string) => runPlans(scenario, { plans, seed, replications, jobs: 0 });
  const [with_, same] = await of([plan, scenario.baseline], 'a');
  const [other] = await of([scenario.baseline], 'b');
  return metrics.map((metric) => {
    const half = (base: typeof other) => {
      const { low, high } = estimate(with_!.map((run, k) => run.metrics[metric]! - base![k]!.metrics[metric]!));
      return (high! - low!) / 2;
    };
    return { metric, paired: half(same), apart: half(other) };
  });
}

// A ratio of half-widths from n replications each is uncertain by about 1/√(n − 1), a third for ten. So it is asked to be below 1, and the
// better of two to gain a lot. What a plan leaves nothing of to chance, as a cache that answers nearly everything, gains nothing, nor does a
// percentile that two workloads share.
test.each([
  ['quickstart', 'more-partitions', 20, ['requests.failedShare', 'latencyMs.p99']],
  ['black-friday', 'more-partitions', 10, ['requests.failedShare', 'views.latencyMs.p99']],
] as const)('pairing narrows the differences of %s under %s', async (name, plan, replications, metrics) => {
  const found = await widths(name, plan, replications, metrics);
  for (const { paired, apart } of found) expect(paired).toBeLessThan(apart);
  expect(Math.max(...found.map(({ paired, apart }) => apart / paired))).toBeGreaterThan(1.5);
});
