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

/** More work than the servers can do at the end of the run: its latencies then depend on where it was cut. */
function endsHot(recorder: Recorder): Warning[] {
  if (!canPileUp(recorder)) return [];
  const last = recorder.heat.rows.slice(-Math.ceil(recorder.heat.rows.length / 10));
  const partitions = recorder.simulation.store.partitions.length;
  let hot = 0;
  for (let p = 0; p < partitions; p++) {
    const mean = last.reduce((total, row) => total + row[p]!, 0) / last.length;
    if (mean > 1) hot++;
  }
  if (hot === 0) return [];
  return [
    {
      code: 'unstable',
      message: `the load offered to ${hot} of ${partitions} partitions exceeds what the servers can do in the last tenth of the run`,
      remedy:
        'there is no steady state: read the time series, not the averages, or let the load end before the run does',
    },
  ];
}

/** Whether limits and bounds leave room for a queue that grows without end. */
function canPileUp(recorder: Recorder): boolean {
  const { limit, queueCapacity, servers, serviceMeanMs } = recorder.simulation.config.store.partition;
  const { reads, writes } = limit.ceiling;
  if (queueCapacity !== null) return false;
  return reads === null || writes === null || reads + writes > (1000 * servers) / serviceMeanMs;
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
