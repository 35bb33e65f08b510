/**
 * Deadlines that travel with the work: a server that is told them knows when nobody waits for an answer any more.
 *
 * It knows what the caller knew on sending: the time-out of this attempt and the deadline of the request. Work that was
 * called off for another reason looks wanted to it; and whoever carries a post to its followers waits for no deadline.
 */
import type { Engine } from '../../engine/engine.ts';
import type { ModelConfig } from '../config.ts';
import { BACKGROUND, FANNED } from '../request/flags.ts';
import type { RequestPool } from '../request/pool.ts';

/** Whether the caller of an attempt has too little patience left by now; null where servers do not ask. */
export function patienceOf(
  { clients, store }: ModelConfig,
  engine: Engine,
  pool: RequestPool,
): ((row: number) => boolean) | null {
  const { timeoutMs, deadlineMs } = clients;
  const { expiryMarginMs } = store.partition;
  if (expiryMarginMs === null) return null;
  return (row) => {
    const until = engine.now + expiryMarginMs;
    if (timeoutMs !== null && until >= pool.born(row) + timeoutMs) return true;
    if (deadlineMs === null) return false;
    const owner = pool.owner(row);
    return !(pool.flags(owner) & (BACKGROUND | FANNED)) && until >= pool.born(owner) + deadlineMs;
  };
}
