/** Common random numbers: what users send does not depend on the plan. */
import type { RunLog } from '../event-log.ts';

/** Where the users' requests of two runs differ in moment, key, operation, demand or jitter. */
export function sameTraffic(one: RunLog, other: RunLog): string[] {
  const [a, b] = [sent(one), sent(other)];
  const at = a.findIndex((request, i) => request !== b[i]);
  if (at < 0 && a.length === b.length) return [];
  return [`request ${at < 0 ? Math.min(a.length, b.length) : at} is ${a[at]} in one run and ${b[at]} in the other`];
}

function sent({ events, nameOf }: RunLog): string[] {
  return events
    .filter(({ kind }) => kind === 'offered')
    .map(({ at, key, op, demand, jitter }) => JSON.stringify([at, nameOf.get(key), op, demand, jitter]));
}
