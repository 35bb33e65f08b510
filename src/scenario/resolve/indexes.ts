/** Indexes as written → indexes of the model: what is left out is as the table has it. */
import type { IndexConfig, PartitionConfig } from '../../model/config.ts';
import { defaults } from '../defaults.ts';
import type { IndexesDraft } from '../shape/index-shape.ts';

/** What indexes are like where nothing else is said. */
interface Table {
  readonly partitions: number;
  readonly partition: PartitionConfig;
}

export function resolveIndexes(written: IndexesDraft, { partitions, partition: { limit } }: Table): IndexConfig[] {
  const { ceiling, share } = limit;
  const lowest = Math.min(ceiling.writes ?? Number.POSITIVE_INFINITY, share.writes ?? Number.POSITIVE_INFINITY);
  return written.map((index) => ({
    name: index.name,
    key: index.key,
    partitions: index.partitions ?? partitions,
    writesPerSecond: index.writes === undefined ? (Number.isFinite(lowest) ? lowest : null) : index.writes,
    entryBytes: index.size ?? null,
    lagMs: index.lag ?? defaults['store.indexes.lag'].value,
  }));
}
