/**
 * Another number of replicas that must have a write before it is acknowledged.
 *
 * One round trip to the needed follower against what a failover takes back. Source: FACTS rows on quorums and on
 * asynchronous replicas.
 */
import { defineMitigation } from '../model/mitigation.ts';
import { choice } from '../units/option.ts';

export const acknowledgement = defineMitigation({
  kind: 'acknowledgement',
  mechanism: 'Acknowledges a write when its leader, a quorum or all replicas have it.',
  cost: 'Every write waits for a round trip to the slowest replica that is needed.',
  backfires:
    'With all, one replica that is down stops every write; with leader, a failover loses what was acknowledged.',
  options: {
    by: choice(['leader', 'quorum', 'all'], {
      default: 'quorum',
      doc: 'Who must have a write before it is acknowledged',
    }),
  },
  needs: 'cluster',
  facts: ['F.D14', 'F.C8'],
  patch(draft, { by }) {
    const { cluster } = draft.store;
    if (cluster !== null) draft.store = { ...draft.store, cluster: { ...cluster, ack: by } };
  },
});
