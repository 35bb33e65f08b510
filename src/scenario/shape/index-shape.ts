/** Secondary indexes of the store: copies of the table under other keys, which its writes have to keep up to date. */
import { z } from 'zod';
import { count, duration, rate, size, text } from '../../units/option.ts';
import { defaults } from '../defaults.ts';
import { field, fieldOr } from './field.ts';
import { mapping } from './mapping.ts';

const INDEXES_MOST = 20;
const PARTITIONS_MOST = 1_000_000;

const index = mapping({
  name: field(text({ doc: 'What it is called, as in index.<name>.throttled.' })),
  key: field(
    text({
      doc: 'Partition key of an entry: {status} is an attribute of the write, {shard%10} its rest, {random:10} a random number, {key} the key of the table. A write that carries none of an attribute has no entry.',
    }),
  ),
  partitions: field(
    count({ doc: 'Partitions of the index; as many as the table when left out.', min: 1, max: PARTITIONS_MOST }),
  ).optional(),
  writes: fieldOr(
    'none',
    rate({
      doc: "Write units per second that a partition of the index takes; what limits the table's when left out.",
      min: 1 / 3600,
    }),
  ).optional(),
  size: field(size({ doc: 'Size of an entry; as large as the item when left out.' })).optional(),
  lag: field(
    duration({
      doc: 'How far a partition of the index may be behind; a write that would make it later is throttled.',
      max: 3_600_000,
      default: defaults['store.indexes.lag'].written,
    }),
  ).optional(),
});

export const indexesShape = z
  .array(index)
  .max(INDEXES_MOST, { error: `has more than ${INDEXES_MOST} entries` })
  .describe(
    'Global secondary indexes. Every write is copied to them, is billed for it, and is throttled where one cannot follow. Reads of an index are not modelled.',
  );

/** The indexes in base units, nothing filled in. */
export type IndexesDraft = z.output<typeof indexesShape>;
