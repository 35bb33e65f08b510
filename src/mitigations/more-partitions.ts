/**
 * More partitions of the same kind.
 *
 * Lowers the average load; a hot key still lives on exactly one of them. Cost: every partition is paid for.
 * Source: texts 001 (misconception 2) and 003.
 */
import { defineMitigation } from '../model/mitigation.ts';
import { count } from '../units/option.ts';

export const morePartitions = defineMitigation({
  kind: 'more-partitions',
  mechanism: 'Splits the key space over more partitions of the same size.',
  cost: 'Every added partition is paid for; in a real store the data has to move first.',
  backfires: 'On a single hot key it changes nothing but the bill.',
  options: { partitions: count({ min: 1, max: 1_000_000, doc: 'Number of partitions instead of the scenario’s' }) },
  facts: [],
  patch(draft, { partitions }) {
    draft.store = { ...draft.store, partitions };
  },
});
