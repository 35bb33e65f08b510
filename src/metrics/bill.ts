/**
 * What a plan costs: units let through, dollars at list price, servers, memory.
 *
 * Dollars are of the run, and of a month that is like it throughout: 730 hours. An estimate from list prices (F.D22), not an invoice: nothing is free
 * or reserved, and storage and traffic are left out.
 */
import { opOf, READ, WRITE } from '../model/codes.ts';
import type { ModelConfig, StoreConfig } from '../model/config.ts';
import { REFUSED_NOW, THROTTLED_NOW } from './cell-counts.ts';
import type { Recorder } from './recorder.ts';
import { type Metrics, sum } from './values.ts';

const HOURS_A_MONTH = 730;
const MS_AN_HOUR = 3_600_000;

/** @param base the scenario's own configuration, which `bill.capacity` is relative to. */
export function putBill(into: Metrics, recorder: Recorder, base: ModelConfig): void {
  const { simulation } = recorder;
  const { config } = simulation;
  const units = admittedUnits(recorder);
  const hours = config.durationMs / MS_AN_HOUR;
  const inIndexes = indexUnits(recorder);
  const paid = { reads: units.reads, writes: units.writes + inIndexes };
  const usd =
    config.store.billing.mode === 'on-demand' ? onDemandUsd(config.store, paid) : provisionedUsd(recorder, hours);
  into['bill.readUnits'] = units.reads;
  into['bill.writeUnits'] = units.writes;
  if (config.store.indexes !== undefined) into['bill.indexUnits'] = inIndexes;
  into['bill.usd'] = usd;
  into['bill.usdPerMonth'] = (usd * HOURS_A_MONTH) / hours;
  into['bill.capacity'] = capacity(config, partitionsOver(recorder)) / capacity(base, base.store.partitions);
  const tokens = simulation.tokens?.most ?? 0;
  into['bill.memoryEntries'] = simulation.levers.reduce((total, lever) => total + (lever.footprint?.() ?? 0), tokens);
}

interface Units {
  readonly reads: number;
  readonly writes: number;
}

function onDemandUsd({ billing: { usdPerMillionUnits: usd } }: StoreConfig, { reads, writes }: Units): number {
  return (reads * usd.reads + writes * usd.writes) / 1e6;
}

/** What the table was provisioned for, as it changed, else its partitions; and its indexes. */
function provisionedUsd({ simulation: { config, table } }: Recorder, hours: number): number {
  const { billing, partitions, partition, indexes = [] } = config.store;
  const { share } = partition.limit;
  const reads = table?.throughput?.meanRateOf(READ) ?? (share.reads ?? 0) * partitions;
  const writes = table?.throughput?.meanRateOf(WRITE) ?? (share.writes ?? 0) * partitions;
  const inIndexes = indexes.reduce((total, index) => total + (index.writesPerSecond ?? 0) * index.partitions, 0);
  return (reads * billing.usdPerUnitHour.reads + (writes + inIndexes) * billing.usdPerUnitHour.writes) * hours;
}

/** Write units that entries of indexes took. */
function indexUnits({ simulation: { table } }: Recorder): number {
  return (table?.indexes?.all ?? []).reduce((total, { takenUnits }) => total + sum(takenUnits), 0);
}

/** Units that reached the partitions less those that a limit or a mitigation at the node turned away, or that found no leader. */
function admittedUnits({ partitions, counts, simulation }: Recorder): Units {
  const { units, count } = simulation.flows;
  const offered = partitions.offered();
  let reads = sum(offered.readUnits);
  let writes = sum(offered.writeUnits);
  for (let cell = 0; cell < counts.cells; cell++) {
    const kind = cell % (2 * count);
    const turnedAway = counts.get(cell, THROTTLED_NOW) + counts.get(cell, REFUSED_NOW);
    if (opOf(kind) === READ) reads -= turnedAway * units[kind]!;
    else writes -= turnedAway * units[kind]!;
  }
  return { reads, writes };
}

function capacity({ store: { partition } }: ModelConfig, partitions: number): number {
  return (partitions * partition.servers) / partition.serviceMeanMs;
}

/** Partitions there were, on average over the run where some joined. */
function partitionsOver({ simulation: { config, store } }: Recorder): number {
  const { durationMs } = config;
  const there = store.partitions.map((_, p) => Math.max(0, 1 - store.absentMs(p, durationMs) / durationMs));
  return there.reduce((total, share) => total + share, 0);
}
