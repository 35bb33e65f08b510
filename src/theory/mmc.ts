/**
 * M/M/c: Poisson arrivals λ per second, c servers of μ per second each, one shared unbounded FIFO queue.
 *
 * Shows what pooling buys: four servers behind one queue wait far less than four queues of one. At λ ≥ cμ everyone waits
 * and the means are infinite. Source: Erlang C, Kleinrock, Queueing Systems I (1975), §3.5; P.Q7.
 */
import { whole } from './domain.ts';
import { lossProbability } from './erlang-b.ts';

/** Share of arrivals that must wait, Erlang C: B/(1−ρ(1−B)) with Erlang's loss B and ρ = λ/(cμ); 1 if unstable. */
export function waitProbability(λ: number, μ: number, servers: number): number {
  whole({ servers }, 1);
  const B = lossProbability(λ, μ, servers);
  const ρ = λ / (servers * μ);
  return ρ < 1 ? B / (1 - ρ * (1 - B)) : 1;
}

/** Mean wait before service in ms, over all requests: C/(cμ−λ). */
export function meanWaitMs(λ: number, μ: number, servers: number): number {
  const C = waitProbability(λ, μ, servers);
  return λ < servers * μ ? (1000 * C) / (servers * μ - λ) : Infinity;
}

/** Mean time from arrival to answer in ms. */
export function meanSojournMs(λ: number, μ: number, servers: number): number {
  return meanWaitMs(λ, μ, servers) + 1000 / μ;
}
