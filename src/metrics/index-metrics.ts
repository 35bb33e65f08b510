/** What the indexes of the store made of its writes, in one window; nothing where it has none. */
import type { IndexConfig } from '../model/config.ts';
import type { Recorder } from './recorder.ts';
import type { WindowSpec } from './timeline.ts';
import { type Metrics, ratio, sum } from './values.ts';

/** Adds the metrics of the indexes in a window to `into`, each name behind `label`; of single indexes for the whole run alone. */
export function putIndexMetrics(into: Metrics, recorder: Recorder, window: WindowSpec, label: string): void {
  const during = recorder.indexes.between(window.fromMs, window.toMs);
  if (during === null) return;
  const { table, config } = recorder.simulation;
  const seconds = (window.toMs - window.fromMs) / 1000;
  const heats = during.indexes.map(({ offeredUnits }, k) => heatOf(offeredUnits, config.store.indexes![k]!, seconds));
  into[`${label}index.throttled`] = during.throttled;
  into[`${label}index.throttledShare`] = ratio(during.throttled, during.writes);
  into[`${label}index.hottestHeat`] = Math.max(...heats.map(({ heat }) => heat));
  if (label !== '') return;
  into['index.lagMs.max'] = Math.max(...table!.indexes.all.map(({ mostLagMs }) => mostLagMs));
  for (const [k, { name }] of config.store.indexes!.entries()) {
    const { throttled, takenUnits } = during.indexes[k]!;
    into[`index.${name}.throttled`] = throttled;
    into[`index.${name}.writeUnits`] = sum(takenUnits);
    into[`index.${name}.hottest`] = heats[k]!.partition;
    into[`index.${name}.hottestHeat`] = heats[k]!.heat;
    into[`index.${name}.lagMs.max`] = table!.indexes.all[k]!.mostLagMs;
  }
}

/** The partition of an index that was asked for most, and how much that was beside what it takes; null and 0: none was. */
function heatOf(
  offeredUnits: Float64Array,
  { writesPerSecond }: IndexConfig,
  seconds: number,
): { readonly partition: number | null; readonly heat: number } {
  const most = Math.max(...offeredUnits);
  if (most === 0) return { partition: null, heat: 0 };
  return {
    partition: offeredUnits.indexOf(most),
    heat: most / ((writesPerSecond ?? Number.POSITIVE_INFINITY) * seconds),
  };
}
