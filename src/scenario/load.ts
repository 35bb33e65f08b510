/** How many requests a workload brings, and how they fall on its hottest key: closed forms over the configuration. */
import type { ArrivalConfig, KeyConfig, WorkloadConfig } from '../model/config.ts';
import { harmonic } from '../random/harmonic.ts';
import { boundedParetoMean } from '../theory/bounded-pareto.ts';

/** Most popular key of YCSB's scrambled Zipf, in a table of ten thousand keys or more (F.W2). */
const SCRAMBLED_TOP_SHARE = 1 / 26.469;

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

/** Expected number of followers that a request is carried to; 1 where it is not a post. */
export function followersOf({ fanout }: WorkloadConfig): number {
  if (fanout === null) return 1;
  const { followers } = fanout;
  if (followers.kind === 'fixed') return followers.count;
  return boundedParetoMean(followers.shape, followers.min, followers.max);
}

/** Share of a workload's requests that go to its most popular key. */
export function topShareOf(keys: KeyConfig): number {
  switch (keys.kind) {
    case 'single':
      return 1;
    case 'zipf':
      return 1 / harmonic(keys.count, keys.exponent);
    case 'hotspot':
      return keys.hotOperations / Math.max(1, Math.round(keys.hotKeys * keys.count));
    case 'ycsb-scrambled':
      return SCRAMBLED_TOP_SHARE;
    default:
      return 1 / keys.count;
  }
}

function originOf(workload: WorkloadConfig, all: readonly WorkloadConfig[]): ArrivalConfig {
  if (workload.arrivals) return workload.arrivals;
  return originOf(all.find(({ name }) => name === workload.follows)!, all);
}
