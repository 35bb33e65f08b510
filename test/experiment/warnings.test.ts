import { expect, test } from 'vitest';
import { run } from '../../src/experiment/run.ts';
import { small, stream } from '../support/small.ts';

const codes = (ratePerSecond: number, durationMs: number, parts: object = {}) => {
  const scenario = small({ durationMs, store: { partitions: 1 }, workload: [stream(ratePerSecond)], ...parts });
  return run(scenario, 'none').warnings.map(({ code }) => code);
};

// One server of 1,000 a second. Of ρ = 0.5 the queue forgets within milliseconds; of 0.98 in 1/(μ(1 − √ρ)²) = 10 s.
test('a calm run that is long enough has none', () => {
  expect(codes(500, 20_000)).toEqual([]);
});

test('a queue that hardly ever empties is called unstable, and its latencies alike', () => {
  expect(codes(998, 20_000)).toEqual(expect.arrayContaining(['unstable', 'autocorrelated']));
});

test('a run that is hardly longer than its requests is too short', () => {
  expect(codes(2000, 5000)).toEqual(expect.arrayContaining(['unstable', 'too-short']));
});
