/** A workload as written → a workload of the model. */
import type { ArrivalConfig, FanoutConfig, HistoryConfig, KeyConfig, WorkloadConfig } from '../../model/config.ts';
import { defaults } from '../defaults.ts';
import type { WorkloadDraft } from '../shape/workload-shape.ts';

export function resolveWorkload(written: WorkloadDraft): WorkloadConfig {
  return {
    name: written.name,
    arrivals: written.arrivals ? arrivalsOf(written.arrivals) : null,
    follows: written.follows ?? null,
    keys: keysOf(written.keys),
    reads: written.reads ?? defaults['workload.reads'].value,
    sizeBytes: written.size ?? defaults['workload.size'].value,
    consistency: written.consistency ?? defaults['workload.consistency'].value,
    fanout: written.fanout ? fanoutOf(written.fanout) : null,
    history: written.history ? historyOf(written.history) : null,
    only: written.only ?? null,
  };
}

function historyOf(written: NonNullable<WorkloadDraft['history']>): HistoryConfig {
  if (written === 'all') return { lastMs: null, newest: null };
  return { lastMs: written.last ?? null, newest: written.newest ?? null };
}

function fanoutOf({ followers, timelines }: NonNullable<WorkloadDraft['fanout']>): FanoutConfig {
  const prefix = timelines.prefix ?? defaults['workload.fanout.prefix'].value;
  return { followers, prefix, timelines: timelines.count };
}

function arrivalsOf({ kind, rate, steps, at }: NonNullable<WorkloadDraft['arrivals']>): ArrivalConfig {
  if (at) return { kind: 'moments', steps: [], momentsMs: at };
  const rates = steps ?? [[0, rate!] as const];
  return {
    kind: kind ?? defaults['workload.arrivals.kind'].value,
    steps: rates.map(([fromMs, ratePerSecond]) => ({ fromMs, ratePerSecond })),
  };
}

function keysOf(keys: WorkloadDraft['keys']): KeyConfig {
  if (keys.kind === 'single') return keys;
  const space = { count: keys.count, prefix: keys.prefix ?? defaults['workload.keys.prefix'].value };
  switch (keys.kind) {
    case 'zipf':
      return { kind: 'zipf', ...space, exponent: keys.exponent ?? defaults['workload.keys.exponent'].value };
    case 'hotspot':
      return {
        kind: 'hotspot',
        ...space,
        hotKeys: keys.hotKeys ?? defaults['workload.keys.hotKeys'].value,
        hotOperations: keys.hotOperations ?? defaults['workload.keys.hotOperations'].value,
      };
    default:
      return { kind: keys.kind, ...space };
  }
}
