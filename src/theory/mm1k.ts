/**
 * M/M/1/K: as M/M/1, but at most K requests are present, the one in service included; further arrivals are lost.
 *
 * A partition whose queue holds `capacity` waiting requests has K = capacity + 1. Always stable. Both quantities follow
 * from adding one place at a time, which has no special case at λ = μ: with B(0) = 1 and L(0) = 0,
 * B(k) = ρB(k−1)/(1 + ρB(k−1)) and L(k) = (1 − B(k))·L(k−1) + B(k)·k.
 * Source: the truncated geometric law p_k ∝ ρ^k, Kleinrock, Queueing Systems I (1975), §3.6; P.Q5.
 */
import { nonNegative, positive, whole } from './domain.ts';

/** Share of arrivals lost: p_K = (1−ρ)ρ^K/(1−ρ^{K+1}), with λ and μ per second. */
export function lossProbability(λ: number, μ: number, K: number): number {
  return stationary(λ, μ, K).loss;
}

/** Requests answered per second: λ(1−p_K). */
export function throughputPerSecond(λ: number, μ: number, K: number): number {
  return λ * (1 - stationary(λ, μ, K).loss);
}

/** Mean number of requests present. */
export function meanNumber(λ: number, μ: number, K: number): number {
  return stationary(λ, μ, K).number;
}

/** Mean time from arrival to answer in ms of the requests that are let in, by Little's law. */
export function meanSojournMs(λ: number, μ: number, K: number): number {
  const { loss, number } = stationary(λ, μ, K);
  return λ === 0 ? 1000 / μ : (1000 * number) / (λ * (1 - loss));
}

function stationary(λ: number, μ: number, K: number): { loss: number; number: number } {
  nonNegative({ λ });
  positive({ μ });
  whole({ K }, 1);
  const ρ = λ / μ;
  let loss = 1;
  let number = 0;
  for (let k = 1; k <= K; k++) {
    loss = (ρ * loss) / (1 + ρ * loss);
    number = (1 - loss) * number + loss * k;
  }
  return { loss, number };
}
