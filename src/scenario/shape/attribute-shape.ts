/** What every request of a workload carries beside its key: a number with a popularity, a count, or a stretch of the calendar. */
import { z } from 'zod';
import { parseMoment } from '../../units/moment.ts';
import { count, text } from '../../units/option.ts';
import { defaults } from '../defaults.ts';
import { field } from './field.ts';
import { kind, mapping } from './mapping.ts';
import { popularities } from './popularity-shape.ts';

const ATTRIBUTES_MOST = 16;
const VALUE_MOST = 1_000_000_000;

const first = field(
  count({ doc: 'The smallest value.', max: VALUE_MOST, default: defaults['workload.attributes.first'].written }),
).optional();

const start = field(
  text({ doc: 'When the run starts, in universal time.', default: defaults['workload.attributes.start'].written }),
)
  .superRefine((written, ctx) => {
    const parsed = parseMoment(written);
    if (parsed.ok) return;
    const params = { allowed: 'a date since 1970, with a time of day if need be: 2026-11-27 or 2026-11-27T12:00' };
    ctx.addIssue({ code: 'custom', message: 'is no moment', params });
  })
  .optional();

const attribute = z.discriminatedUnion('kind', [
  mapping(
    { kind: kind('single'), value: field(count({ doc: 'The one value.', max: VALUE_MOST })) },
    'All requests have the same.',
  ),
  mapping({ kind: kind('unique') }, 'Each request has its own, counted from 0.'),
  mapping({ kind: kind('date'), start }, 'The date on which it is sent.'),
  mapping({ kind: kind('hour'), start }, 'The hour in which it is sent.'),
  mapping({ kind: kind('minute'), start }, 'The minute in which it is sent.'),
  ...popularities('values', { first }),
]);

export const attributesShape = z
  .record(z.string(), attribute)
  .refine((attributes) => Object.keys(attributes).length <= ATTRIBUTES_MOST, {
    error: `has more than ${ATTRIBUTES_MOST} entries`,
  })
  .describe('What every request carries beside its key, by name: for keys made from a template, and for mitigations.');

/** The attributes of a workload in base units, nothing filled in. */
export type AttributesDraft = z.output<typeof attributesShape>;
