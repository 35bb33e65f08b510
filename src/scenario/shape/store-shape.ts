/** The `store` section: partitions, how keys find them, what each of them can take. */
import { z } from 'zod';
import { choice, count, duration, number, rate, texts } from '../../units/option.ts';
import { defaults } from '../defaults.ts';
import { clusterPresets } from '../presets/clusters.ts';
import { clusterShape } from './cluster-shape.ts';
import { field, fieldOr } from './field.ts';
import { indexesShape } from './index-shape.ts';
import { kind, mapping } from './mapping.ts';
import { throughputShape } from './throughput-shape.ts';

/** The most partitions that a store may have. */
export const PARTITIONS_MOST = 1_000_000;
const SERVERS_MOST = 10_000;

const reads = { doc: 'Read units per second; a strong read of up to 4 KiB is one unit.' } as const;
const writes = { doc: 'Write units per second; a write of up to 1 KiB is one unit.' } as const;

function ratePair(doc: string) {
  const limits = {
    reads: fieldOr('none', rate({ ...reads, min: 1 / 3600 })).optional(),
    writes: fieldOr('none', rate({ ...writes, min: 1 / 3600 })).optional(),
  };
  return z.union([z.literal('none'), mapping(limits)]).describe(doc);
}

const placement = z.discriminatedUnion('kind', [
  mapping({ kind: kind('hash') }),
  mapping({ kind: kind('modulo') }),
  mapping({
    kind: kind('ring'),
    virtualNodes: field(
      count({
        doc: 'Tokens of each partition on the ring.',
        min: 1,
        max: 1024,
        default: defaults['store.placement.virtualNodes'].written,
      }),
    ).optional(),
  }),
  mapping({
    kind: kind('range'),
    boundaries: field(
      texts({ doc: 'Keys at which the next partition begins, ascending; one fewer than partitions.' }),
    ).optional(),
  }),
  mapping({ kind: kind('rendezvous') }),
  mapping({ kind: kind('redis-slots') }),
  mapping({ kind: kind('kafka-murmur2') }),
  mapping({
    kind: kind('directory'),
    table: z
      .record(z.string(), field(count({ doc: 'A partition, from 0.', max: PARTITIONS_MOST - 1 })))
      .describe('Where keys live, by name or by a prefix ending in *: a name before a prefix, a longer prefix first.'),
    others: field(
      count({
        doc: 'Partitions, the first ones, that all other keys are hashed over; left out: all.',
        min: 1,
        max: PARTITIONS_MOST,
      }),
    ).optional(),
  }),
]);

const mean = field(duration({ doc: 'Mean service time on one server.', min: 0.001, max: 3_600_000 })).optional();
const scv = { doc: 'Squared coefficient of variation: variance over squared mean.', max: 10_000 } as const;

const service = z.discriminatedUnion('kind', [
  mapping({ kind: kind('exponential'), mean }),
  mapping({ kind: kind('deterministic'), mean }),
  mapping({
    kind: kind('erlang'),
    mean,
    stages: field(count({ doc: 'Exponential stages one after another.', min: 1, max: 1000 })),
  }),
  mapping({ kind: kind('hyperexponential'), mean, scv: field(number({ ...scv, min: 1 })) }),
  mapping({ kind: kind('lognormal'), mean, scv: field(number({ ...scv, min: 0.0001 })) }),
  mapping({
    kind: kind('empirical'),
    values: z
      .array(field(duration({ doc: 'A measured service time.', min: 0.001, max: 3_600_000 })))
      .min(1, { error: 'is an empty list' })
      .describe('Measured service times, each as likely as it is often listed.'),
  }),
]);

const bank = mapping({
  keep: field(
    duration({
      doc: 'Unused share is saved up for as long as this.',
      max: 86_400_000,
      default: defaults['store.partition.bank.keep'].written,
    }),
  ).optional(),
  start: field(choice(['empty', 'full'], { doc: 'What is saved up at the start.', default: 'empty' })).optional(),
});

const queue = mapping({
  kind: field(choice(['fifo'], { doc: 'Who is served next.', default: 'fifo' })).optional(),
  capacity: fieldOr('unlimited', count({ doc: 'Requests that may wait, those in service excluded.' })).optional(),
});

const partition = mapping({
  ceiling: ratePair('Hard limit of a partition, reads and writes apart; none: no ceiling.').optional(),
  ceilingDepth: field(
    duration({
      doc: 'An idle partition may save up this much of its ceiling.',
      min: 1,
      max: 3_600_000,
      default: defaults['store.partition.ceilingDepth'].written,
    }),
  ).optional(),
  share: ratePair('Provisioned part of a partition, refilled evenly; none: only the ceiling limits.').optional(),
  bank: bank.optional(),
  service: service.optional(),
  servers: field(
    count({
      doc: 'Requests served at once.',
      min: 1,
      max: SERVERS_MOST,
      default: defaults['store.partition.servers'].written,
    }),
  ).optional(),
  queue: queue.optional(),
});

function pricePair(doc: string, defaultPair: { readonly reads: number; readonly writes: number }) {
  const price = (what: string, usd: number) =>
    field(number({ doc: `Dollars for ${what}.`, min: 0, max: 1e6, default: usd })).optional();
  return mapping(
    { reads: price('reads', defaultPair.reads), writes: price('writes', defaultPair.writes) },
    doc,
  ).optional();
}

const billing = mapping(
  {
    mode: field(
      choice(['on-demand', 'provisioned'], {
        doc: 'Paid for by units let through, or by what is provisioned, used or not: the throughput of the table, else the shares of its partitions.',
        default: defaults['store.billing.mode'].written,
      }),
    ).optional(),
    perMillionUnits: pricePair('List price of a million units, on demand.', {
      reads: defaults['store.billing.perMillionUnits.reads'].written,
      writes: defaults['store.billing.perMillionUnits.writes'].written,
    }),
    perUnitHour: pricePair('List price of one unit per second, provisioned for an hour.', {
      reads: defaults['store.billing.perUnitHour.reads'].written,
      writes: defaults['store.billing.perUnitHour.writes'].written,
    }),
  },
  'What the store costs: DynamoDB in us-east-1 where it is left out.',
);

/** The store section as the scenario writes it; `presets` are the names it may begin from. */
export function storeShape(presets: readonly string[]) {
  return mapping(
    {
      preset: field(choice(presets, { doc: 'A published store, to fill in what is left out here.' })).optional(),
      partitions: field(count({ doc: 'Number of partitions.', min: 1, max: PARTITIONS_MOST })).optional(),
      placement: placement.optional(),
      partition: partition.optional(),
      cluster: clusterShape(Object.keys(clusterPresets)).optional(),
      billing: billing.optional(),
      throughput: throughputShape.optional(),
      indexes: indexesShape.optional(),
      network: field(
        duration({
          doc: 'Delay between client and partition, each way.',
          max: 60_000,
          default: defaults['store.network'].written,
        }),
      ).optional(),
    },
    'The partitioned store.',
  );
}

/** The store section in base units, nothing filled in. */
export type StoreDraft = z.output<ReturnType<typeof storeShape>>;
