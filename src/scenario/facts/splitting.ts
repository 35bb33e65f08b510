/** Facts on splits and tokens outside DynamoDB. */
import type { Fact } from './fact.ts';

export const splittingFacts: readonly Fact[] = [
  {
    id: 'F.S1',
    fact: 'CockroachDB splits a range by load',
    value: '2,500 queries/s, or 500 ms of CPU per second (first builds: 250 ms)',
    numbers: { queriesPerSecond: 2500, cpuMs: 500 },
    evidence: 'P',
    source: 'cockroachdb replica_split_load.go',
  },
  {
    id: 'F.S2',
    fact: 'CockroachDB: size of a range (64 MiB in 19.1, as read in its code)',
    value: '512 MiB',
    numbers: { rangeBytes: 512 * 2 ** 20 },
    evidence: 'M',
    source: null,
  },
  {
    id: 'F.S3',
    fact: 'TiKV splits a region by load (big regions: 7,000/s or 100 MiB/s) or by size',
    value: '3,000 queries/s or 30 MiB/s, seen 10 times, balance 0.8; 256 MiB',
    numbers: {
      queriesPerSecond: 3000,
      bytesPerSecond: 30 * 2 ** 20,
      detections: 10,
      balance: 0.8,
      regionBytes: 256 * 2 ** 20,
    },
    evidence: 'P',
    source: 'tikv split_config.rs, coprocessor/config.rs',
  },
  {
    id: 'F.S4',
    fact: 'HBase from 2.0: the first region splits at twice the flush size, the others later',
    value: '256 MB, then 10 GB',
    numbers: { firstBytes: 256e6, laterBytes: 10e9 },
    evidence: 'P/S',
    source: 'apache/hbase RegionSplitPolicy',
  },
  {
    id: 'F.S5',
    fact: 'Spanner calls a split warm, and hot',
    value: 'over 50%; at 100%, held back',
    numbers: { warmShare: 0.5, hotShare: 1 },
    evidence: 'P',
    source: 'cloud.google.com/spanner hot-split-statistics',
  },
  {
    id: 'F.S6',
    fact: 'Bigtable: what an SSD node takes, rows of 1 KB',
    value: '17,000 reads/s or 14,000 writes/s',
    numbers: { readsPerSecond: 17_000, writesPerSecond: 14_000 },
    evidence: 'P',
    source: 'cloud.google.com/bigtable/docs/performance',
  },
  {
    id: 'F.S7',
    fact: 'Cassandra: tokens of a node since 4.0 (before: 256)',
    value: '16',
    numbers: { tokens: 16 },
    evidence: 'S',
    source: 'cassandra.yaml',
  },
  { id: 'F.S8', fact: 'Vitess reshards by hand only', value: 'no split by itself', evidence: 'M', source: null },
];
