import { describe, expect, test } from 'vitest';
import { lever, metricsOf, stream } from '../support/small.ts';

/**
 * A read of a key on n salts, on servers enough that no leg waits: n legs of exponential service of mean m. It waits for all of them until T, and then for
 * one of them. Let F(t) = (1 − e^(−t/m))^n be the law of the last leg; the first is exponential of mean m/n.
 *   latency: the last leg, or T where it comes later, and what the first needs beyond T:
 *     E = ∫₀ᵀ (1 − F(t)) dt + (m/n)·e^(−nT/m)
 *   without the leg of a given salt: it takes longer than T, and is not the first that is waited for then:
 *     p = e^(−T/m) − e^(−nT/m)/n
 * All writes are long over when the reads come, so one salt holds the newest; an answer without it is stale.
 */
const n = 4;
const meanMs = 10;

const read = (gatherTimeout: number) => {
  const steps = (rates: readonly [number, number]) =>
    rates.map((ratePerSecond, k) => ({ fromMs: k * 2000, ratePerSecond }));
  return metricsOf({
    durationMs: 22_000,
    store: { partitions: 12 },
    partition: { servers: 100, serviceMeanMs: meanMs },
    workload: [
      stream(0, { name: 'writes', arrivals: { kind: 'poisson', steps: steps([100, 0]) }, reads: 0 }),
      stream(0, { arrivals: { kind: 'poisson', steps: steps([0, 200]) } }),
    ],
    plan: [lever('salting', { salts: n, needs: 0.25, gatherTimeout })],
  });
};

/** ∫₀ᵀ (1 − F(t)) dt by the midpoint rule. */
function lastLegUntil(timeoutMs: number): number {
  const steps = 10_000;
  const step = timeoutMs / steps;
  let sum = 0;
  for (let k = 0; k < steps; k++) sum += step * (1 - (1 - Math.exp((-(k + 0.5) * step) / meanMs)) ** n);
  return sum;
}

describe('a gather with a time-out', () => {
  test.each([5, 10, 20, 40])('of %d ms: how long it takes, and how often it lacks what lies under one salt', (T) => {
    const metrics = read(T);
    const reads = metrics['reads.requests.served']!;
    expect(reads).toBe(metrics['reads.requests.offered']);
    const lacks = Math.exp(-T / meanMs) - Math.exp((-n * T) / meanMs) / n;
    const error = Math.sqrt((lacks * (1 - lacks)) / reads);
    expect(Math.abs(metrics['ledger.stale']! / reads - lacks)).toBeLessThan(4 * error);
    const latency = lastLegUntil(T) + (meanMs / n) * Math.exp((-n * T) / meanMs);
    // A latency lies between 0 and T but for the tail of the first leg: its deviation is below T / 2 and m / n together.
    const deviation = Math.hypot(T / 2, meanMs / n);
    expect(Math.abs(metrics['reads.latencyMs.mean']! - latency)).toBeLessThan((4 * deviation) / Math.sqrt(reads));
  });
});
