/** What the partitions were offered and did in one window: heat, utilisation, queues, skew. */
import { Histogram } from '../sketch/histogram.ts';
import { gini, maxOverMedian, normalisedEntropy, p95OverP50, topShare } from '../theory/skew.ts';
import { heatOf } from './heat.ts';
import type { Recorder } from './recorder.ts';
import { livedMs, type Room } from './room.ts';
import type { WindowSpec } from './timeline.ts';
import { finite, type Metrics, putQuantiles, ratio, sum } from './values.ts';

/** Most partitions that get metrics of their own for the whole run, `partition.3.utilisation` and so on. */
const LISTED_PARTITIONS = 64;

/** Adds the metrics of the partitions in a window to `into`, each name behind `label`. */
/** F.D3: a partition splits near this size. */
const PARTITION_BYTES = 10e9;
const DAY_MS = 86_400_000;

export function putPartitionMetrics(into: Metrics, recorder: Recorder, window: WindowSpec, label: string): void {
  const { simulation, timeline } = recorder;
  const { store } = simulation.config;
  const windowMs = window.toMs - window.fromMs;
  const during = recorder.partitions.between(window.fromMs, window.toMs);
  const { room } = during;
  const lived = (p: number): number => livedMs(room, p, windowMs);
  const utilisation = during.busyMs.map((busy, p) => (busy === 0 ? 0 : busy / (store.partition.servers * lived(p))));
  const heat = heatOf(during, store, windowMs);
  const hottest = indexOfMax(heat);
  const named = new Set(simulation.universe.outright().map((key) => simulation.universe.partitionOf(key)));
  const bystanders = utilisation.filter((_, p) => !named.has(p));
  const at = (name: string): string => `${label}${name}`;
  into[at('throughput.perSecond')] = (sum(during.served) * 1000) / windowMs;
  const waits = new Histogram();
  for (const s of timeline.within(window)) {
    const waited = recorder.waits.at(s);
    if (waited) waits.merge(waited);
    waits.recordMany(0, recorder.unwaited[s]!);
  }
  into[at('waitMs.mean')] = finite(waits.mean);
  putQuantiles(into, at('waitMs'), waits);
  into[at('waitMs.max')] = finite(waits.max);
  into[at('inside.mean')] = sum(during.insideMs) / windowMs;
  into[at('queue.lengthMean')] = Math.max(0, sum(during.insideMs) - sum(during.busyMs)) / windowMs;
  into[at('partition.hottest')] = heat[hottest] === 0 ? null : hottest;
  into[at('partition.hottestHeat')] = heat[hottest]!;
  into[at('partition.hottestUtilisation')] = utilisation[indexOfMax(utilisation)]!;
  into[at('partition.medianUtilisation')] = median(utilisation);
  into[at('partition.bystanderUtilisation')] = bystanders.length === 0 ? null : bystanders[indexOfMax(bystanders)]!;
  into[at('partition.overCeiling')] = heat.filter((value) => value > 1).length;
  into[at('partition.overCeilingSeconds')] = overCeilingSeconds(recorder, window);
  const within = (counts: Float64Array) => timeline.within(window).reduce((total, s) => total + counts[s]!, 0);
  const asked = within(recorder.asked);
  const missing = within(recorder.missing);
  into[at('recall.asked')] = asked;
  into[at('recall.missing')] = missing;
  into[at('recall.missingShare')] = ratio(missing, asked);
  into[at('recall.repeated')] = within(recorder.repeated);
  into[at('recall.late')] = within(recorder.late);
  into[at('recall.reordered')] = within(recorder.reordered);
  const fastest = during.writtenBytes[indexOfMax(during.writtenBytes)]!;
  into[at('storage.daysToLimit')] = finite(((PARTITION_BYTES / fastest) * windowMs) / DAY_MS);
  const evenly = (load: Float64Array): Float64Array =>
    asIfThroughout(load, room, windowMs).filter((_, p) => lived(p) > 0);
  putSkew(into, at('load'), evenly(during.requests));
  putSkew(into, at('load.reads'), evenly(during.readUnits));
  putSkew(into, at('load.writes'), evenly(during.writeUnits));
  putSkew(into, at('load.bytes'), evenly(during.bytes));
  if (heat.length > LISTED_PARTITIONS || label !== '') return;
  for (let p = 0; p < heat.length; p++) {
    into[at(`partition.${p}.heat`)] = heat[p]!;
    into[at(`partition.${p}.utilisation`)] = utilisation[p]!;
    into[at(`partition.${p}.throughputPerSecond`)] = ratio(during.served[p]! * 1000, lived(p));
    into[at(`partition.${p}.insideMean`)] = ratio(during.insideMs[p]!, lived(p));
    into[at(`partition.${p}.waitMsMean`)] = ratio(during.waitedMs[p]!, during.served[p]!);
  }
}

function overCeilingSeconds(recorder: Recorder, window: WindowSpec): number {
  const { timeline, heat } = recorder;
  const { sliceMs } = timeline;
  let slices = 0;
  for (const [k, row] of heat.rows.entries()) {
    const middleMs = (k + 0.5) * sliceMs;
    if (middleMs < window.fromMs || middleMs >= window.toMs) continue;
    for (const value of row) if (value > 1) slices++;
  }
  return (slices * sliceMs) / 1000;
}

/** What each partition would have been asked for at its own rate, had it been there all the time. */
function asIfThroughout(load: Float64Array, room: Room | null, windowMs: number): Float64Array {
  if (room === null) return load;
  return load.map((value, p) => (value === 0 ? 0 : value * (windowMs / livedMs(room, p, windowMs))));
}

function putSkew(into: Metrics, base: string, load: Float64Array): void {
  const skew = (of: (load: Float64Array) => number): number | null => (sum(load) === 0 ? null : finite(of(load)));
  into[`${base}.maxOverMedian`] = skew(maxOverMedian);
  into[`${base}.p95OverP50`] = skew(p95OverP50);
  into[`${base}.gini`] = skew(gini);
  into[`${base}.entropy`] = load.length === 1 ? null : skew(normalisedEntropy);
  into[`${base}.topShare`] = skew(topShare);
}

function indexOfMax(values: Float64Array): number {
  let best = 0;
  for (let p = 1; p < values.length; p++) if (values[p]! > values[best]!) best = p;
  return best;
}

function median(values: Float64Array): number {
  const sorted = values.slice().sort();
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
