/**
 * M/G/1: Poisson arrivals λ per second, one server with mean rate μ per second and any service law, unbounded FIFO queue.
 *
 * Of the law only the squared coefficient of variation matters to the mean (`scv`: variance ÷ mean²): deterministic 0,
 * Erlang-k 1/k, exponential 1, hyperexponential more. At λ ≥ μ the means are infinite.
 * Source: Pollaczek–Khinchine, Kleinrock, Queueing Systems I (1975), ch. 5; P.Q9.
 */
import { nonNegative } from './domain.ts';
import * as mm1 from './mm1.ts';

/** Mean wait before service in ms: that of M/M/1 times (1+scv)/2. */
export function meanWaitMs(λ: number, μ: number, scv: number): number {
  nonNegative({ scv });
  return ((1 + scv) / 2) * mm1.meanWaitMs(λ, μ);
}

/** Mean time from arrival to answer in ms. */
export function meanSojournMs(λ: number, μ: number, scv: number): number {
  return meanWaitMs(λ, μ, scv) + 1000 / μ;
}

/** Mean number of requests present, by Little's law. */
export function meanNumber(λ: number, μ: number, scv: number): number {
  return λ === 0 ? 0 : (λ * meanSojournMs(λ, μ, scv)) / 1000;
}
