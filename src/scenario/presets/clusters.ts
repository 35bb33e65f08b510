/**
 * Published ways to miss a leader and to follow it, written as a scenario would write them.
 *
 * Raft: a follower stands after 150 to 300 ms (F.L1); heartbeats at half of the least, as in the paper's experiment.
 * DynamoDB: three replicas, two of which acknowledge (F.D14), a lease of a couple of seconds to wait out (F.D15), and
 * a few seconds until a new replica of the log counts (F.D17); its heartbeat and time-out are not published and assumed.
 * Redis Cluster: asynchronous followers (F.C8); a node is pinged at least every half of its time-out of 15 s and has
 * failed when a ping has not been answered for that time-out, at most 22.5 s after it was last heard; a replica then
 * waits 500 ms and up to 500 ms more (F.C5).
 */
import type { StorePreset } from './stores.ts';

/** A cluster section, and the fact rows that its numbers come from. */
export interface ClusterPreset {
  /** In the words of the `store.cluster` section. */
  readonly cluster: Readonly<Record<string, unknown>>;
  readonly facts: StorePreset['facts'];
}

export const clusterPresets: Readonly<Record<string, ClusterPreset>> = {
  raft: {
    cluster: { replicas: 3, ack: 'quorum', heartbeat: '75ms', electionTimeout: ['150ms', '300ms'] },
    facts: ['F.L1', 'F.L2'],
  },
  dynamodb: {
    cluster: {
      replicas: 3,
      ack: 'quorum',
      heartbeat: '250ms',
      electionTimeout: '1s',
      lease: '2s',
      catchUp: '5s',
    },
    facts: ['F.D14', 'F.D15', 'F.D17'],
  },
  'redis-cluster': {
    cluster: {
      replicas: 2,
      ack: 'leader',
      heartbeat: '7.5s',
      electionTimeout: '22.5s',
      candidacy: ['500ms', '1s'],
    },
    facts: ['F.C5', 'F.C8'],
  },
};
