/**
 * Bigger nodes: every server works faster by a factor, as many as before or as many fewer.
 *
 * Helps as far as the factor goes, on every partition alike; a rate ceiling that the service enforces stays where it
 * is (F.D1), so where fewer nodes have fewer partitions, there are fewer ceilings. Source: texts 001 and 003.
 */
import { defineMitigation } from '../model/mitigation.ts';
import { choice, number } from '../units/option.ts';

export const biggerNode = defineMitigation({
  kind: 'bigger-node',
  mechanism: 'Serves every request faster by a factor, on all partitions.',
  cost: 'All nodes are paid for, the idle ones too.',
  backfires:
    'Where a rate ceiling binds, or the heat outgrows the factor, it only buys time; fewer of them have fewer ceilings.',
  options: {
    factor: number({ default: 2, min: 1, max: 1000, doc: 'How many times faster a server becomes' }),
    nodes: choice(['same', 'fewer'], {
      default: 'same',
      doc: 'Whether there are as many partitions as before, or fewer by the factor, at the same price',
    }),
  },
  facts: ['F.D1'],
  patch(draft, { factor, nodes }) {
    const { partition, partitions: before } = draft.store;
    const partitions = nodes === 'same' ? before : Math.max(1, Math.round(before / factor));
    const serviceMeanMs = partition.serviceMeanMs / factor;
    draft.store = { ...draft.store, partitions, partition: { ...partition, serviceMeanMs } };
  },
});
