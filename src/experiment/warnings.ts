/** What a reader must know before believing a run: no steady state, cut-off work, few samples, nothing having happened. */
import type { Recorder } from '../metrics/recorder.ts';
import type { SliceTable } from '../metrics/slice-table.ts';
import type { Metrics } from '../metrics/values.ts';
import type { Plan } from '../scenario/scenario.ts';
import { whatChanges } from '../scenario/stationary.ts';
import { effectiveSampleSize } from '../theory/autocorrelation.ts';
import type { Warning } from './result.ts';

/** The warnings of one run. */
export function warningsOf(recorder: Recorder, table: SliceTable, metrics: Metrics, plan: Plan): Warning[] {
  const behind = endsHot(recorder);
  return [
    ...stillOpen(metrics),
    ...(behind.length > 0 ? behind : neverRests(recorder, metrics)),
    ...tooShort(recorder, metrics),
    ...correlated(recorder, table),
    ...fewSamples(metrics),
    ...vacuous(recorder, metrics, plan),
  ];
}

function stillOpen(metrics: Metrics): Warning[] {
  const open = metrics['requests.unfinished']!;
  if (open === 0) return [];
  return [
    {
      code: 'unfinished',
      message: `${open} requests were still open when the drain ended; they count as failures`,
      remedy: 'lengthen duration, or give clients a deadline',
    },
  ];
}

/** Work queued when the load ends that takes longer than this to do: latencies then depend on where the run was cut. */
const LONG_QUEUE_MS = 1000;

function endsHot({ partitions, simulation }: Recorder): Warning[] {
  const { serviceMeanMs, servers } = simulation.config.store.partition;
  const behind = partitions.insideAtEnd.filter((inside) => (inside * serviceMeanMs) / servers > LONG_QUEUE_MS).length;
  if (behind === 0) return [];
  return [
    {
      code: 'unstable',
      message: `when the load ended, ${behind} of ${partitions.countAtEnd} partitions had more than a second of work queued`,
      remedy:
        'there is no steady state: read the time series, not the averages, or let the load end before the run does',
    },
  ];
}

/** Busy for longer than this share of the time, servers cannot be told from overloaded ones. */
const ALWAYS_BUSY = 0.99;

/** ρ ≥ 1 in a run that would have a steady state otherwise. */
function neverRests({ simulation }: Recorder, metrics: Metrics): Warning[] {
  const { config } = simulation;
  const busy = metrics['partition.hottestUtilisation']!;
  if (busy < ALWAYS_BUSY || config.store.partition.queueCapacity !== null || whatChanges(config) !== null) return [];
  return [
    {
      code: 'unstable',
      message: `the servers of the busiest partition are busy ${(100 * busy).toFixed(1)} % of the time: its queue may grow for as long as the run lasts (ρ ≥ 1)`,
      remedy: 'there may be no steady state: read the time series, not the averages, or lower the load',
    },
  ];
}

/** A run should last this many times as long as its slowest requests. */
const LONG_ENOUGH = 10;

function tooShort({ timeline }: Recorder, metrics: Metrics): Warning[] {
  const [{ fromMs, toMs }] = timeline.windows as [(typeof timeline.windows)[number]];
  const slowMs = metrics['latencyMs.p99'];
  if (slowMs == null || toMs - fromMs >= LONG_ENOUGH * slowMs) return [];
  const times = ((toMs - fromMs) / slowMs).toPrecision(2);
  return [
    {
      code: 'too-short',
      message: `the run lasts ${times} times as long after its warm-up as one request in a hundred takes`,
      remedy: `lengthen duration to ${LONG_ENOUGH} times that or more, or read the time series`,
    },
  ];
}

/** Fewer independent stretches than this, and a run's percentiles hang on a few events. */
const FEWEST_STRETCHES = 10;
/** Of fewer slices the correlation itself is chance. */
const FEWEST_SLICES = 60;

/** Latencies that resemble those before them in a run that could be steady: queues remember for longer than they should. */
function correlated({ timeline, simulation }: Recorder, table: SliceTable): Warning[] {
  if (whatChanges(simulation.config) !== null) return [];
  const [{ fromMs }] = timeline.windows as [(typeof timeline.windows)[number]];
  const means = table.slice(Math.ceil(fromMs / timeline.sliceMs)).flatMap((slice) => {
    const count = slice.reduce((total, { latency }) => total + latency.count, 0);
    return count === 0 ? [] : [slice.reduce((total, { latency }) => total + latency.sum, 0) / count];
  });
  const worth = effectiveSampleSize(means);
  if (means.length < FEWEST_SLICES || worth >= FEWEST_STRETCHES) return [];
  return [
    {
      code: 'autocorrelated',
      message: `latencies resemble those just before them: the run is worth about ${Math.round(worth)} independent stretches`,
      remedy: 'lengthen duration, and trust the interval over replications rather than one run',
    },
  ];
}

function fewSamples(metrics: Metrics): Warning[] {
  const served = metrics['requests.served']!;
  if (served >= 1000) return [];
  return [
    {
      code: 'few-samples',
      message: `only ${served} requests were served after the warm-up, so p99 rests on fewer than 10 of them`,
      remedy: 'lengthen duration or raise the rate',
    },
  ];
}

function vacuous(recorder: Recorder, metrics: Metrics, plan: Plan): Warning[] {
  const { simulation } = recorder;
  const idle = simulation.levers.filter((_, k) => simulation.slots.acted[k] === 0);
  const found: Warning[] = idle.map((lever) => ({
    code: 'vacuous',
    message: `${lever.kind} never acted in plan ${JSON.stringify(plan.name)}: no request gave it cause to`,
    remedy: 'check its keys option, or raise the load until it is needed',
  }));
  if (metrics['requests.offered'] === 0) {
    found.push({
      code: 'vacuous',
      message: 'no request was sent after the warm-up',
      remedy: 'check the rates and the warm-up',
    });
  }
  return found;
}
