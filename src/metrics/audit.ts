/**
 * The invariants that every run is held to; a violation is a defect of the simulator, never of the scenario.
 *
 * Conservation: each request has exactly one outcome or is found open by walking the pool. Little's law per partition:
 * the time integral of the number inside equals the sum of the stays, those of the attempts still inside included.
 * Accounts that must agree are kept by different code from different columns.
 */
import { BACKGROUND, INSIDE, SETTLED } from '../model/request/flags.ts';
import type { Recorder } from './recorder.ts';
import { sum } from './values.ts';

const RELATIVE = 1e-9;

/** Everything that does not add up, in words; empty for a sound run. */
export function audit(recorder: Recorder): string[] {
  const found: string[] = [];
  const { simulation } = recorder;
  const { pool, store, ledger } = simulation;
  const residualMs = new Float64Array(store.partitions.length);
  const inside = new Int32Array(store.partitions.length);
  let open = 0;
  pool.forEachLive((row) => {
    const flags = pool.flags(row);
    if (flags & INSIDE) {
      const p = pool.part(row);
      inside[p]!++;
      residualMs[p]! += simulation.now - pool.entered(row);
    }
    if (pool.owner(row) === row && !(flags & SETTLED) && !(flags & BACKGROUND)) open++;
  });
  const offered = sum(recorder.offeredBy);
  const settled = sum(recorder.outcomesBy);
  if (offered !== settled + open) {
    found.push(`conservation: ${offered} requests offered, ${settled} settled, ${open} open`);
  }
  for (const [p, partition] of store.partitions.entries()) {
    if (inside[p] !== partition.inside) {
      found.push(`partition ${p}: ${partition.inside} attempts inside by its own count, ${inside[p]} in the pool`);
    }
    const area = partition.insideMs(simulation.now);
    const stays = partition.stayedMs + residualMs[p]!;
    if (Math.abs(area - stays) > RELATIVE * Math.max(area, stays, 1)) {
      found.push(`Little's law at partition ${p}: ∫ inside dt = ${area} ms, stays add up to ${stays} ms`);
    }
  }
  const ended = sum(recorder.endsBy);
  if (pool.live === 0 ? recorder.attempts !== ended : recorder.attempts < ended) {
    found.push(`attempts: ${recorder.attempts} sent, ${ended} ended, ${pool.live} rows in use`);
  }
  if (ledger.lost < 0) found.push(`ledger: ${-ledger.lost} more writes applied than were taken over`);
  return found;
}
