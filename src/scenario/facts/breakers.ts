/** Facts on circuit breakers, ejection and queue management. */
import type { Fact } from './fact.ts';

export const breakerFacts: readonly Fact[] = [
  {
    id: 'F.B1',
    fact: 'resilience4j: breaker over a count window; its retry; its bulkhead',
    value: '50% of 100 calls (100 at least), open 60 s, 10 half-open; 3 attempts, 500 ms apart; 25 calls',
    numbers: {
      failedShare: 0.5,
      calls: 100,
      openMs: 60_000,
      halfOpenCalls: 10,
      attempts: 3,
      waitMs: 500,
      bulkheadCalls: 25,
    },
    evidence: 'P',
    source: 'resilience4j@af9e7c9',
  },
  {
    id: 'F.B2',
    fact: 'Hystrix: breaker over a time window; its time-out; its pool',
    value: '50% over 10 s with 20 requests at least, sleeps 5 s; 1 s; 10 threads',
    numbers: { failedShare: 0.5, windowMs: 10_000, requests: 20, sleepMs: 5000, timeoutMs: 1000, threads: 10 },
    evidence: 'P',
    source: 'Netflix/Hystrix@7c03baf',
  },
  {
    id: 'F.B3',
    fact: 'Envoy outlier detection: ejected after consecutive errors, for a time that grows with each',
    value: '5 errors; sweep 10 s; 30 s each time, at most 300 s; at most 10% of hosts; 1.9 σ',
    numbers: { errors: 5, sweepMs: 10_000, ejectMs: 30_000, ejectMostMs: 300_000, hostsShare: 0.1, sigmas: 1.9 },
    evidence: 'P',
    source: 'envoyproxy/envoy outlier_detection.proto',
  },
  {
    id: 'F.B4',
    fact: 'CoDel at Facebook: queue time-out M unless the queue was empty within the last N, then N; with adaptive LIFO',
    value: 'M = 5 ms, N = 100 ms',
    numbers: { shortMs: 5, longMs: 100 },
    evidence: 'S',
    source: '"Fail at Scale", ACM Queue 2015',
  },
];
