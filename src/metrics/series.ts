/** Everything drawn over time: percentiles and failures by birth, rates by when they happened. */
import { OFFERED, SERVED_NOW, THROTTLED_NOW } from './cell-counts.ts';
import type { Recorder } from './recorder.ts';
import type { SliceTable } from './slice-table.ts';
import { finite } from './values.ts';

export interface TimeSeries {
  readonly name: string;
  readonly unit: string;
  readonly values: readonly (number | null)[];
}

/** Fewest requests of a slice for a percentile of it to be drawn. */
const FEWEST = { p50: 1, p99: 5 } as const;

/** The series of all workloads together, then of every workload. */
export function timeSeries(recorder: Recorder, table: SliceTable): TimeSeries[] {
  const names = recorder.simulation.config.workload.map((workload) => workload.name);
  const all = names.map((_, w) => w);
  return [
    ...missingShare(recorder),
    ...rates(recorder, table, '', all),
    ...names.flatMap((name, w) => [...percentiles(table, `${name}.`, w), ...rates(recorder, table, `${name}.`, [w])]),
  ];
}

function percentiles(table: SliceTable, prefix: string, w: number): TimeSeries[] {
  const line = (p: number, fewest: number, withFailures: boolean): (number | null)[] =>
    table.map((slice) => {
      const { latency, failed } = slice[w]!;
      const infinite = withFailures ? failed : 0;
      return latency.count + infinite < fewest ? null : rounded(latency.quantileWithInfinite(p, infinite));
    });
  return [
    { name: `${prefix}latencyMs.p50`, unit: 'ms', values: line(0.5, FEWEST.p50, false) },
    { name: `${prefix}latencyMs.p99`, unit: 'ms', values: line(0.99, FEWEST.p99, false) },
    { name: `${prefix}outcomeMs.p50`, unit: 'ms', values: line(0.5, FEWEST.p50, true) },
    { name: `${prefix}outcomeMs.p99`, unit: 'ms', values: line(0.99, FEWEST.p99, true) },
  ];
}

/** Of what reads of histories asked for; none where nobody reads any. */
function missingShare({ timeline, asked, missing }: Recorder): TimeSeries[] {
  if (asked.every((count) => count === 0)) return [];
  const total = (counts: Float64Array, stretches: readonly number[]) =>
    stretches.reduce((sum, s) => sum + counts[s]!, 0);
  const values = timeline.bySlice().map((stretches) => {
    const entitled = total(asked, stretches);
    return entitled === 0 ? null : rounded(total(missing, stretches) / entitled);
  });
  return [{ name: 'recall.missingShare', unit: 'share', values }];
}

function rates(recorder: Recorder, table: SliceTable, prefix: string, workloads: readonly number[]): TimeSeries[] {
  const perSecond = 1000 / recorder.timeline.sliceMs;
  const { counts } = recorder;
  const { count, workloads: users } = recorder.simulation.flows;
  const slices = recorder.timeline.bySlice();
  const line = (column: number, background: boolean): (number | null)[] =>
    slices.map((stretches) => {
      let total = 0;
      for (const s of stretches) {
        for (let flow = 0; flow < (background ? count : users); flow++) {
          if (workloads.includes(flow % users)) {
            total += counts.get((s * count + flow) * 2, column) + counts.get((s * count + flow) * 2 + 1, column);
          }
        }
      }
      return rounded(total * perSecond);
    });
  const failed = table.map((slice) => rounded(workloads.reduce((total, w) => total + slice[w]!.failed, 0) * perSecond));
  const reached = recorder.reachedUpTo.map((totals, k) => {
    let gained = 0;
    for (let flow = 0; flow < count; flow++) {
      if (workloads.includes(flow % users)) gained += totals[flow]! - (recorder.reachedUpTo[k - 1]?.[flow] ?? 0);
    }
    return rounded(gained * perSecond);
  });
  return [
    { name: `${prefix}requests.offered`, unit: 'perSecond', values: line(OFFERED, false) },
    { name: `${prefix}requests.failed`, unit: 'perSecond', values: failed },
    { name: `${prefix}goodput`, unit: 'perSecond', values: line(SERVED_NOW, false) },
    { name: `${prefix}attempts.reached`, unit: 'perSecond', values: reached },
    { name: `${prefix}attempts.throttled`, unit: 'perSecond', values: line(THROTTLED_NOW, true) },
  ];
}

/** Four significant digits: finer than a chart, and short in a file. */
function rounded(value: number): number | null {
  return finite(value) === null ? null : Number(value.toPrecision(4));
}
