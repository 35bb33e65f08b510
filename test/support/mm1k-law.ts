/**
 * P.Q5: a queue with room for K − 1 behind one exponential server of 1,000/s is M/M/1/K, K counting the one in service:
 *
 *   loss p_K = (1−ρ)ρ^K/(1−ρ^{K+1})   throughput λ(1−p_K)   W = L/throughput                       (Kleinrock I, §3.6)
 *
 * Tolerance 2 % as published, with enough observation for three standard errors of the loss, the noisiest of them.
 */
import * as mm1k from '../../src/theory/mm1k.ts';
import { expectRelative } from './relative.ts';
import { replicate } from './replicate.ts';
import { scenarioOf } from './scenario.ts';

const μ = 1000;

/** Holds five runs under λ per second to the row. */
export function expectMm1k(λ: number, K: number, durationMs: number): void {
  const partition = { queueCapacity: K - 1 };
  const result = replicate(scenarioOf({ durationMs, partition, workload: { ratePerSecond: λ } }));
  expectRelative(result.mean('requests.failedShare'), mm1k.lossProbability(λ, μ, K), 0.02, 'loss');
  expectRelative(result.mean('throughput.perSecond'), mm1k.throughputPerSecond(λ, μ, K), 0.02, 'throughput');
  expectRelative(result.mean('latencyMs.mean'), mm1k.meanSojournMs(λ, μ, K), 0.02, 'W');
}
