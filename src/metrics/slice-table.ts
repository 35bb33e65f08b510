/** What the requests born in each slice came to, by workload: the table behind every picture over time. */
import { OUTCOME_SERVED } from '../model/codes.ts';
import { Histogram } from '../sketch/histogram.ts';
import { OFFERED, OUTCOME } from './cell-counts.ts';
import type { Recorder } from './recorder.ts';

interface SliceCell {
  /** Latency of those that were served. */
  readonly latency: Histogram;
  /** Those that failed, were it only that the run ended before they did. */
  readonly failed: number;
}

/** By slice and workload. */
export type SliceTable = readonly (readonly SliceCell[])[];

export function sliceTable(recorder: Recorder): SliceTable {
  const { workloads } = recorder.simulation.flows;
  return recorder.timeline
    .bySlice()
    .map((stretches) => Array.from({ length: workloads }, (_, w) => cellOf(recorder, stretches, w)));
}

function cellOf(recorder: Recorder, stretches: readonly number[], w: number): SliceCell {
  const flows = recorder.simulation.flows.count;
  const { counts } = recorder;
  const latency = new Histogram();
  let failed = 0;
  for (const s of stretches) {
    for (const op of [0, 1]) {
      const cell = (s * flows + w) * 2 + op;
      failed += counts.get(cell, OFFERED) - counts.get(cell, OUTCOME + OUTCOME_SERVED);
      const born = recorder.latencies.at(cell);
      if (born) latency.merge(born);
    }
  }
  return { latency, failed };
}
