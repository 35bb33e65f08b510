/**
 * More fan-out workers.
 *
 * Drains a backlog faster until the store is the limit: then the writes wait there instead, and everybody's reads wait
 * with them. Source: text 003.
 */
import { defineMitigation } from '../model/mitigation.ts';
import { count } from '../units/option.ts';

export const fanoutWorkers = defineMitigation({
  kind: 'fanout-workers',
  mechanism: 'Lets another number of workers carry posts to their followers.',
  cost: 'Every worker is paid for, and keeps one more write in flight at the store.',
  backfires: 'Once the store is the limit, more workers only move the queue from the pool into the partitions.',
  options: { workers: count({ min: 1, max: 1_000_000, doc: 'Number of workers instead of the scenario’s' }) },
  needs: 'workers',
  facts: [],
  patch(draft, { workers }) {
    if (draft.workers) draft.workers = { ...draft.workers, count: workers - (draft.workers.large?.count ?? 0) };
  },
});
