/** A fault has one place and a moment within the run. */
import { formatDuration } from '../../units/duration.ts';
import type { Problem } from '../issue.ts';
import type { Scenario } from '../scenario.ts';

export function faultProblems({ model: { faults, durationMs, store } }: Scenario): Problem[] {
  return faults.flatMap(({ atMs, key, partition }, i) => {
    const path = ['faults', i];
    const problems: Problem[] = [];
    if ((key === null) === (partition === null)) {
      const message = key === null ? 'a fault without a place' : 'a fault with both key and partition';
      const allowed = 'key: the partition that holds it, or partition: its number';
      problems.push({ code: key === null ? 'missing' : 'wrong-value', path, message, allowed });
    }
    if (partition !== null && partition >= store.partitions) {
      const message = `there is no partition ${partition}`;
      const allowed = `0 to ${store.partitions - 1}, under every plan`;
      problems.push({ code: 'wrong-value', path: [...path, 'partition'], message, allowed });
    }
    if (atMs >= durationMs) {
      const message = 'this fault begins when the run is over';
      problems.push({
        code: 'wrong-value',
        path: [...path, 'at'],
        message,
        allowed: `before ${formatDuration(durationMs)}`,
      });
    }
    return problems;
  });
}
