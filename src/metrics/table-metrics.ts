/** What the limits of the whole table and its indexes turned away, in one window; nothing of what it does not have. */
import { READ, WRITE } from '../model/codes.ts';
import type { IndexConfig } from '../model/config.ts';
import type { Recorder } from './recorder.ts';
import type { WindowSpec } from './timeline.ts';
import { type Metrics, ratio, sum } from './values.ts';

type Totals = NonNullable<ReturnType<Recorder['table']['between']>>;

/** Adds them to `into`, each name behind `label`; what has no windows for the whole run alone. */
export function putTableMetrics(into: Metrics, recorder: Recorder, window: WindowSpec, label: string): void {
  const during = recorder.table.between(window.fromMs, window.toMs);
  if (during === null) return;
  const { throughput, indexes } = recorder.simulation.table!;
  if (throughput !== null) {
    into[`${label}table.throttled`] = during.throttledByTable;
    into[`${label}table.throttledShare`] = ratio(during.throttledByTable, during.attempts);
    if (label === '') {
      into['table.readUnitsPerSecond'] = throughput.meanRateOf(READ);
      into['table.writeUnitsPerSecond'] = throughput.meanRateOf(WRITE);
    }
  }
  if (indexes !== null) putIndexMetrics(into, recorder, during, window, label);
}

function putIndexMetrics(into: Metrics, recorder: Recorder, during: Totals, window: WindowSpec, label: string): void {
  const { table, config } = recorder.simulation;
  const seconds = (window.toMs - window.fromMs) / 1000;
  const heats = during.indexes.map(({ offeredUnits }, k) => heatOf(offeredUnits, config.store.indexes![k]!, seconds));
  into[`${label}index.throttled`] = during.throttledByIndex;
  into[`${label}index.throttledShare`] = ratio(during.throttledByIndex, during.writes);
  into[`${label}index.hottestHeat`] = Math.max(...heats.map(({ heat }) => heat));
  if (label !== '') return;
  const { all } = table!.indexes!;
  into['index.lagMs.max'] = Math.max(...all.map(({ mostLagMs }) => mostLagMs));
  for (const [k, { name }] of config.store.indexes!.entries()) {
    const { throttled, takenUnits } = during.indexes[k]!;
    into[`index.${name}.throttled`] = throttled;
    into[`index.${name}.writeUnits`] = sum(takenUnits);
    into[`index.${name}.hottest`] = heats[k]!.partition;
    into[`index.${name}.hottestHeat`] = heats[k]!.heat;
    into[`index.${name}.lagMs.max`] = all[k]!.mostLagMs;
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
  const capacity = (writesPerSecond ?? Number.POSITIVE_INFINITY) * seconds;
  return { partition: offeredUnits.indexOf(most), heat: most / capacity };
}
