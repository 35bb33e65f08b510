/** How many followers a request is carried to, and how requests fall on the hottest key: closed forms over the configuration. */
import type { KeyConfig, WorkloadConfig } from '../model/config.ts';
import { harmonic } from '../random/harmonic.ts';
import { boundedParetoMean } from '../theory/bounded-pareto.ts';

/** Most popular key of YCSB's scrambled Zipf, in a table of ten thousand keys or more (F.W2). */
const SCRAMBLED_TOP_SHARE = 1 / 26.469;

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
