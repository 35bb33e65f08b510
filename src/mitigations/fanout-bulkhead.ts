/**
 * A team of workers of their own for large accounts (a bulkhead).
 *
 * Ordinary posts no longer queue behind a celebrity's; the celebrity's post takes as long as its own team needs. The
 * workers come out of the same pool. Source: text 003.
 */
import { defineMitigation } from '../model/mitigation.ts';
import { count } from '../units/option.ts';

export const fanoutBulkhead = defineMitigation({
  kind: 'fanout-bulkhead',
  mechanism:
    'Takes some of the workers for the posts of large accounts alone, so that other posts never wait for them.',
  cost: 'Workers of one team stand idle while the other has a backlog, and a large post takes longer.',
  backfires: 'Where the rest of the workers cannot carry the ordinary posts at their peak.',
  options: {
    above: count({ default: '10k', min: 1, doc: 'Followers beyond which an account is large' }),
    workers: count({ min: 1, max: 1_000_000, doc: 'Workers for large accounts, out of the scenario’s' }),
  },
  needs: 'workers',
  facts: [],
  patch(draft, { above, workers }) {
    if (!draft.workers) return;
    draft.workers = { ...draft.workers, count: draft.workers.count - workers, large: { above, count: workers } };
  },
});
