/**
 * Fluid queues: what an overload or an outage does to a queue, to first order, with arrivals and service as steady flows.
 *
 * Chance is neglected, which is right where the backlog is much larger than its fluctuations: an overload, or an outage
 * of many service times. Rates λ and μ are per second.
 * Source: Newell, Applications of Queueing Theory (1982), ch. 2; P.O1.
 */
import { nonNegative, positive } from './domain.ts';

/** Requests by which the queue grows each second: λ − μ, 0 when it keeps up. */
export function backlogGrowthPerSecond(λ: number, μ: number): number {
  nonNegative({ λ, μ });
  return Math.max(0, λ - μ);
}

/** Wait in ms of a request that arrives `elapsedMs` into an overload that began with an empty queue: (λ/μ − 1)·t. */
export function delayMs(λ: number, μ: number, elapsedMs: number): number {
  positive({ μ });
  nonNegative({ elapsedMs });
  return (backlogGrowthPerSecond(λ, μ) / μ) * elapsedMs;
}

/** Time in ms until a backlog is worked off while λ keeps arriving: backlog/(μ−λ); ∞ if there is nothing to spare. */
export function drainMs(backlog: number, λ: number, μ: number): number {
  nonNegative({ backlog, λ, μ });
  if (backlog === 0) return 0;
  return μ > λ ? (1000 * backlog) / (μ - λ) : Infinity;
}

/** What an outage leaves behind. */
export interface Outage {
  /** Requests waiting when service resumes: λD. */
  readonly backlog: number;
  /** Time from then until the queue is empty again. */
  readonly drainMs: number;
  /** Requests delayed: all that arrive during the outage or the drain. */
  readonly affected: number;
  /** Their mean extra wait: D/2, for it falls evenly from D to 0; D if the queue never drains. */
  readonly meanExtraMs: number;
  /** The longest extra wait, D: that of the first. */
  readonly maxExtraMs: number;
}

/** Service stops for `outageMs`, the queue is kept, and service resumes; λ < μ, or it never drains. */
export function outage(λ: number, μ: number, outageMs: number): Outage {
  nonNegative({ λ, μ, outageMs });
  const backlog = (λ * outageMs) / 1000;
  const drain = drainMs(backlog, λ, μ);
  const affected = backlog === 0 ? 0 : (λ * (outageMs + drain)) / 1000;
  return {
    backlog,
    drainMs: drain,
    affected,
    meanExtraMs: drain < Infinity ? outageMs / 2 : outageMs,
    maxExtraMs: outageMs,
  };
}
