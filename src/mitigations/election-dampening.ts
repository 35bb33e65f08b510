/**
 * Election dampening: a new leader stays in office for a while, whatever its health checks say.
 *
 * The heat that brought the last leader down meets the next one at once; a new one with every failed check only adds
 * time without any. Source: text 001, the failover loop.
 */
import { defineMitigation } from '../model/mitigation.ts';
import { duration } from '../units/option.ts';

export const electionDampening = defineMitigation({
  kind: 'election-dampening',
  mechanism: 'Lets health checks take a leader down only when it has been in office for a while.',
  cost: 'A leader that is sick from the start stays for that long.',
  backfires: 'Where the leader is sick and not the load, it keeps the sick one; heartbeats still notice a dead one.',
  options: { interval: duration({ default: '60s', min: 1, doc: 'Least time in office' }) },
  needs: 'health checks',
  facts: [],
  patch(draft, { interval }) {
    const { cluster } = draft.store;
    if (cluster !== null) draft.store = { ...draft.store, cluster: { ...cluster, dampeningMs: interval } };
  },
});
