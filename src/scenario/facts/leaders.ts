/** Facts on elections and leases. */
import type { Fact } from './fact.ts';

export const leaderFacts: readonly Fact[] = [
  {
    id: 'F.L1',
    fact: 'Raft: election time-outs',
    value: '150 to 300 ms',
    numbers: { leastMs: 150, mostMs: 300 },
    evidence: 'S',
    source: 'Ongaro and Ousterhout, USENIX ATC 2014',
  },
  {
    id: 'F.L2',
    fact: 'Raft, figure 16: time without a leader by spread of the time-outs (5 servers, 1,000 crashes)',
    value: 'none: over 10 s; 5 ms: median 287 ms; 50 ms: worst 513 ms; 12 to 24 ms: mean 35, worst 152 ms',
    numbers: { spread5MedianMs: 287, spread50WorstMs: 513, shortMeanMs: 35, shortWorstMs: 152, broadcastMs: 15 },
    evidence: 'P',
    source: 'Ongaro and Ousterhout, USENIX ATC 2014, 9.3',
  },
  {
    id: 'F.L3',
    fact: 'etcd: heartbeat, election, their least ratio',
    value: '100 ms, 1,000 ms, 5',
    numbers: { heartbeatMs: 100, electionMs: 1000, ratio: 5 },
    evidence: 'P',
    source: 'etcd@c34dc7e embed/config.go',
  },
  {
    id: 'F.L4',
    fact: 'TiKV: tick, ticks to an election and to a heartbeat, lease',
    value: '1 s, 10, 2, 9 s',
    numbers: { tickMs: 1000, electionTicks: 10, heartbeatTicks: 2, leaseMs: 9000 },
    evidence: 'P',
    source: 'tikv@8e96471',
  },
  {
    id: 'F.L5',
    fact: 'MongoDB: election time-out, median failover',
    value: '10 s; at most 12 s',
    numbers: { electionMs: 10_000, failoverMs: 12_000 },
    evidence: 'P',
    source: 'mongodb.com/docs/manual/core/replica-set-elections',
  },
];
