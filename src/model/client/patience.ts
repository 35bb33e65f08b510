/**
 * Deadlines that travel with the work: a server that is told them knows when nobody waits for an answer any more.
 *
 * It knows what the caller knew on sending: the time-out of this attempt and the deadline of the request. Work that was
 * called off for another reason looks wanted to it.
 */
import type { Engine } from '../../engine/engine.ts';
import type { ClientConfig } from '../config.ts';
import { BACKGROUND } from '../request/flags.ts';
import type { RequestPool } from '../request/pool.ts';

/** Whether the caller of an attempt has run out of patience by now. */
export function patienceOf(
  { timeoutMs, deadlineMs }: ClientConfig,
  engine: Engine,
  pool: RequestPool,
): (row: number) => boolean {
  return (row) => {
    if (timeoutMs !== null && engine.now >= pool.born(row) + timeoutMs) return true;
    if (deadlineMs === null) return false;
    const owner = pool.owner(row);
    return !(pool.flags(owner) & BACKGROUND) && engine.now >= pool.born(owner) + deadlineMs;
  };
}
