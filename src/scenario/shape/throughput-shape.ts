/** What the whole table is provisioned for. */
import { choice, duration, rate } from '../../units/option.ts';
import { defaults } from '../defaults.ts';
import { field } from './field.ts';
import { mapping } from './mapping.ts';

const side = (what: string) =>
  field(
    rate({ doc: `${what} units per second of the whole table; no limit when left out.`, min: 1 / 3600 }),
  ).optional();

export const throughputShape = mapping(
  {
    reads: side('Read'),
    writes: side('Write'),
    burst: mapping({
      keep: field(
        duration({
          doc: 'Unused throughput is saved up for as long as this.',
          max: 86_400_000,
          default: defaults['store.throughput.burst.keep'].written,
        }),
      ).optional(),
      start: field(
        choice(['empty', 'full'], {
          doc: 'What is saved up at the start.',
          default: defaults['store.throughput.burst.start'].written,
        }),
      ).optional(),
    }).optional(),
  },
  'What the table as a whole is provisioned for, before what limits its partitions; what these take stays as it is.',
);
