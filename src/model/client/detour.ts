/** A read that looks for a key which holds the same at a partition that its client does not avoid. */
import { opOf, READ } from '../codes.ts';
import { NO_OTHER } from '../mitigation.ts';
import type { RequestPool } from '../request/pool.ts';
import type { Slots } from '../slots.ts';

/** So often it looks: with half of the copies where it is not to go, it finds none once in four billion times. */
const MOST_LOOKS = 32;

export function takeDetour(attempt: number, pool: RequestPool, slots: Slots): void {
  if (opOf(pool.kind(attempt)) !== READ) return;
  for (let looks = 0; looks < MOST_LOOKS && slots.avoids(attempt); looks++) {
    const key = slots.another(attempt);
    if (key === NO_OTHER) return;
    pool.setKey(attempt, key);
  }
}
