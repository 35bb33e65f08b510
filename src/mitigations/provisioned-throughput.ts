/**
 * Provisioned throughput: the table's rate is set, and its partitions divide it evenly; they split where a share would be
 * more than one can take.
 *
 * F.D11: 3,600 write units/s on four partitions are 900/s each; 6,000/s would be 1,500/s each, above the ceiling of 1,000/s, so
 * all split and eight have 750/s. Fails: by dilution, as the purchase that splits halves what a hot key can get. Source: P.T7.
 */
import { defineMitigation } from '../model/mitigation.ts';
import { provisionedPartitions } from '../theory/provisioned.ts';
import { rate } from '../units/option.ts';

const ANY = Number.POSITIVE_INFINITY;

const options = {
  writes: rate({ min: 0.001, doc: 'Write units per second of the whole table' }),
  reads: rate({ min: 0.001, optional: true, doc: 'Read units per second; the table keeps what it has when left out' }),
};

export const provisionedThroughput = defineMitigation({
  kind: 'provisioned-throughput',
  mechanism:
    'Sets the rate of the whole table; partitions split in two until no even share of it is above their ceiling.',
  cost: 'Every unit is paid for, used or not; partitions that have split stay split.',
  backfires: 'On a hot key: the purchase that makes partitions split leaves its partition half of what it had.',
  options,
  facts: ['F.D1', 'F.D3', 'F.D11'],
  patch(draft, { writes, reads }) {
    const { partition, partitions: before } = draft.store;
    const { ceiling, share } = partition.limit;
    const readsInAll = reads ?? (share.reads === null ? null : share.reads * before);
    const forWrites = provisionedPartitions(before, writes, ceiling.writes ?? ANY);
    const partitions = provisionedPartitions(forWrites, readsInAll ?? 0, ceiling.reads ?? ANY);
    const each = { writes: writes / partitions, reads: readsInAll === null ? null : readsInAll / partitions };
    const limit = { ...partition.limit, share: each };
    draft.store = { ...draft.store, partitions, partition: { ...partition, limit } };
  },
});
