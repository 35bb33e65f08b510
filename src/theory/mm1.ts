/**
 * M/M/1: Poisson arrivals λ per second, one server with exponential service at μ per second, unbounded FIFO queue.
 *
 * The base case of a partition: everything else is judged by how far it departs from this. At λ ≥ μ there is no steady
 * state and the means are infinite. Sojourn is wait plus service.
 * Source: Kleinrock, Queueing Systems I (1975), §3.2 and ch. 5; P.Q1, P.Q2.
 */
import { nonNegative, positive, probability } from './domain.ts';

/** Share of time that the server is busy: ρ = λ/μ, at most 1. */
export function utilisation(λ: number, μ: number): number {
  nonNegative({ λ });
  positive({ μ });
  return Math.min(1, λ / μ);
}

/** Mean number of requests present: L = ρ/(1−ρ). */
export function meanNumber(λ: number, μ: number): number {
  const ρ = utilisation(λ, μ);
  return ρ / (1 - ρ);
}

/** Mean wait before service in ms: Wq = ρ/(μ−λ). */
export function meanWaitMs(λ: number, μ: number): number {
  const ρ = utilisation(λ, μ);
  return ρ < 1 ? (1000 * ρ) / (μ - λ) : Infinity;
}

/** Mean time from arrival to answer in ms: W = 1/(μ−λ). */
export function meanSojournMs(λ: number, μ: number): number {
  return utilisation(λ, μ) < 1 ? 1000 / (μ - λ) : Infinity;
}

/** The time in ms within which a share `p` is answered: the sojourn is exponential, so −ln(1−p)/(μ−λ). */
export function sojournQuantileMs(λ: number, μ: number, p: number): number {
  probability({ p });
  return p === 0 ? 0 : -Math.log1p(-p) * meanSojournMs(λ, μ);
}

/** The wait in ms that a share `p` does not exceed: P(Wq > t) = ρ·e^{−(μ−λ)t}, so 0 for the 1−ρ who find it idle. */
export function waitQuantileMs(λ: number, μ: number, p: number): number {
  probability({ p });
  const ρ = utilisation(λ, μ);
  return p <= 1 - ρ ? 0 : (Math.log(ρ) - Math.log1p(-p)) * meanSojournMs(λ, μ);
}
