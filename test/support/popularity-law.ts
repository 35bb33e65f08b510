/**
 * How popular the hottest keys are, as their partitions feel it: runs whose servers are too fast to matter.
 *
 * n independent draws of a share p have a relative error of √((1−p)/(pn)).
 */
import type { KeyConfig, PlacementConfig } from '../../src/model/config.ts';
import { type Replicated, replicate } from './replicate.ts';
import { scenarioOf } from './scenario.ts';

export const SERVICE_MS = 0.001;

/** Five runs that send about `requests` altogether. */
export function draw(requests: number, keys: KeyConfig, partitions: number, placement: PlacementConfig): Replicated {
  const scenario = scenarioOf({
    durationMs: 1000,
    warmupMs: 0,
    partitions,
    placement,
    partition: { service: { kind: 'deterministic' }, serviceMeanMs: SERVICE_MS },
    workload: { ratePerSecond: requests / 5, keys },
  });
  return replicate(scenario);
}

/** Zipf over a million keys `key:0`, `key:1`, …, the hottest first. */
export const millionKeys = (exponent: number): KeyConfig => ({
  kind: 'zipf',
  count: 1_000_000,
  exponent,
  prefix: 'key:',
});
