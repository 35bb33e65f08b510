/** Store section as written → store of the model: what is written, else the preset, else the default. */
import type {
  PartitionConfig,
  PlacementConfig,
  RatePair,
  ServiceKind,
  StoreConfig,
  ThroughputConfig,
} from '../../model/config.ts';
import { defaults } from '../defaults.ts';
import { storePresets } from '../presets/stores.ts';
import { type StoreDraft, storeShape } from '../shape/store-shape.ts';
import { resolveBilling } from './billing.ts';
import { resolveCluster } from './cluster.ts';
import { resolveIndexes } from './indexes.ts';

type PartitionDraft = NonNullable<StoreDraft['partition']>;
type WrittenPair = PartitionDraft['ceiling'];

const presetShape = storeShape([]);

/** Fills in a valid store section; throws on an unknown preset, which the shape has refused before. */
export function resolveStore(written: StoreDraft): StoreConfig {
  const preset = presetDraft(written.preset);
  const partitions = (written.partitions ?? preset.partitions)!;
  const partition = partitionOf(written.partition ?? {}, preset.partition ?? {});
  return {
    partitions,
    placement: placementOf(written.placement ?? preset.placement),
    partition,
    cluster: resolveCluster(written.cluster),
    networkMs: written.network ?? preset.network ?? defaults['store.network'].value,
    billing: resolveBilling(written.billing),
    ...(written.throughput ? { throughput: throughputOf(written.throughput) } : {}),
    ...(written.indexes?.length ? { indexes: resolveIndexes(written.indexes, { partitions, partition }) } : {}),
  };
}

function presetDraft(name: string | undefined): StoreDraft {
  return name === undefined ? {} : presetShape.parse(storePresets[name]!.store);
}

function placementOf(placement: StoreDraft['placement']): PlacementConfig {
  switch (placement?.kind) {
    case 'ring':
      return { kind: 'ring', virtualNodes: placement.virtualNodes ?? defaults['store.placement.virtualNodes'].value };
    case 'range':
      return { kind: 'range', boundaries: placement.boundaries ?? null };
    case 'directory':
      return { kind: 'directory', table: placement.table, others: placement.others ?? null };
    default:
      return { kind: placement?.kind ?? defaults['store.placement.kind'].value };
  }
}

function throughputOf({ reads, writes, burst = {} }: NonNullable<StoreDraft['throughput']>): ThroughputConfig {
  return {
    reads: reads ?? null,
    writes: writes ?? null,
    burstSeconds: (burst.keep ?? defaults['store.throughput.burst.keep'].value) / 1000,
    burstStartsFull: (burst.start ?? defaults['store.throughput.burst.start'].value) === 'full',
  };
}

function partitionOf(written: PartitionDraft, preset: PartitionDraft): PartitionConfig {
  const bank = { ...preset.bank, ...written.bank };
  const service = written.service ?? preset.service;
  const queue = { ...preset.queue, ...written.queue };
  return {
    limit: {
      ceiling: pairOf(written.ceiling, preset.ceiling),
      ceilingDepthSeconds:
        (written.ceilingDepth ?? preset.ceilingDepth ?? defaults['store.partition.ceilingDepth'].value) / 1000,
      share: pairOf(written.share, preset.share),
      bankSeconds: (bank.keep ?? defaults['store.partition.bank.keep'].value) / 1000,
      bankStartsFull: (bank.start ?? defaults['store.partition.bank.start'].value) === 'full',
    },
    service: serviceOf(service),
    serviceMeanMs: meanOf(service) ?? meanOf(preset.service) ?? defaults['store.partition.service.mean'].value,
    servers: written.servers ?? preset.servers ?? defaults['store.partition.servers'].value,
    queueCapacity: queue.capacity ?? null,
    expiryMarginMs: null,
  };
}

function pairOf(written: WrittenPair, preset: WrittenPair): RatePair {
  if (written === 'none') return { reads: null, writes: null };
  const filled = { ...(preset === 'none' ? {} : preset), ...written };
  return { reads: filled.reads ?? null, writes: filled.writes ?? null };
}

function serviceOf(service: PartitionDraft['service']): ServiceKind {
  switch (service?.kind) {
    case 'erlang':
      return { kind: 'erlang', stages: service.stages };
    case 'hyperexponential':
    case 'lognormal':
      return { kind: service.kind, scv: service.scv };
    case 'empirical':
      return { kind: 'empirical', valuesMs: service.values };
    default:
      return { kind: service?.kind ?? defaults['store.partition.service.kind'].value };
  }
}

/** Mean service time, where the section says one; measured values say theirs. */
function meanOf(service: PartitionDraft['service']): number | undefined {
  if (service?.kind !== 'empirical') return service?.mean;
  return service.values.reduce((sum, value) => sum + value, 0) / service.values.length;
}
