/**
 * What a look at earlier traffic of the same kind finds: the keys of so many requests, by name.
 *
 * Workloads come in proportion to their requests. Ascending keys begin at the first, as those of the run will. A post counts as
 * one of the timelines that it is written to.
 */
import { AliasTable } from '../../random/alias.ts';
import type { Stream } from '../../random/stream.ts';
import type { KeyConfig, ModelConfig, WorkloadConfig } from '../config.ts';
import { createKeyChooser } from './key-chooser.ts';
import { requestsOf, stretchesOf } from './stretches.ts';

/** Names of the keys of `requests` requests; none where nobody sends any. */
export function sampleKeys(
  { workload, durationMs }: Pick<ModelConfig, 'workload' | 'durationMs'>,
  requests: number,
  stream: Stream,
): string[] {
  const awake = workload.filter(({ only }) => only === null);
  const counts = Float64Array.from(awake, (entry) => requestsOf(stretchesOf(entry, workload, durationMs)));
  if (!counts.some((count) => count > 0)) return [];
  const mix = new AliasTable(counts);
  const namers = awake.map((entry) => namerOf(keysOf(entry), stream));
  return Array.from({ length: requests }, () => namers[mix.sample(stream)]!());
}

function keysOf({ keys, fanout }: WorkloadConfig): KeyConfig {
  return fanout === null ? keys : { kind: 'uniform', prefix: fanout.prefix, count: fanout.timelines };
}

function namerOf(keys: KeyConfig, stream: Stream): () => string {
  if (keys.kind === 'single') return () => keys.key;
  if (keys.kind === 'template') throw new Error('a sample of keys that are made of what requests carry');
  const chooser = createKeyChooser(keys);
  return () => `${keys.prefix}${chooser.sample(stream)}`;
}
