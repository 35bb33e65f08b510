/** How many requests a workload brings: closed forms over its configured rates. */
import type { ArrivalConfig, WorkloadConfig } from '../config.ts';

/** A stretch of constant rate within the run. */
export interface Stretch {
  readonly seconds: number;
  readonly ratePerSecond: number;
}

/** The stretches of the run that a workload's rate is made of; a follower has those of whom it follows. */
export function stretchesOf(workload: WorkloadConfig, all: readonly WorkloadConfig[], durationMs: number): Stretch[] {
  const { steps, momentsMs = [] } = originOf(workload, all);
  if (momentsMs.length > 0) {
    const seconds = durationMs / 1000;
    return [{ seconds, ratePerSecond: momentsMs.filter((at) => at < durationMs).length / seconds }];
  }
  return steps.flatMap(({ fromMs, ratePerSecond }, i) => {
    const toMs = Math.min(durationMs, steps[i + 1]?.fromMs ?? durationMs);
    return toMs > fromMs ? [{ seconds: (toMs - fromMs) / 1000, ratePerSecond }] : [];
  });
}

/** Expected number of requests. */
export function requestsOf(stretches: readonly Stretch[]): number {
  return stretches.reduce((sum, { seconds, ratePerSecond }) => sum + seconds * ratePerSecond, 0);
}

function originOf(workload: WorkloadConfig, all: readonly WorkloadConfig[]): ArrivalConfig {
  if (workload.arrivals) return workload.arrivals;
  return originOf(all.find(({ name }) => name === workload.follows)!, all);
}
