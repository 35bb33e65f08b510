/** A workload as written → a workload of the model. */
import type {
  ArrivalConfig,
  AttributeConfig,
  FanoutConfig,
  HistoryConfig,
  KeyConfig,
  Popularity,
  WorkloadConfig,
} from '../../model/config.ts';
import { parseMoment } from '../../units/moment.ts';
import { defaults } from '../defaults.ts';
import type { AttributesDraft } from '../shape/attribute-shape.ts';
import type { PopularityDraft } from '../shape/popularity-shape.ts';
import type { WorkloadDraft } from '../shape/workload-shape.ts';

export function resolveWorkload(written: WorkloadDraft): WorkloadConfig {
  return {
    name: written.name,
    arrivals: written.arrivals ? arrivalsOf(written.arrivals) : null,
    follows: written.follows ?? null,
    keys: keysOf(written.keys),
    ...existing(written.keys),
    ...(written.attributes ? { attributes: attributesOf(written.attributes) } : {}),
    reads: written.reads ?? defaults['workload.reads'].value,
    sizeBytes: written.size ?? defaults['workload.size'].value,
    consistency: written.consistency ?? defaults['workload.consistency'].value,
    fanout: written.fanout ? fanoutOf(written.fanout) : null,
    history: written.history ? historyOf(written.history) : null,
    only: written.only ?? null,
  };
}

function attributesOf(written: AttributesDraft): AttributeConfig[] {
  return Object.entries(written).map(([name, attribute]) => attributeOf(name, attribute));
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
  if (keys.kind === 'single') return { kind: 'single', key: keys.key };
  if (keys.kind === 'template') {
    const { kind, template, sort } = keys;
    return { kind, template, ...(sort === undefined ? {} : { sort }) };
  }
  return { ...popularityOf(keys), prefix: keys.prefix ?? defaults['workload.keys.prefix'].value };
}

function existing(keys: WorkloadDraft['keys']): { exist?: number } {
  return keys.kind === 'template' || keys.exist === undefined ? {} : { exist: keys.exist };
}

function attributeOf(name: string, written: AttributesDraft[string]): AttributeConfig {
  switch (written.kind) {
    case 'single':
      return { name, kind: 'single', value: written.value };
    case 'unique':
      return { name, kind: 'unique' };
    case 'date':
    case 'hour':
    case 'minute':
      return { name, kind: written.kind, startMs: startOf(written.start) };
    default:
      return { name, ...popularityOf(written), first: written.first ?? defaults['workload.attributes.first'].value };
  }
}

function startOf(written: string = defaults['workload.attributes.start'].value): number {
  const parsed = parseMoment(written);
  if (!parsed.ok) throw new Error(`a moment that was checked before: ${parsed.problem}`);
  return parsed.value;
}

function popularityOf(written: PopularityDraft): Popularity {
  const { kind, count } = written;
  switch (kind) {
    case 'zipf':
      return { kind, count, exponent: written.exponent ?? defaults['workload.keys.exponent'].value };
    case 'hotspot':
      return {
        kind,
        count,
        hotKeys: written.hotKeys ?? defaults['workload.keys.hotKeys'].value,
        hotOperations: written.hotOperations ?? defaults['workload.keys.hotOperations'].value,
      };
    default:
      return { kind, count };
  }
}
