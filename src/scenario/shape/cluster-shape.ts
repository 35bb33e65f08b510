/** The `store.cluster` section: nodes, replicas, how a leader is missed and followed. */
import type { z } from 'zod';
import { choice, count, duration } from '../../units/option.ts';
import { defaults } from '../defaults.ts';
import { field, fields } from './field.ts';
import { mapping } from './mapping.ts';

const NODES_MOST = 10_000;
const REPLICAS_MOST = 15;
const HOUR_MS = 3_600_000;

const health = mapping({
  signal: field(
    choice(['probe', 'depth', 'progress'], {
      doc: 'What is taken for sickness: a probe through the queue unanswered, a queue longer than a limit, work waiting and none done.',
      default: defaults['store.cluster.health.signal'].written,
    }),
  ).optional(),
  every: field(
    duration({
      doc: 'How often a leader is checked.',
      min: 1,
      max: HOUR_MS,
      default: defaults['store.cluster.health.every'].written,
    }),
  ).optional(),
  timeout: field(
    duration({
      doc: 'How long a probe may take.',
      min: 0.001,
      max: HOUR_MS,
      default: defaults['store.cluster.health.timeout'].written,
    }),
  ).optional(),
  above: field(count({ doc: 'Most requests that may wait, where depth is the signal.', min: 0 })).optional(),
  misses: field(
    count({
      doc: 'Failed checks in a row before the leader is taken down.',
      min: 1,
      max: 1000,
      default: defaults['store.cluster.health.misses'].written,
    }),
  ).optional(),
  restart: field(
    duration({
      doc: 'How long it then takes to start again.',
      max: HOUR_MS,
      default: defaults['store.cluster.health.restart'].written,
    }),
  ).optional(),
});

/** The cluster section as the scenario writes it; `presets` are the names it may begin from. */
export function clusterShape(presets: readonly string[]) {
  return mapping(
    {
      preset: field(
        choice(presets, { doc: 'A published way to follow a leader, to fill in what is left out here.' }),
      ).optional(),
      nodes: field(
        count({ doc: 'Nodes that host the replicas; as many as replicas where left out.', min: 1, max: NODES_MOST }),
      ).optional(),
      replicas: field(
        count({
          doc: 'Replicas of a partition, its leader included.',
          min: 1,
          max: REPLICAS_MOST,
          default: defaults['store.cluster.replicas'].written,
        }),
      ).optional(),
      ack: field(
        choice(['leader', 'quorum', 'all'], {
          doc: 'Replicas that must have a write before it is acknowledged.',
          default: defaults['store.cluster.ack'].written,
        }),
      ).optional(),
      replication: fields(
        duration({
          doc: 'Delay from the leader to its followers: one for all, or a list, the nearest first.',
          max: HOUR_MS,
          default: defaults['store.cluster.replication'].written,
        }),
        REPLICAS_MOST,
      ).optional(),
      heartbeat: field(
        duration({
          doc: 'How often a leader is heard of.',
          min: 0.01,
          max: HOUR_MS,
          default: defaults['store.cluster.heartbeat'].written,
        }),
      ).optional(),
      electionTimeout: fields(
        duration({
          doc: 'A follower that has heard nothing for as long as this stands; [least, most] is drawn anew for each follower and election; [1s, 2s] where left out.',
          min: 0.01,
          max: HOUR_MS,
        }),
        2,
      ).optional(),
      candidacy: fields(
        duration({
          doc: 'What a candidate waits before it asks for votes; [least, most] is drawn.',
          max: HOUR_MS,
          default: defaults['store.cluster.candidacy'].written,
        }),
        2,
      ).optional(),
      lease: field(
        duration({
          doc: 'A new leader waits until this long after the last heartbeat of the old one.',
          max: HOUR_MS,
          default: defaults['store.cluster.lease'].written,
        }),
      ).optional(),
      catchUp: field(
        duration({
          doc: 'From the restart of a replica until it counts again.',
          max: HOUR_MS,
          default: defaults['store.cluster.catchUp'].written,
        }),
      ).optional(),
      refresh: field(
        duration({
          doc: 'How often a client process looks up who leads.',
          max: HOUR_MS,
          default: defaults['store.cluster.refresh'].written,
        }),
      ).optional(),
      health: health
        .describe('Health checks of leaders; without this section only heartbeats are listened to.')
        .optional(),
      dampening: field(
        duration({
          doc: 'Least time in office before health checks may take a leader down.',
          max: 24 * HOUR_MS,
          default: defaults['store.cluster.dampening'].written,
        }),
      ).optional(),
    },
    'Nodes with leaders and followers; without this section partitions never fail.',
  );
}

/** The cluster section in base units, nothing filled in. */
export type ClusterDraft = z.output<ReturnType<typeof clusterShape>>;
