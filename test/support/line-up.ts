/** Requests that come all at once to a partition of one server, to see in which order they are served. */

import type { Changes } from './small.ts';
import { metricsOf, metronome } from './small.ts';

/**
 * Names in the order in which they are served, 10 ms each; who is not served is left out. They come in the order given at 1 s; the first goes into service at
 * once. Each is a workload of that name and asks for a key of its own.
 */
export function servedInOrder(names: readonly string[], plan: Changes['plan'], changes: Changes = {}): string[] {
  const [first, ...others] = names.map((name) => metronome(1, { name, keys: { kind: 'single', key: `key:${name}` } }));
  const metrics = metricsOf({
    durationMs: 1500,
    workload: [first!, ...others.map((entry) => ({ ...entry, arrivals: null, follows: first!.name }))],
    ...changes,
    store: { partitions: 1, ...changes.store },
    partition: { service: { kind: 'deterministic' }, serviceMeanMs: 10, ...changes.partition },
    plan: plan!,
  });
  const latency = (name: string): number => metrics[`${name}.latencyMs.mean`]!;
  return names.filter((name) => metrics[`${name}.requests.served`] === 1).sort((a, b) => latency(a) - latency(b));
}
