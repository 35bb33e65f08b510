/**
 * Hybrid fan-out: posts of large accounts are stored once and merged in when timelines are read.
 *
 * Bounds what one post costs and how long it delays everybody else's. Cost: every timeline read of a follower also reads
 * the large account's posts, so the heat moves from all partitions to the one that holds them; the reads come from
 * workloads with `only: hybrid-fanout`. Source: text 003, claim C37.
 */
import { defineMitigation } from '../model/mitigation.ts';
import { count } from '../units/option.ts';

export const hybridFanout = defineMitigation({
  kind: 'hybrid-fanout',
  mechanism: 'Stores the posts of accounts above a number of followers once, to be merged in when timelines are read.',
  cost: 'Every timeline read of a follower of such an account reads its posts as well.',
  backfires: 'The posts of the account are one key: its followers’ reads make that partition hot.',
  options: {
    threshold: count({ default: '10k', min: 1, doc: 'Most followers of an account whose posts are still carried' }),
  },
  needs: 'workers',
  facts: [],
  patch(draft, { threshold }) {
    if (draft.workers) draft.workers = { ...draft.workers, readAbove: threshold };
  },
});
