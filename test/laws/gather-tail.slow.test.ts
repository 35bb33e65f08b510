/**
 * P.F1 and P.F8: a leaf is slow with probability 1 %, so one in 1 − .99^100 = 63.4 % of the gathers of 100 leaves is. A
 * second attempt after 5 ms makes 1 % more attempts, and a leaf is slow when both are, 10⁻⁴: 1 − .9999^100 = 1.0 %.
 *
 * Leaves take 1 ms or 100 ms and gathers give up after 50 ms, so the slow ones are those that fail. Of n = 7,500 gathers
 * a share s has an error of √(s(1−s)/n): .56 % at 63.4 %, and .11 % at 1.0 %; tolerances are four of them.
 */
import { expect, it } from 'vitest';
import { expectRelative } from '../support/relative.ts';
import { replicate } from '../support/replicate.ts';
import { scenarioOf } from '../support/scenario.ts';

const LEAVES = 100;
const gather = { kind: 'salting', salts: LEAVES } as const;

it('one slow leaf in a hundred slows most gathers of a hundred, and hedging almost none', () => {
  const valuesMs = [...new Array<number>(99).fill(1), 100];
  const scenario = scenarioOf({
    durationMs: 15_000,
    warmupMs: 0,
    partition: { service: { kind: 'empirical', valuesMs }, serviceMeanMs: 1.99, servers: 2000 },
    clients: { deadlineMs: 50 },
    workload: { ratePerSecond: 100 },
    plans: {
      gather: [gather],
      hedged: [gather, { kind: 'hedging', after: '5ms', cap: '100%', cancel: false }],
    },
  });
  const [plain, hedged] = [replicate(scenario, 'gather'), replicate(scenario, 'hedged')];
  expectRelative(plain.mean('requests.failedShare'), 1 - 0.99 ** LEAVES, 0.035, 'slow gathers');
  expect(Math.abs(hedged.mean('requests.failedShare') - (1 - 0.9999 ** LEAVES))).toBeLessThan(0.0046);
  const extra = hedged.mean('attempts.total') / plain.mean('attempts.total') - 1;
  expectRelative(extra, 0.01, 0.05, 'extra attempts');
});
