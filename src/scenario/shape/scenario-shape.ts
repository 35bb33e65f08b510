/** The whole scenario: every section and every name that may be written at the root. */
import { z } from 'zod';
import { count, duration, flag, size, text, texts } from '../../units/option.ts';
import { defaults } from '../defaults.ts';
import { storePresets } from '../presets/stores.ts';
import { clientShape } from './client-shape.ts';
import { field, fieldOr } from './field.ts';
import { kind, mapping } from './mapping.ts';
import { leverShape, type Registry } from './plan-shape.ts';
import { storeShape } from './store-shape.ts';
import { workloadShape } from './workload-shape.ts';

const DAY_MS = 86_400_000;
const GIB = 2 ** 30;
const WINDOWS_MOST = 32;
const OBJECTIVE_MOST = 10;

const moment = field(duration({ doc: 'A moment of the run.' }));

const expectation = mapping({
  plan: field(text({ doc: 'The plan it is about.' })),
  that: field(
    text({ doc: 'A metric and its bound: latencyMs.p99 < 20ms, ledger.lost == 0, latencyMs.p50 in 1ms..3ms.' }),
  ),
  during: field(text({ doc: 'Name of a window; without it the whole run counts.' })).optional(),
  why: field(text({ doc: 'Where the number comes from.' })).optional(),
});

const at = field(duration({ doc: 'When it begins.' }));
const lasting = field(duration({ doc: 'How long it lasts.', min: 0.001 }));
const key = field(text({ doc: 'The partition that holds this key.' })).optional();
const partition = field(count({ doc: 'Or the partition of this number, from 0.', min: 0, max: 1_000_000 })).optional();

const fault = z.discriminatedUnion('kind', [
  mapping(
    { kind: kind('pause'), at, for: lasting, key, partition },
    'The servers of one partition stand still; what comes waits.',
  ),
  mapping(
    {
      kind: kind('crash'),
      at,
      for: lasting,
      key,
      partition,
      node: field(count({ doc: 'Or the node of this number, from 0.', min: 0, max: 1_000_000 })).optional(),
      silent: field(
        flag({ doc: 'Nobody gets an answer while it is down; otherwise connections break at once.', default: false }),
      ).optional(),
    },
    'A node is down: the one that leads the partition at that moment, or the one of that number.',
  ),
  mapping({ kind: kind('flush'), at }, 'Caches are emptied.'),
  mapping({ kind: kind('registry-crash'), at }, 'The registry of salts crashes, and starts again as its plan says.'),
  mapping(
    {
      kind: kind('service-crash'),
      at,
      for: lasting,
      instance: field(
        count({ doc: 'Number of the instance, from 0; left out: all of them.', min: 0, max: 99 }),
      ).optional(),
    },
    'The service that finds hot keys is down, or one instance of it.',
  ),
  mapping(
    {
      kind: kind('app-crash'),
      at,
      process: field(
        count({ doc: 'Number of the app server, from 0; left out: all of them.', min: 0, max: 1_000_000 }),
      ).optional(),
    },
    'An app server crashes and is back at once, with none of the data that mitigations held in its memory: entries of caches, buffered writes, who waited for a flight.',
  ),
]);

const workers = mapping(
  {
    count: field(count({ doc: 'Number of workers, each with one write in flight.', min: 1, max: 1_000_000 })),
    work: field(
      duration({
        doc: 'A worker’s own time for each write, before it is sent; store.network comes on top.',
        min: 0.001,
      }),
    ),
  },
  'Who carries posts to their followers, where a workload fans out.',
);

function wholeAsText(value: unknown): unknown {
  return Number.isSafeInteger(value) ? String(value) : value;
}

/** The shape of a scenario that may use the mitigations of `registry`. */
export function scenarioShape(registry: Registry) {
  return mapping({
    name: field(text({ doc: 'Name of the scenario.' })).refine((name) => /^[^\p{Cc}]{1,120}$/u.test(name), {
      error: 'is longer than 120 characters, or has line breaks',
    }),
    question: field(text({ doc: 'The question it answers.' })).optional(),
    source: field(text({ doc: 'Where its numbers come from.' })).optional(),
    duration: field(duration({ doc: 'How long requests arrive.', min: 1, max: 31 * DAY_MS })),
    warmup: fieldOr(
      'auto',
      duration({ doc: 'Left out of the metrics, from the start; auto: as long as latencies take to settle (MSER-5).' }),
    ).optional(),
    windows: z
      .record(
        z.string(),
        z.tuple([moment, moment], { error: 'is not a window: write [from, to], for example [30s, 60s]' }),
      )
      .refine((windows) => Object.keys(windows).length <= WINDOWS_MOST, {
        error: `has more than ${WINDOWS_MOST} entries`,
      })
      .describe('Stretches of time that get metrics of their own, by name.')
      .optional(),
    seed: z
      .preprocess(
        wholeAsText,
        field(text({ doc: 'Where all chance comes from: a text or a whole number.', default: defaults.seed.written })),
      )
      .meta({ type: ['string', 'integer'] })
      .optional(),
    replications: field(
      count({
        doc: 'Runs of each plan, with different chance.',
        min: 1,
        max: 1000,
        default: defaults.replications.written,
      }),
    ).optional(),
    baseline: field(
      text({ doc: 'The plan that the others are compared with.', default: defaults.baseline.written }),
    ).optional(),
    objective: field(
      texts({ doc: 'Metrics that rank the plans, less is better: the first that tells two plans apart decides.' }),
    )
      .refine((metrics) => metrics.length > 0 && metrics.length <= OBJECTIVE_MOST, {
        error: `is not a list of 1 to ${OBJECTIVE_MOST} metrics`,
      })
      .optional(),
    memory: field(
      size({ doc: 'Most that a run may need.', min: 2 ** 20, max: 1024 * GIB, default: defaults.memory.written }),
    ).optional(),
    store: storeShape(Object.keys(storePresets)),
    clients: clientShape.optional(),
    workload: z
      .array(workloadShape)
      .min(1, { error: 'is an empty list: who would send requests?' })
      .max(1000, { error: 'has more than 1,000 entries' })
      .describe('Streams of requests.'),
    workers: workers.optional(),
    faults: z
      .array(fault)
      .max(1000, { error: 'has more than 1,000 entries' })
      .describe('What goes wrong, and when.')
      .optional(),
    plans: z
      .record(z.string(), z.array(leverShape(registry)))
      .describe('Plans by name: what is done against hot partitions; the empty list is no help at all.')
      .optional(),
    expect: z
      .array(expectation)
      .max(1000, { error: 'has more than 1,000 entries' })
      .describe('What should come out; checked after a comparison.')
      .optional(),
  });
}

/** A scenario in base units, nothing filled in. */
export type ScenarioDraft = z.output<ReturnType<typeof scenarioShape>>;
