/** What a reader must know before believing a run: instability, cut-off work, few samples, nothing having happened. */
import type { Recorder } from '../metrics/recorder.ts';
import type { Metrics } from '../metrics/values.ts';
import type { Plan } from '../scenario/scenario.ts';
import type { Warning } from './result.ts';

/** The warnings of one run. */
export function warningsOf(recorder: Recorder, metrics: Metrics, plan: Plan): Warning[] {
  return [...stillOpen(metrics), ...endsHot(recorder), ...fewSamples(metrics), ...vacuous(recorder, metrics, plan)];
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
      message: `when the load ended, ${behind} of ${simulation.store.partitions.length} partitions had more than a second of work queued`,
      remedy:
        'there is no steady state: read the time series, not the averages, or let the load end before the run does',
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
