/**
 * Partition isolation: keys named beforehand get partitions of their own, added to those there are; the others share the old
 * ones, and no longer suffer from them (or they from the others).
 *
 * Fails: an isolated key that is too hot for one partition stays too hot, under the same ceiling (F.D10); a prefix puts all its
 * keys on what it is given; a key that was not named stays where it was. Source: text 003.
 */
import { defineMitigation } from '../model/mitigation.ts';
import { count, texts } from '../units/option.ts';

export const isolation = defineMitigation({
  kind: 'isolation',
  mechanism: 'Adds partitions that belong to named keys alone; all others stay on the partitions there were.',
  cost: 'Every added partition is paid for, however little its keys are asked for; somebody has to know the keys.',
  backfires: 'Under a prefix: what was spread over all partitions is crowded onto the few of its own.',
  options: {
    keys: texts({ doc: 'Keys to isolate, by name or by a prefix ending in *' }),
    partitions: count({ default: 1, min: 1, max: 10_000, doc: 'Partitions for each of these names or prefixes' }),
  },
  facts: ['F.D1', 'F.D10'],
  objection({ keys }) {
    const twice = keys.find((key, i) => keys.indexOf(key) < i);
    if (twice === undefined) return null;
    return { option: 'keys', message: `${JSON.stringify(twice)} is named twice`, allowed: 'each name once' };
  },
  patch(draft, { keys, partitions: each }) {
    const { partitions, placement } = draft.store;
    draft.store = {
      ...draft.store,
      partitions: partitions + keys.length * each,
      placement: { kind: 'isolated', keys, each, others: placement },
    };
  },
});
