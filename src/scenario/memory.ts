/**
 * How much memory a run will need, before anything is built: enough to refuse what would end in a crash an hour later.
 *
 * Keys and partitions are counted; the requests in flight are estimated from what the hottest key's partition and the
 * store as a whole are let in faster than they can serve it, which is what a queue grows by in the fluid limit. Retries
 * and mitigations may add to it.
 */
import {
  type AttributeConfig,
  mostPartitions,
  type PartitionConfig,
  type PlacementConfig,
  type WorkersConfig,
  type WorkloadConfig,
} from '../model/config.ts';
import { parseTemplate } from '../model/keys/template.ts';
import { isCalendar, valueCountOf } from '../model/workload/attribute-values.ts';
import { requestsOf, stretchesOf } from '../model/workload/stretches.ts';
import { CALENDAR_UNIT_MS } from '../units/moment.ts';
import { followersOf, partsOf, topShareOf } from './load.ts';
import type { Scenario } from './scenario.ts';

/** The process itself, code and buffers; writes in flight are added. */
const BASE_BYTES = 64 * 2 ** 20;
/** Popularity table, partition, version, and columns of mitigations. */
const KEY_BYTES = 40;
/** Of a key made from a template: its name, and the tables that find it. */
const NAME_BYTES = 200;
/** More where it is the item of a collection: its sort key, twice. */
const SORT_BYTES = 100;
const SLICES = 240;
/** Limits, queue, accounts, and the heat map's row. */
const PARTITION_BYTES = 600 + 4 * SLICES;
/** A row of the pool, with room for growth by doubling. */
const REQUEST_BYTES = 200;
const TOKEN_BYTES = 24;
/** A name that boundaries are chosen from, and its place in the sorted list. */
const SAMPLED_BYTES = 80;
/** Of a write, where replicas may lack it: what stands, when it was acknowledged, and its entry in the journal. */
const WRITE_BYTES = 64;

/** Of an index: the account and the bucket of a partition, and what finds the partition of a key. */
const INDEX_PARTITION_BYTES = 60;
const ENTRY_KEY_BYTES = 40;

/** Bytes by what takes them. */
export interface MemoryEstimate {
  readonly base: number;
  /** By index. */
  readonly indexes: readonly number[];
  readonly partitions: number;
  /** By workload; workloads with one prefix share their keys, and the largest of them counts. */
  readonly keys: readonly number[];
  /** Waiting requests, by workload; in a cluster what is kept of their writes as well. */
  readonly requests: readonly number[];
}

/** Bytes that a run of the scenario needs, by their owners. */
export function estimateMemory({ model: { store, workload, workers, durationMs } }: Scenario): MemoryEstimate {
  const waiting = (entry: WorkloadConfig) =>
    stretchesOf(entry, workload, durationMs).reduce((sum, { seconds, ratePerSecond }) => {
      const hot = backlogPerSecond(topShareOf(entry) * ratePerSecond, entry.reads, store.partition, 1);
      const all = backlogPerSecond(ratePerSecond, entry.reads, store.partition, store.partitions);
      const posts = entry.fanout === null ? 0 : ratePerSecond - postsPerSecond(entry, workers);
      return sum + seconds * Math.max(hot, all, posts);
    }, 0);
  const room =
    store.partition.queueCapacity === null
      ? Number.POSITIVE_INFINITY
      : store.partition.queueCapacity * store.partitions;
  return {
    base: BASE_BYTES + inFlight(workers) * REQUEST_BYTES,
    indexes: (store.indexes ?? []).map(
      (index) =>
        index.partitions * INDEX_PARTITION_BYTES + entryKeysOf(index.key, workload, durationMs) * ENTRY_KEY_BYTES,
    ),
    partitions: mostPartitions(store) * PARTITION_BYTES + placementBytes(store.placement, store.partitions),
    keys: workload.map(
      (entry, i) =>
        (ownsKeys(workload, i) ? keyBytesOf(entry, workload, durationMs) : 0) +
        (ownsTimelines(workload, i) ? entry.fanout!.timelines : 0) * KEY_BYTES,
    ),
    requests: workload.map(
      (entry) =>
        Math.min(entry.fanout === null ? room : Infinity, waiting(entry)) * REQUEST_BYTES +
        (store.cluster === null ? 0 : writesOf(entry, workload, durationMs) * WRITE_BYTES),
    ),
  };
}

/** Bytes that a run of the scenario needs. */
export function estimateMemoryBytes(scenario: Scenario): number {
  const { base, partitions, indexes, keys, requests } = estimateMemory(scenario);
  return [...indexes, ...keys, ...requests].reduce((sum, bytes) => sum + bytes, base + partitions);
}

/** What finding partitions needs, beyond the keys themselves. */
function placementBytes(placement: PlacementConfig, partitions: number): number {
  switch (placement.kind) {
    case 'ring':
      return placement.virtualNodes * partitions * TOKEN_BYTES;
    case 'pre-split':
      return placement.by === 'hex' ? 0 : placement.sample * SAMPLED_BYTES;
    case 'isolated':
      return placementBytes(placement.others, partitions);
    default:
      return 0;
  }
}

/** What partitions are let in beyond what they can serve. */
function backlogPerSecond(offered: number, reads: number, partition: PartitionConfig, partitions: number): number {
  const { ceiling } = partition.limit;
  const admitted =
    Math.min(offered * reads, partitions * (ceiling.reads ?? Number.POSITIVE_INFINITY)) +
    Math.min(offered * (1 - reads), partitions * (ceiling.writes ?? Number.POSITIVE_INFINITY));
  const served = (partitions * partition.servers * 1000) / partition.serviceMeanMs;
  return Math.max(0, admitted - served);
}

function writesOf(entry: WorkloadConfig, workload: readonly WorkloadConfig[], durationMs: number): number {
  return (1 - entry.reads) * requestsOf(stretchesOf(entry, workload, durationMs));
}

/** Keys that the entries of an index have, at most as many as there are writes. */
function entryKeysOf(template: string, workload: readonly WorkloadConfig[], durationMs: number): number {
  const parsed = parseTemplate(template);
  const parts = parsed.ok ? parsed.parts : [];
  const salts = parts.reduce((count, part) => (part.kind === 'random' ? count * part.count : count), 1);
  const isByKey = parts.some(({ kind }) => kind === 'key');
  return workload.reduce((total, entry) => {
    const own = isByKey && 'count' in entry.keys ? entry.keys.count : 1;
    const keys = salts * own * keysOf(template, entry.attributes ?? [], durationMs);
    return total + Math.min(keys, writesOf(entry, workload, durationMs));
  }, 0);
}

/** Writes that workers have in flight at most. */
function inFlight(workers: WorkersConfig | null): number {
  return workers === null ? 0 : workers.count + (workers.large?.count ?? 0);
}

/** Posts that all workers together can carry at most, if the store were instant. */
function postsPerSecond(entry: WorkloadConfig, workers: WorkersConfig | null): number {
  if (workers === null) return 0;
  return (inFlight(workers) * 1000) / (workers.workMs * followersOf(entry));
}

function keyBytesOf(entry: WorkloadConfig, workload: readonly WorkloadConfig[], durationMs: number): number {
  const { keys, attributes = [] } = entry;
  if (keys.kind === 'single') return KEY_BYTES;
  if (keys.kind !== 'template') return keys.count * KEY_BYTES;
  const count = [keys.template, keys.sort ?? ''].reduce(
    (total, template) => total * keysOf(template, attributes, durationMs),
    1,
  );
  const bytes = KEY_BYTES + NAME_BYTES + (keys.sort === undefined ? 0 : SORT_BYTES);
  return Math.min(count, requestsOf(stretchesOf(entry, workload, durationMs))) * bytes;
}

/** Keys that a template makes of the values of these attributes. */
function keysOf(template: string, attributes: readonly AttributeConfig[], durationMs: number): number {
  return partsOf(template, attributes).reduce((total, { attribute, modulo }) => {
    const values = isCalendar(attribute) ? 1 + durationMs / CALENDAR_UNIT_MS[attribute.kind] : valueCountOf(attribute);
    return total * Math.min(values, modulo ?? Number.POSITIVE_INFINITY);
  }, 1);
}

/** Whether the entry is the first to deliver to its timelines. */
function ownsTimelines(workload: readonly WorkloadConfig[], i: number): boolean {
  const prefix = workload[i]!.fanout?.prefix;
  return prefix !== undefined && workload.findIndex(({ fanout }) => fanout?.prefix === prefix) === i;
}

/** Whether the entry is the first with the most keys under its prefix. */
function ownsKeys(workload: readonly WorkloadConfig[], i: number): boolean {
  const { keys } = workload[i]!;
  if (!('prefix' in keys)) return true;
  return workload.every(({ keys: others }, j) => {
    if (j === i || !('prefix' in others) || others.prefix !== keys.prefix) return true;
    return others.count < keys.count || (others.count === keys.count && j > i);
  });
}
