/**
 * The invariants that every run is held to; a violation is a defect of the simulator, never of the scenario.
 *
 * Conservation: each request has exactly one outcome or is found open by walking the pool. Little's law per partition:
 * the time integral of the number inside equals the sum of the stays, those of the attempts still inside included.
 * Accounts that must agree are kept by different code from different columns.
 */
import { ATTEMPT_ENDS, OUTCOMES } from '../model/codes.ts';
import { BACKGROUND, IN_SERVICE, SETTLED } from '../model/request/flags.ts';
import { END, OFFERED, OUTCOME } from './cell-counts.ts';
import type { Recorder } from './recorder.ts';

const RELATIVE = 1e-9;

/** Everything that does not add up, in words; empty for a sound run. */
export function audit(recorder: Recorder): string[] {
  const found: string[] = [];
  const { simulation } = recorder;
  const { pool, store, ledger } = simulation;
  const residualMs = new Float64Array(store.partitions.length);
  const inside = new Int32Array(store.partitions.length);
  let open = 0;
  const stays = (p: number, row: number): void => {
    inside[p]!++;
    residualMs[p]! += simulation.now - pool.entered(row);
  };
  for (const [p, partition] of store.partitions.entries()) for (const row of partition.waiting.ids()) stays(p, row);
  pool.forEachLive((row) => {
    const flags = pool.flags(row);
    if (flags & IN_SERVICE) stays(pool.part(row), row);
    if (pool.owner(row) === row && !(flags & SETTLED) && !(flags & BACKGROUND)) open++;
  });
  const offered = recorder.counts.total(OFFERED);
  const settled = recorder.counts.total(OUTCOME, OUTCOMES);
  if (offered !== settled + open) {
    found.push(`conservation: ${offered} requests offered, ${settled} settled, ${open} open`);
  }
  for (const [p, partition] of store.partitions.entries()) {
    if (inside[p] !== partition.inside) {
      found.push(`partition ${p}: ${partition.inside} attempts inside by its own count, ${inside[p]} in the pool`);
    }
    const area = partition.insideMs;
    const stayedMs = partition.stayedMs + residualMs[p]!;
    if (Math.abs(area - stayedMs) > RELATIVE * Math.max(area, stayedMs, 1)) {
      found.push(`Little's law at partition ${p}: ∫ inside dt = ${area} ms, stays add up to ${stayedMs} ms`);
    }
  }
  const ended = recorder.counts.total(END, ATTEMPT_ENDS);
  if (pool.live === 0 ? recorder.attempts !== ended : recorder.attempts < ended) {
    found.push(`attempts: ${recorder.attempts} sent, ${ended} ended, ${pool.live} rows in use`);
  }
  if (ledger.lost < 0) found.push(`ledger: ${-ledger.lost} more writes applied than were taken over`);
  return found;
}
