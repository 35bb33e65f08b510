/**
 * Another number of replicas of each partition, on as many nodes as they need.
 *
 * A quorum of n replicas is ⌊n/2⌋ + 1 of them: five go on without two, three without one, and four without one as well, though each write
 * then waits for one follower more. The work of followers costs nothing here but the wait for their answers. Source: F.D14 for two of three.
 */
import { defineMitigation } from '../model/mitigation.ts';
import { count } from '../units/option.ts';

export const moreReplicas = defineMitigation({
  kind: 'more-replicas',
  mechanism: 'Keeps each partition on more nodes, so that more of them may be down.',
  cost: 'Storage and work of every further replica; a larger quorum to wait for.',
  backfires:
    'With an even number, which survives no more than one less and waits for one follower more; where all must acknowledge, each replica is one more that may be down.',
  options: {
    replicas: count({ min: 1, max: 15, doc: 'Replicas of a partition, its leader included' }),
  },
  needs: 'cluster',
  facts: ['F.D14'],
  patch(draft, { replicas }) {
    const { cluster } = draft.store;
    if (cluster === null) return;
    const nodes = Math.max(cluster.nodes, replicas);
    const replicationMs = cluster.replicationMs.slice(0, Math.max(1, replicas - 1));
    draft.store = { ...draft.store, cluster: { ...cluster, nodes, replicas, replicationMs } };
  },
});
