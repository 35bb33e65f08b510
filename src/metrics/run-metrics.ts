/** What concerns a run as a whole: the ledger, the bill, what mitigations answered, how fast it recovered. */
import { READ } from '../model/codes.ts';
import type { ModelConfig } from '../model/config.ts';
import type { Histogram } from '../sketch/histogram.ts';
import { putBill } from './bill.ts';
import { OFFERED } from './cell-counts.ts';
import type { Recorder } from './recorder.ts';
import type { SliceTable } from './slice-table.ts';
import { SLICES } from './timeline.ts';
import { finite, type Metrics, ratio } from './values.ts';

/** How long the median must stay near the baseline for a recovery to count. */
const HOLD_MS = 10_000;
const NEAR = 2;
/** Share of the slices of the hold that may exceed it: medians of short slices are noisy. */
const NOISE = 0.1;

/** @param base the scenario's own configuration, which `bill.capacity` is relative to. */
export function putRunMetrics(into: Metrics, recorder: Recorder, table: SliceTable, base: ModelConfig): void {
  const { simulation } = recorder;
  const { ledger, engine } = simulation;
  into['recovery.seconds'] = recoverySeconds(recorder, table);
  putAnswered(into, recorder);
  into['ledger.acknowledged'] = ledger.acknowledged;
  into['ledger.lost'] = ledger.lost;
  into['ledger.duplicated'] = ledger.duplicated;
  into['ledger.reordered'] = ledger.reordered;
  into['ledger.stale'] = ledger.stale;
  into['ledger.staleShare'] = ratio(ledger.stale, ledger.readsChecked);
  putTail(into, 'ledger.staleMs', ledger.staleMs);
  into['ledger.unseenOwnWrites'] = ledger.sessions?.unseenWrites ?? 0;
  into['ledger.backwardReads'] = ledger.sessions?.backwardReads ?? 0;
  into['ledger.missing'] = ledger.missing;
  putTail(into, 'ledger.applyDelayMs', ledger.applyDelayMs);
  into['ledger.wasted'] = recorder.wastedAttempts;
  putCluster(into, recorder);
  putControl(into, recorder);
  putBill(into, recorder, base);
  into['engine.events'] = engine.processed;
  into['engine.requests'] = recorder.counts.total(OFFERED);
}

/** How often leaders changed and for how long there were none; null without a cluster. */
function putCluster(into: Metrics, { simulation }: Recorder): void {
  const { cluster } = simulation;
  into['cluster.elections'] = cluster?.elected ?? null;
  into['cluster.leaderlessSeconds'] = cluster === null ? null : cluster.vacancyMs / 1000;
  into['cluster.longestLeaderlessMs'] = cluster?.longestVacancyMs ?? null;
}

/** What was done to find hot keys; null where nobody looks for them. */
function putControl(into: Metrics, { simulation }: Recorder): void {
  const account = simulation.levers.map((lever) => lever.control?.() ?? null).find((found) => found !== null) ?? null;
  into['control.reports'] = account?.reports ?? null;
  into['control.raises'] = account?.raises ?? null;
  into['control.firstRaiseSeconds'] = account === null ? null : finite((account.firstRaiseMs ?? Number.NaN) / 1000);
  into['control.lostEntries'] = account?.lostEntries ?? null;
  into['control.longestBacklog'] = account?.longestBacklog ?? null;
  into['control.dealtAgain'] = account?.dealtAgain ?? null;
}

function putTail(into: Metrics, base: string, histogram: Histogram): void {
  into[`${base}.p50`] = finite(histogram.quantile(0.5));
  into[`${base}.p99`] = finite(histogram.quantile(0.99));
  into[`${base}.max`] = finite(histogram.max);
}

function putAnswered(into: Metrics, recorder: Recorder): void {
  const { answerers } = recorder.simulation.slots;
  const reads = readsOffered(recorder);
  const answered = (kind: string): number | null => {
    const index = answerers.findIndex((lever) => lever.kind === kind);
    if (index < 0) return null;
    let total = 0;
    for (let k = index; k < recorder.answeredBy.length; k += answerers.length) total += recorder.answeredBy[k]!;
    return ratio(total, reads);
  };
  into['cache.hitRatio'] = answered('cache');
  into['coalescing.joinedShare'] = answered('coalescing');
}

function readsOffered(recorder: Recorder): number {
  let reads = 0;
  for (let cell = READ; cell < recorder.counts.cells; cell += 2) reads += recorder.counts.get(cell, OFFERED);
  return reads;
}

function recoverySeconds({ timeline }: Recorder, table: SliceTable): number | null {
  const before = timeline.windows.find((window) => window.name === 'before');
  const heat = timeline.windows.find((window) => window.name === 'heat');
  if (before === undefined || heat === undefined) return null;
  const { sliceMs } = timeline;
  const medians = Array.from({ length: SLICES }, (_, slice) => worstMedian(table, slice));
  const calmMs = medians.flatMap((value, k) =>
    value !== null && Number.isFinite(value) && k * sliceMs >= before.fromMs && (k + 1) * sliceMs <= before.toMs
      ? [value]
      : [],
  );
  if (calmMs.length === 0) return null;
  const limit = (NEAR * calmMs.reduce((total, value) => total + value, 0)) / calmMs.length;
  const isCalm = medians.map((value) => value === null || value <= limit);
  const hold = Math.max(1, Math.ceil(HOLD_MS / sliceMs));
  const noisy = Math.floor(NOISE * hold);
  for (let k = Math.ceil(heat.toMs / sliceMs); k + hold <= SLICES; k++) {
    if (!isCalm[k]) continue;
    if (isCalm.slice(k, k + hold).filter((calm) => !calm).length <= noisy) return (k * sliceMs - heat.toMs) / 1000;
  }
  return null;
}

/** Highest median of a workload over requests born in a slice, failures infinite; null when there were none. */
function worstMedian(table: SliceTable, slice: number): number | null {
  let worst: number | null = null;
  for (const { latency, failed } of table[slice]!) {
    if (latency.count + failed === 0) continue;
    const median = latency.quantileWithInfinite(0.5, failed);
    if (worst === null || median > worst) worst = median;
  }
  return worst;
}
