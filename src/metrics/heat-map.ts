/** The heat map of a run: the hottest partitions by their hottest slice, and the keys named outright that live there. */
import type { Recorder } from './recorder.ts';

export interface HeatRows {
  readonly partitions: readonly number[];
  readonly rows: readonly (readonly number[])[];
  readonly keys: readonly (readonly string[])[];
}

const ROWS = 40;

export function heatMap(recorder: Recorder): HeatRows {
  const { heat, simulation, partitions: log } = recorder;
  const { universe, store } = simulation;
  const peaks = new Float64Array(store.partitions.length);
  for (const row of heat.rows) for (let p = 0; p < row.length; p++) peaks[p] = Math.max(peaks[p]!, row[p]!);
  const partitions = Array.from(peaks.subarray(0, log.countAtEnd), (_, p) => p)
    .sort((a, b) => peaks[b]! - peaks[a]! || a - b)
    .slice(0, ROWS);
  const named = universe.outright().map((key) => ({ name: universe.nameOf(key), part: universe.partitionOf(key) }));
  return {
    partitions,
    rows: partitions.map((p) => heat.rows.map((row) => Number(row[p]!.toPrecision(4)))),
    keys: partitions.map((p) => named.filter((key) => key.part === p).map((key) => key.name)),
  };
}
