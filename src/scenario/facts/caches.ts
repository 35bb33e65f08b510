/** Facts on Redis and on caches. */
import type { Fact } from './fact.ts';

const REDIS = 'redis/redis@4f8cdc2';
const DOCS = 'redis/redis-doc@1044224';
/** Nishtala et al., "Scaling Memcache at Facebook", NSDI 2013. */
const MEMCACHE = 'NSDI 2013, "Scaling Memcache at Facebook"';

export const cacheFacts: readonly Fact[] = [
  {
    id: 'F.C1',
    fact: 'Append-only file, everysec (default): nominal loss, and worst when the disk stalls',
    value: 'up to 1 s; up to 2 s',
    numbers: { lossMs: 1000, worstLossMs: 2000 },
    evidence: 'P',
    source: `${DOCS} persistence.md, latency.md`,
  },
  {
    id: 'F.C2',
    fact: 'Loading a dump; a freshly rewritten append-only file takes about twice as long',
    value: '10 to 20 s per GB',
    numbers: { leastMsPerGb: 10_000, mostMsPerGb: 20_000 },
    evidence: 'S',
    source: 'antirez, "Redis persistence demystified"',
  },
  {
    id: 'F.C3',
    fact: 'Rewrite of the append-only file',
    value: 'at +100%, from 64 MB',
    numbers: { growthShare: 1, leastBytes: 64e6 },
    evidence: 'P',
    source: `${REDIS} redis.conf`,
  },
  {
    id: 'F.C4',
    fact: 'Slots: CRC16(key) & 0x3FFF; of a key with a non-empty {tag} only the tag is hashed',
    value: '16,384',
    numbers: { slots: 16_384 },
    evidence: 'P',
    source: `${REDIS} src/cluster.h`,
  },
  {
    id: 'F.C5',
    fact: 'Cluster failover: node time-out; wait of a replica; wait for votes',
    value: '15 s; 500 ms + U(0, 500 ms) + rank · 1 s; max(2 · time-out, 2 s)',
    numbers: { nodeTimeoutMs: 15_000, delayMs: 500, jitterMs: 500, rankMs: 1000 },
    evidence: 'P',
    source: `${DOCS} cluster-spec.md`,
  },
  {
    id: 'F.C6',
    fact: 'Sentinel: down-after, failover time-out, election time-out; an example in the docs has down-after 5 s',
    value: '30 s, 180 s, 10 s',
    numbers: { downAfterMs: 30_000, failoverMs: 180_000, electionMs: 10_000, exampleDownAfterMs: 5000 },
    evidence: 'P',
    source: `${REDIS} src/sentinel.c`,
  },
  {
    id: 'F.C7',
    fact: 'Throughput of a node in the documented benchmark; with 16 commands in a pipeline',
    value: '72,000 to 79,000 SET/s; 403,000 SET/s, 508,000 GET/s',
    numbers: { setsPerSecond: 72_000, pipelinedSetsPerSecond: 403_000, pipelinedGetsPerSecond: 508_000 },
    evidence: 'P',
    source: `${DOCS} benchmarks`,
  },
  {
    id: 'F.C8',
    fact: 'Replication is asynchronous: a failover can lose acknowledged writes',
    value: 'yes',
    evidence: 'P',
    source: `${DOCS} cluster-spec.md`,
  },
  {
    id: 'F.C9',
    fact: 'singleflight: one call per key in flight, per process; all share its value and its error; no cache',
    value: 'a key is forgotten when its call ends',
    evidence: 'P',
    source: 'golang/sync@ec11c4a',
  },
  {
    id: 'F.C10',
    fact: 'Memcache leases: one token per key and period; peak of database queries with and without',
    value: '10 s; 17,000/s fell to 1,300/s',
    numbers: { tokenMs: 10_000, peakPerSecond: 17_000, leasedPeakPerSecond: 1300 },
    evidence: 'S',
    source: `${MEMCACHE}, 3.2.1`,
  },
  {
    id: 'F.C11',
    fact: 'Gutter pool: its size, and the failures it takes away from clients',
    value: '1% of servers; 99% fewer',
    numbers: { serversShare: 0.01, savedShare: 0.99 },
    evidence: 'S',
    source: `${MEMCACHE}, 3.3`,
  },
  {
    id: 'F.C12',
    fact: 'Varnish: the waiting list coalesces, grace serves stale',
    value: 'ttl 120 s, grace 10 s, keep 0',
    numbers: { ttlMs: 120_000, graceMs: 10_000, keepMs: 0 },
    evidence: 'P',
    source: 'varnish-cache@27d2ce1 params.h',
  },
  {
    id: 'F.C13',
    fact: 'nginx: proxy_cache_lock is off; its time-out and age',
    value: '5 s each',
    numbers: { lockTimeoutMs: 5000, lockAgeMs: 5000 },
    evidence: 'M',
    source: 'nginx.org ngx_http_proxy_module (as common in public configurations)',
  },
  {
    id: 'F.C14',
    fact: 'XFetch: refresh early if now − Δ·β·ln U ≥ expiry',
    value: 'β = 1',
    numbers: { beta: 1 },
    evidence: 'S',
    source: 'vldb.org/pvldb/vol8/p886-vattani.pdf',
  },
];
