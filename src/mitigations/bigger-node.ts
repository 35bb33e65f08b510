/**
 * Bigger nodes: every server works faster by a factor.
 *
 * Helps as far as the factor goes, on every partition alike; a rate ceiling that the service enforces stays where it
 * is (F.D1). Source: texts 001 and 003.
 */
import { defineMitigation } from '../model/mitigation.ts';
import { number } from '../units/option.ts';

export const biggerNode = defineMitigation({
  kind: 'bigger-node',
  mechanism: 'Serves every request faster by a factor, on all partitions.',
  cost: 'All nodes are paid for, the idle ones too.',
  backfires: 'Where a rate ceiling binds, or the heat outgrows the factor, it only buys time.',
  options: { factor: number({ default: 2, min: 1, max: 1000, doc: 'How many times faster a server becomes' }) },
  facts: ['F.D1'],
  patch(draft, { factor }) {
    const { partition } = draft.store;
    draft.store = { ...draft.store, partition: { ...partition, serviceMeanMs: partition.serviceMeanMs / factor } };
  },
});
