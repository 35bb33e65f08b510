/** One entry of the `workload` list: when requests come, which keys they ask for, what kind they are. */
import { z } from 'zod';
import { choice, count, duration, number, rate, share, size, text } from '../../units/option.ts';
import { defaults } from '../defaults.ts';
import { attributesShape } from './attribute-shape.ts';
import { field } from './field.ts';
import { kind, mapping } from './mapping.ts';
import { popularities } from './popularity-shape.ts';

const KEYS_MOST = 100_000_000;
const LONGEST_KEY = 1024;

const prefix = field(
  text({ doc: 'Keys are the prefix and a number.', default: defaults['workload.keys.prefix'].written }),
).optional();

const exist = field(
  share({
    doc: 'Share of the keys that have an item at the start, the others until they are written; all when left out.',
  }),
).optional();

const keys = z.discriminatedUnion('kind', [
  mapping({
    kind: kind('single'),
    key: field(text({ doc: 'The one key.' })).refine((key) => key.length <= LONGEST_KEY, {
      error: `is longer than ${LONGEST_KEY} characters`,
    }),
    exist,
  }),
  mapping({
    kind: kind('template'),
    template: field(
      text({ doc: 'Made of what the requests carry: {name} is an attribute, {name%10} its rest.' }),
    ).refine((template) => template.length <= LONGEST_KEY, { error: `is longer than ${LONGEST_KEY} characters` }),
    sort: field(
      text({
        doc: 'Sort key, made likewise: the template then makes partition keys, under which items lie together in the order of theirs.',
      }),
    )
      .refine((sort) => sort.length <= LONGEST_KEY, { error: `is longer than ${LONGEST_KEY} characters` })
      .optional(),
  }),
  ...popularities('keys', { prefix, exist }),
]);

const ratePerSecond = rate({ doc: 'Requests per second.', max: 100_000_000 });
const step = z.tuple([field(duration({ doc: 'From this moment on.' })), field(ratePerSecond)], {
  error: 'is not a step: write [moment, rate], for example [60s, 1667/s]',
});

const moment = field(duration({ doc: 'A moment of the run.' }));

const arrivals = mapping({
  kind: field(
    choice(['poisson', 'even'], {
      doc: 'Independent users, or a metronome.',
      default: defaults['workload.arrivals.kind'].written,
    }),
  ).optional(),
  rate: field(ratePerSecond).optional(),
  steps: z
    .array(step)
    .min(1, { error: 'is an empty list' })
    .max(10_000, { error: 'has more than 10,000 steps' })
    .describe('The rate from each moment to the next; the first is 0s.')
    .optional(),
  at: z
    .array(moment)
    .min(1, { error: 'is an empty list' })
    .max(10_000, { error: 'has more than 10,000 moments' })
    .describe('One request at each of these moments, in place of a rate.')
    .optional(),
});

const FOLLOWERS_MOST = 2_000_000_000;
const followers = z.discriminatedUnion('kind', [
  mapping({
    kind: kind('fixed'),
    count: field(count({ doc: 'Followers of every author.', min: 1, max: FOLLOWERS_MOST })),
  }),
  mapping({
    kind: kind('bounded-pareto'),
    shape: field(
      number({ doc: 'Authors with more than x followers fall as x to the power of minus this.', min: 0.01, max: 10 }),
    ),
    min: field(number({ doc: 'Fewest followers.', min: 1, max: FOLLOWERS_MOST })),
    max: field(count({ doc: 'Most followers.', min: 2, max: FOLLOWERS_MOST })),
  }),
]);

const fanout = mapping(
  {
    followers,
    timelines: mapping({
      count: field(count({ doc: 'Number of keys that posts are delivered to, evenly.', min: 1, max: KEYS_MOST })),
      prefix: field(
        text({ doc: 'Those keys are the prefix and a number.', default: defaults['workload.fanout.prefix'].written }),
      ).optional(),
    }),
  },
  'Its requests are posts: each becomes one write per follower, carried by the workers.',
);

const history = mapping({
  last: field(
    duration({ doc: 'Its reads ask for the messages of a conversation sent in the last so long.', min: 1 }),
  ).optional(),
  newest: field(count({ doc: 'Its reads ask for at most so many, the newest.', min: 1, max: 1_000_000 })).optional(),
}).superRefine(({ last, newest }, ctx) => {
  if (last !== undefined || newest !== undefined) return;
  const params = { code: 'missing', allowed: 'last: 60s, newest: 50, or history: all' };
  ctx.addIssue({ code: 'custom', message: 'does not say which messages', params });
});

export const workloadShape = mapping({
  name: field(text({ doc: 'Short name; its metrics begin with it.' })).refine(
    (name) => /^[A-Za-z][\w-]{0,39}$/.test(name),
    {
      error: 'is not a short name: a letter, then letters, digits, _ or -, at most 40',
    },
  ),
  arrivals: arrivals.optional(),
  follows: field(
    text({ doc: 'Name of the workload whose every request this one joins, at the same instant.' }),
  ).optional(),
  keys,
  attributes: attributesShape.optional(),
  reads: field(
    share({ doc: 'Share of reads; the rest are writes.', default: defaults['workload.reads'].written }),
  ).optional(),
  size: field(
    size({ doc: 'Size of an item.', min: 1, max: 2 ** 30, default: defaults['workload.size'].written }),
  ).optional(),
  consistency: field(
    choice(['strong', 'eventual', 'transactional'], {
      doc: 'An eventual read costs half a unit; a transactional read or write costs double.',
      default: defaults['workload.consistency'].written,
    }),
  ).optional(),
  fanout: fanout.optional(),
  history: z
    .union([z.literal('all'), history])
    .describe(
      'Its reads ask for the messages of a conversation, and each of them is looked for: all, or the recent ones.',
    )
    .optional(),
  only: field(
    text({ doc: 'It sends requests only under plans with a mitigation of this kind; left out: under all.' }),
  ).optional(),
});

/** A workload in base units, nothing filled in. */
export type WorkloadDraft = z.output<typeof workloadShape>;
