/** Everything drawn over time: percentiles by birth, rates by when they happened. */
import { type Recorder, SLICES } from './recorder.ts';
import { finite } from './values.ts';

export interface TimeSeries {
  readonly name: string;
  readonly unit: string;
  readonly values: readonly (number | null)[];
}

/** Fewest requests of a slice for a percentile of it to be drawn. */
const FEWEST = { p50: 1, p99: 5 } as const;

/** The series of every workload, and of all of them together where there are several. */
export function timeSeries(recorder: Recorder): TimeSeries[] {
  const names = recorder.simulation.config.workload.map((workload) => workload.name);
  const series = names.flatMap((name, w) => [...percentiles(recorder, `${name}.`, w), ...rates(recorder, `${name}.`, [w])]);
  return [...rates(recorder, '', names.map((_, w) => w)), ...series];
}

function percentiles(recorder: Recorder, prefix: string, w: number): TimeSeries[] {
  const grid = recorder.grids[w]!;
  const flows = recorder.simulation.flows.count;
  const line = (p: number, fewest: number, withFailures: boolean): (number | null)[] =>
    slices((k) => {
      const failed = withFailures ? recorder.failedFrom[k * flows + w]! : 0;
      return grid.count(k) + failed < fewest ? null : rounded(grid.quantileWithInfinite(k, p, failed));
    });
  return [
    { name: `${prefix}latencyMs.p50`, unit: 'ms', values: line(0.5, FEWEST.p50, false) },
    { name: `${prefix}latencyMs.p99`, unit: 'ms', values: line(0.99, FEWEST.p99, false) },
    { name: `${prefix}outcomeMs.p50`, unit: 'ms', values: line(0.5, FEWEST.p50, true) },
    { name: `${prefix}outcomeMs.p99`, unit: 'ms', values: line(0.99, FEWEST.p99, true) },
  ];
}

function rates(recorder: Recorder, prefix: string, workloads: readonly number[]): TimeSeries[] {
  const perSecond = 1000 / recorder.sliceMs;
  const { count, workloads: users } = recorder.simulation.flows;
  const line = (counts: Float64Array, background: boolean): (number | null)[] =>
    slices((k) => {
      let total = 0;
      for (let flow = 0; flow < count; flow++) {
        if (workloads.includes(flow % users) && (background || flow < users)) total += counts[k * count + flow]!;
      }
      return rounded(total * perSecond);
    });
  return [
    { name: `${prefix}requests.offered`, unit: 'perSecond', values: line(recorder.offeredAt, false) },
    { name: `${prefix}requests.failed`, unit: 'perSecond', values: line(recorder.failedFrom, false) },
    { name: `${prefix}goodput`, unit: 'perSecond', values: line(recorder.servedAt, false) },
    { name: `${prefix}attempts.total`, unit: 'perSecond', values: line(recorder.attemptsAt, true) },
    { name: `${prefix}attempts.throttled`, unit: 'perSecond', values: line(recorder.throttledAt, true) },
  ];
}

function slices(value: (slice: number) => number | null): (number | null)[] {
  return Array.from({ length: SLICES }, (_, k) => value(k));
}

/** Four significant digits: finer than a chart, and short in a file. */
function rounded(value: number): number | null {
  return finite(value) === null ? null : Number(value.toPrecision(4));
}
