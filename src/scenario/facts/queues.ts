/** Facts on logs and message queues. */
import type { Fact } from './fact.ts';

const KAFKA = 'apache/kafka@1eb7644';

export const queueFacts: readonly Fact[] = [
  {
    id: 'F.K1',
    fact: 'Kafka places a key at (murmur2(key) & 0x7fffffff) mod partitions',
    value: 'murmur2',
    evidence: 'P',
    source: `${KAFKA} BuiltInPartitioner`,
  },
  {
    id: 'F.K2',
    fact: 'Kafka without a key stays on a partition until a batch is full; linger 0 (from 4.0 on 5 ms: from memory)',
    value: '16,384 bytes',
    numbers: { batchBytes: 16_384, lingerMs: 0, laterLingerMs: 5 },
    evidence: 'P',
    source: `${KAFKA} ProducerConfig`,
  },
  {
    id: 'F.K3',
    fact: 'Kafka consumer: session, heartbeat, longest pause between polls, records of a poll',
    value: '45 s, 3 s, 300 s, 500',
    numbers: { sessionMs: 45_000, heartbeatMs: 3000, pollMs: 300_000, pollRecords: 500 },
    evidence: 'P',
    source: `${KAFKA} ConsumerConfig`,
  },
  {
    id: 'F.K4',
    fact: 'Kafka rebalance: initial delay; with the new protocol heartbeat and session',
    value: '3 s; 5 s, 45 s',
    numbers: { delayMs: 3000, heartbeatMs: 5000, sessionMs: 45_000 },
    evidence: 'P',
    source: `${KAFKA} GroupCoordinatorConfig`,
  },
  {
    id: 'F.K5',
    fact: 'Kafka broker: session, lag of a replica, election and fetch of the quorum',
    value: '9 s, 30 s, 1 s, 2 s',
    numbers: { sessionMs: 9000, replicaLagMs: 30_000, electionMs: 1000, fetchMs: 2000 },
    evidence: 'P',
    source: `${KAFKA} KRaftConfigs, ReplicationConfigs, QuorumConfig`,
  },
  {
    id: 'F.K6',
    fact: 'SQS: visibility time-out; messages in flight; throughput of a FIFO queue, plain and batched',
    value: '30 s; 120,000 standard, 20,000 FIFO; 300/s, 3,000/s',
    numbers: {
      visibilityMs: 30_000,
      inFlight: 120_000,
      fifoInFlight: 20_000,
      fifoPerSecond: 300,
      fifoBatchedPerSecond: 3000,
    },
    evidence: 'P/S',
    source: 'docs.aws.amazon.com SQS ChangeMessageVisibility; educative',
  },
  {
    id: 'F.K7',
    fact: 'Kinesis: intake of a shard',
    value: '1,000 records/s or 1 MB/s',
    numbers: { recordsPerSecond: 1000, bytesPerSecond: 1e6 },
    evidence: 'M',
    source: null,
  },
];
