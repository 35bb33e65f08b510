/**
 * P.Q1 and P.Q2 at one load: one partition with one exponential server of rate μ = 1,000/s under Poisson arrivals
 * λ = ρμ is M/M/1 (Kleinrock I, ch. 3 and 5):
 *
 *   L = ρ/(1−ρ)   Wq = ρ/(μ−λ)   W = 1/(μ−λ)   utilisation = ρ   q_p = −ln(1−p)/(μ−λ)
 *
 * Over T seconds of observation the relative standard errors are, of L, √(2(1+ρ)/(ρμT))/(1−ρ) (run rules), and of W no
 * more, as L̂ = λ̂Ŵ adds the noise of λ̂; of Wq, √((2+5ρ−4ρ²+ρ³)/(ρ²μT))/(1−ρ) (Blomqvist 1967); of the utilisation,
 * √(2/(ρμT)): it is the work that arrived, a compound Poisson sum. Tolerance of P.Q1: three of these; the percentiles
 * get the published 5 %.
 */
import * as mm1 from '../../src/theory/mm1.ts';
import { expectRelative } from './relative.ts';
import { replicate } from './replicate.ts';
import { scenarioOf } from './scenario.ts';

const μ = 1000;
const RUNS = 5;

/** Holds five runs, of `observedSeconds` together after their warm-ups, to both rows. */
export function expectMm1(ρ: number, observedSeconds: number): void {
  const λ = ρ * μ;
  const events = μ * observedSeconds;
  const durationMs = (1000 * observedSeconds) / RUNS / 0.9;
  const result = replicate(scenarioOf({ durationMs, workload: { ratePerSecond: λ } }), 'none', RUNS);
  const errorOfL = Math.sqrt((2 * (1 + ρ)) / (ρ * events)) / (1 - ρ);
  const errorOfWq = Math.sqrt((2 + 5 * ρ - 4 * ρ ** 2 + ρ ** 3) / (ρ ** 2 * events)) / (1 - ρ);
  const errorOfUse = Math.sqrt(2 / (ρ * events));
  expectRelative(result.mean('inside.mean'), mm1.meanNumber(λ, μ), 3 * errorOfL, 'L');
  expectRelative(result.mean('latencyMs.mean'), mm1.meanSojournMs(λ, μ), 3 * errorOfL, 'W');
  expectRelative(result.mean('waitMs.mean'), mm1.meanWaitMs(λ, μ), 3 * errorOfWq, 'Wq');
  expectRelative(result.mean('partition.hottestUtilisation'), ρ, 3 * errorOfUse, 'utilisation');
  expectRelative(result.mean('latencyMs.p50'), mm1.sojournQuantileMs(λ, μ, 0.5), 0.05, 'p50');
  expectRelative(result.mean('latencyMs.p99'), mm1.sojournQuantileMs(λ, μ, 0.99), 0.05, 'p99');
}
