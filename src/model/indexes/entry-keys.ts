/**
 * Where the entry of a write lies in an index: its key is made of what the write carries, and hashed over the partitions of the index.
 *
 * A write that lacks an attribute of the key has no entry, as in a sparse index. The random part of a key belongs to the call and not
 * to the attempt: a write that is tried again has the same entry, under every plan.
 */
import { mix } from '../../random/jitter.ts';
import type { TemplatePart } from '../keys/template.ts';
import { TemplateKeys } from '../keys/template-keys.ts';
import type { Universe } from '../keys/universe.ts';
import { HashPlacement } from '../placement/hash.ts';
import type { RequestPool } from '../request/pool.ts';
import { type Attributes, NO_VALUE } from '../workload/attributes.ts';

/** The partition of a write that is not in the index. */
export const NOT_INDEXED = -1;
/** Back-offs and processes take the random numbers of a request from the beginning on. */
const FIRST_RANDOM = 0x10000;
const ANY_ROOT = 0;

export interface EntryKeyParts {
  readonly pool: RequestPool;
  readonly universe: Universe;
  /** Null: requests carry nothing. */
  readonly attributes: Attributes | null;
}

/** A part of a key that differs from write to write: an attribute, or below 0 a random number. */
interface Facet {
  readonly attribute: number;
  /** What it is taken modulo, 0: nothing; or how many random numbers there are. */
  readonly count: number;
}

export class EntryKeys {
  private readonly pool: RequestPool;
  private readonly attributes: Attributes | null;
  private readonly facets: readonly Facet[];
  private readonly hasRoot: boolean;
  /** Numbers partitions rather than keys. */
  private readonly partitions: TemplateKeys;

  constructor(parts: readonly TemplatePart[], partitions: number, { pool, universe, attributes }: EntryKeyParts) {
    const placement = new HashPlacement(partitions);
    this.pool = pool;
    this.attributes = attributes;
    this.facets = parts.flatMap((part): Facet[] => {
      if (part.kind === 'random') return [{ attribute: NO_VALUE, count: part.count }];
      if (part.kind !== 'attribute') return [];
      return [{ attribute: attributes!.indexOf(part.name), count: part.modulo ?? 0 }];
    });
    this.hasRoot = parts.some(({ kind }) => kind === 'key');
    this.partitions = new TemplateKeys(parts, {
      nameOf: (key) => universe.nameOf(key),
      textOf: (attribute, value) => attributes!.textOf(attribute, value),
      make: (_, name) => placement.place(name),
    });
  }

  /** Partition of the index that the entry of a write goes to, or NOT_INDEXED. */
  partitionOf(row: number): number {
    const { pool, attributes, facets, partitions } = this;
    const owner = pool.owner(row);
    for (let k = 0; k < facets.length; k++) {
      const { attribute, count } = facets[k]!;
      if (attribute === NO_VALUE) {
        partitions.values[k] = Math.floor(mix(pool.jitter(pool.call(row)), FIRST_RANDOM + k) * count);
        continue;
      }
      const value = attributes!.value(owner, attribute);
      if (value === NO_VALUE) return NOT_INDEXED;
      partitions.values[k] = count === 0 ? value : value % count;
    }
    return partitions.of(this.hasRoot ? pool.key(owner) : ANY_ROOT);
  }
}
