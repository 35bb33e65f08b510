/** How often each of a number of things is asked for: keys, and what requests carry. */
import { z } from 'zod';
import { count, number, share } from '../../units/option.ts';
import { defaults } from '../defaults.ts';
import { field } from './field.ts';
import { kind, mapping } from './mapping.ts';

const MOST = 100_000_000;

/** The popularities, each with further fields; `of` names what is counted. */
export function popularities<T extends z.ZodRawShape>(of: string, further: T) {
  const howMany = field(count({ doc: `Number of ${of}.`, min: 1, max: MOST }));
  return [
    mapping({ kind: kind('uniform'), count: howMany, ...further }),
    mapping({
      kind: kind('zipf'),
      count: howMany,
      exponent: field(
        number({
          doc: 'Popularity falls as rank to the power of minus this.',
          min: 0,
          max: 10,
          default: defaults['workload.keys.exponent'].written,
        }),
      ).optional(),
      ...further,
    }),
    mapping({
      kind: kind('hotspot'),
      count: howMany,
      hotKeys: field(
        share({ doc: `Share of the ${of} that is hot.`, default: defaults['workload.keys.hotKeys'].written }),
      ).optional(),
      hotOperations: field(
        share({
          doc: `Share of the requests that go to the hot ${of}.`,
          default: defaults['workload.keys.hotOperations'].written,
        }),
      ).optional(),
      ...further,
    }),
    mapping({ kind: kind('sequential'), count: howMany, ...further }),
    mapping({ kind: kind('ycsb-scrambled'), count: howMany, ...further }),
  ] as const;
}

const popularity = z.discriminatedUnion('kind', popularities('keys', {}));

/** A popularity in base units, nothing filled in. */
export type PopularityDraft = z.output<typeof popularity>;
