/** Facts on what real traffic looks like. */
import type { Fact } from './fact.ts';

export const workloadFacts: readonly Fact[] = [
  {
    id: 'F.W1',
    fact: 'YCSB: exponent of its Zipf law; mixes A to F; hotspot',
    value:
      '0.99; reads A 50%, B 95%, C 100%, D 95% of the latest, F 50% read-modify-write; 20% of keys, 80% of operations',
    numbers: { exponent: 0.99, readsA: 0.5, readsB: 0.95, readsC: 1, hotKeysShare: 0.2, hotOperationsShare: 0.8 },
    evidence: 'P',
    source: 'brianfrankcooper/YCSB@d9faaac',
  },
  {
    id: 'F.W2',
    fact: 'YCSB scrambled: ranks over 10^10 items (ζ = 26.469) are hashed, so the top key is as hot in any table',
    value: '1/26.469 = 3.78%',
    numbers: { zeta: 26.469, topShare: 0.0378 },
    evidence: 'P',
    source: 'brianfrankcooper/YCSB@d9faaac ScrambledZipfianGenerator.java',
  },
  {
    id: 'F.W3',
    fact: 'Exponents of 54 Twitter caches; several are write-heavy (about 0)',
    value: 'median 1.21, deciles 0 to 1.88, 61% at least 1, at most 2.68',
    numbers: { median: 1.21, lastDecile: 1.88, atLeastOneShare: 0.61, most: 2.68 },
    evidence: 'P',
    source: 'twitter/cache-trace@1c50367 stat/2020Mar.md',
  },
  {
    id: 'F.W4',
    fact: 'Fan-out at Twitter: posts, home reads, mean followers, timeline writes; some have over 30 million followers',
    value: '4,600/s (peak 12,000/s), 300,000/s, 75, 345,000/s; within 5 s',
    numbers: {
      postsPerSecond: 4600,
      peakPostsPerSecond: 12_000,
      readsPerSecond: 300_000,
      followers: 75,
      writesPerSecond: 345_000,
      mostFollowers: 30e6,
      targetMs: 5000,
    },
    evidence: 'S',
    source: 'Kleppmann, Designing Data-Intensive Applications, chapter 1',
  },
  {
    id: 'F.W5',
    fact: 'Twitter in 2013: reads, writes, followers of one account, entries of a timeline',
    value: '300,000/s, 6,000/s, 31 million, 800',
    numbers: { readsPerSecond: 300_000, writesPerSecond: 6000, followers: 31e6, timelineEntries: 800 },
    evidence: 'S',
    source: 'blogs on a talk by Krikorian, 2013',
  },
  {
    id: 'F.W6',
    fact: 'Meta: share of one key in the requests of a server',
    value: 'up to 20%',
    numbers: { keyShare: 0.2 },
    evidence: 'S',
    source: 'NSDI 2013, "Scaling Memcache at Facebook"',
  },
  {
    id: 'F.W7',
    fact: 'CacheLib: services; its Zipf fits were not extracted',
    value: 'over 70',
    evidence: 'S',
    source: 'OSDI 2020, CacheLib',
  },
];
