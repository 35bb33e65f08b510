/**
 * Another signal for health checks.
 *
 * A probe that waits in the queue takes a busy leader for a dead one. Progress tells the two apart: work waits and none
 * is done. The depth of the queue does not, which text 001 recommends: under heat the next leader's is soon as long.
 */
import { defineMitigation } from '../model/mitigation.ts';
import { choice, count } from '../units/option.ts';

export const healthSignal = defineMitigation({
  kind: 'health-signal',
  mechanism: 'Checks leaders by another signal: work that waits and is not done, or the depth of the queue.',
  cost: 'The server has to report it by a way that does not wait in its queue.',
  backfires: 'Depth condemns every leader of a hot partition; progress keeps one that is alive and far too slow.',
  options: {
    signal: choice(['progress', 'depth', 'probe'], { default: 'progress', doc: 'What is taken for sickness' }),
    above: count({ default: 500, doc: 'Most requests that may wait, where depth is the signal' }),
  },
  needs: 'health checks',
  facts: [],
  patch(draft, { signal, above }) {
    const { cluster } = draft.store;
    if (cluster?.health == null) return;
    draft.store = { ...draft.store, cluster: { ...cluster, health: { ...cluster.health, signal, above } } };
  },
});
