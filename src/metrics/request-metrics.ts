/** What became of requests and attempts, of all users or of one prefix, in one window. */
import {
  ATTEMPT_END_NAMES,
  ATTEMPT_ENDS,
  OUTCOME_NAMES,
  OUTCOME_SERVED,
  OUTCOME_UNFINISHED,
  OUTCOMES,
  READ,
  WRITE,
} from '../model/codes.ts';
import { Histogram } from '../sketch/histogram.ts';
import type { Recorder } from './recorder.ts';
import type { WindowSpec } from './timeline.ts';
import { finite, type Metrics, putQuantiles, ratio } from './values.ts';

/** Which requests: flows of users, the flows of levers that stand for them, operations. */
export interface Selection {
  /** `''`, `reads.`, `writes.` or `<workload>.` */
  readonly prefix: string;
  readonly workloads: readonly number[];
  readonly operations: readonly number[];
}

/** Every selection that metrics are made for. */
export function selections(workloads: readonly string[]): Selection[] {
  const all = workloads.map((_, w) => w);
  return [
    { prefix: '', workloads: all, operations: [READ, WRITE] },
    { prefix: 'reads.', workloads: all, operations: [READ] },
    { prefix: 'writes.', workloads: all, operations: [WRITE] },
    ...workloads.map((name, w) => ({ prefix: `${name}.`, workloads: [w], operations: [READ, WRITE] })),
  ];
}

/** Adds the metrics of a selection in a window to `into`, each name behind `label`. */
export function putRequestMetrics(
  into: Metrics,
  recorder: Recorder,
  window: WindowSpec,
  { prefix, workloads, operations }: Selection,
  label: string,
): void {
  const { simulation, timeline } = recorder;
  const stretches = timeline.within(window);
  const flows = simulation.flows.count;
  const userWorkloads = simulation.flows.workloads;
  const outcomes = new Float64Array(OUTCOMES);
  const ends = new Float64Array(ATTEMPT_ENDS);
  const latency = new Histogram();
  let offered = 0;
  let attempts = 0;
  let servedDuring = 0;
  for (const s of stretches) {
    for (let flow = 0; flow < flows; flow++) {
      if (!workloads.includes(flow % userWorkloads)) continue;
      for (const op of operations) {
        const cell = (s * flows + flow) * 2 + op;
        attempts += recorder.attemptsBy[cell]!;
        for (let end = 0; end < ATTEMPT_ENDS; end++) ends[end]! += recorder.endsBy[cell * ATTEMPT_ENDS + end]!;
        if (flow >= userWorkloads) continue;
        offered += recorder.offeredBy[cell]!;
        for (let k = 0; k < OUTCOMES; k++) outcomes[k]! += recorder.outcomesBy[cell * OUTCOMES + k]!;
        servedDuring += recorder.servedAt[cell]!;
        const born = recorder.latencies[cell];
        if (born) latency.merge(born);
      }
    }
  }
  const served = outcomes[OUTCOME_SERVED]!;
  const settled = outcomes.reduce((total, n) => total + n, 0);
  outcomes[OUTCOME_UNFINISHED] = offered - settled;
  const failed = offered - served;
  const at = (name: string): string => `${label}${prefix}${name}`;
  into[at('requests.offered')] = offered;
  for (const [k, name] of OUTCOME_NAMES.entries()) into[at(`requests.${name}`)] = outcomes[k]!;
  into[at('requests.failed')] = failed;
  into[at('requests.failedShare')] = ratio(failed, offered);
  into[at('attempts.total')] = attempts;
  into[at('attempts.perRequest')] = ratio(attempts, offered);
  for (const [end, name] of ATTEMPT_END_NAMES.entries()) into[at(`attempts.${name}`)] = ends[end]!;
  into[at('attempts.throttledShare')] = ratio(ends[1]!, attempts);
  into[at('latencyMs.mean')] = finite(latency.mean);
  putQuantiles(into, at('latencyMs'), latency);
  into[at('latencyMs.max')] = finite(latency.max);
  putQuantiles(into, at('outcomeMs'), latency, failed);
  into[at('goodput.perSecond')] = (servedDuring * 1000) / (window.toMs - window.fromMs);
}
