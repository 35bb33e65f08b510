/** What became of requests and attempts, of all users or of one prefix, in one window. */
import {
  ATTEMPT_END_NAMES,
  ATTEMPT_ENDS,
  OUTCOME_NAMES,
  OUTCOME_SERVED,
  OUTCOMES,
  READ,
  THROTTLED,
  WRITE,
} from '../model/codes.ts';
import { Histogram } from '../sketch/histogram.ts';
import { END, OFFERED, OUTCOME, SERVED_NOW } from './cell-counts.ts';
import type { Recorder } from './recorder.ts';
import type { WindowSpec } from './timeline.ts';
import { finite, type Metrics, putQuantiles, ratio, sum } from './values.ts';

/** Which requests: flows of users, the flows of levers that stand for them, operations. */
interface Selection {
  /** `''`, `reads.`, `writes.` or `<workload>.` */
  readonly prefix: string;
  readonly workloads: readonly number[];
  readonly operations: readonly number[];
}

/** Every selection that metrics are made for. */
function selections(workloads: readonly string[]): Selection[] {
  const all = workloads.map((_, w) => w);
  return [
    { prefix: '', workloads: all, operations: [READ, WRITE] },
    { prefix: 'reads.', workloads: all, operations: [READ] },
    { prefix: 'writes.', workloads: all, operations: [WRITE] },
    ...workloads.map((name, w) => ({ prefix: `${name}.`, workloads: [w], operations: [READ, WRITE] })),
  ];
}

/** Sums over a window, of one workload and operation; attempts include those of levers on its behalf. */
interface Tally {
  readonly outcomes: Float64Array;
  readonly ends: Float64Array;
  readonly latency: Histogram;
  readonly halfway: Histogram;
  offered: number;
  servedDuring: number;
}

/** Adds the metrics of every selection in a window to `into`, each name behind `label`. */
export function putRequestMetrics(into: Metrics, recorder: Recorder, window: WindowSpec, label: string): void {
  const names = recorder.simulation.config.workload.map((workload) => workload.name);
  const tallies = names.map((_, w) => [tally(recorder, window, w, READ), tally(recorder, window, w, WRITE)]);
  for (const { prefix, workloads, operations } of selections(names)) {
    const parts = workloads.flatMap((w) => operations.map((op) => tallies[w]![op]!));
    putTally(into, together(parts), window.toMs - window.fromMs, `${label}${prefix}`);
  }
}

function tally(recorder: Recorder, window: WindowSpec, workload: number, op: number): Tally {
  const { count: flows, workloads } = recorder.simulation.flows;
  const { counts } = recorder;
  const sums: Tally = emptyTally();
  for (const s of recorder.timeline.within(window)) {
    for (let flow = workload; flow < flows; flow += workloads) {
      const cell = (s * flows + flow) * 2 + op;
      for (let end = 0; end < ATTEMPT_ENDS; end++) sums.ends[end]! += counts.get(cell, END + end);
      if (flow >= workloads) continue;
      for (let k = 0; k < OUTCOMES; k++) sums.outcomes[k]! += counts.get(cell, OUTCOME + k);
      sums.offered += counts.get(cell, OFFERED);
      sums.servedDuring += counts.get(cell, SERVED_NOW);
      const born = recorder.latencies.at(cell);
      if (born) sums.latency.merge(born);
      const halfway = recorder.halfways.at(cell);
      if (halfway) sums.halfway.merge(halfway);
    }
  }
  return sums;
}

function together(parts: readonly Tally[]): Tally {
  const sums = emptyTally();
  for (const part of parts) {
    addTo(sums.ends, part.ends);
    addTo(sums.outcomes, part.outcomes);
    sums.latency.merge(part.latency);
    sums.halfway.merge(part.halfway);
    sums.offered += part.offered;
    sums.servedDuring += part.servedDuring;
  }
  return sums;
}

function emptyTally(): Tally {
  return {
    outcomes: new Float64Array(OUTCOMES),
    ends: new Float64Array(ATTEMPT_ENDS),
    latency: new Histogram(),
    halfway: new Histogram(),
    offered: 0,
    servedDuring: 0,
  };
}

function addTo(sums: Float64Array, counts: Float64Array): void {
  for (let k = 0; k < sums.length; k++) sums[k]! += counts[k]!;
}

function putTally(
  into: Metrics,
  { outcomes, ends, latency, halfway, offered, servedDuring }: Tally,
  windowMs: number,
  label: string,
): void {
  const settled = sum(outcomes);
  const attempts = sum(ends);
  const failed = offered - outcomes[OUTCOME_SERVED]!;
  const at = (name: string): string => `${label}${name}`;
  into[at('requests.offered')] = offered;
  for (const [k, name] of OUTCOME_NAMES.entries()) into[at(`requests.${name}`)] = outcomes[k]!;
  into[at('requests.unfinished')] = offered - settled;
  into[at('requests.failed')] = failed;
  into[at('requests.failedShare')] = ratio(failed, offered);
  into[at('attempts.total')] = attempts;
  into[at('attempts.perRequest')] = ratio(attempts, offered);
  for (const [end, name] of ATTEMPT_END_NAMES.entries()) into[at(`attempts.${name}`)] = ends[end]!;
  into[at('attempts.throttledShare')] = ratio(ends[THROTTLED]!, attempts);
  into[at('latencyMs.mean')] = finite(latency.mean);
  putQuantiles(into, at('latencyMs'), latency);
  into[at('latencyMs.max')] = finite(latency.max);
  putQuantiles(into, at('outcomeMs'), latency, failed);
  into[at('halfwayMs.p50')] = finite(halfway.quantile(0.5));
  into[at('halfwayMs.p99')] = finite(halfway.quantile(0.99));
  into[at('halfwayMs.max')] = finite(halfway.max);
  into[at('goodput.perSecond')] = (servedDuring * 1000) / windowMs;
}
