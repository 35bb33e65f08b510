/**
 * Local caches: P processes with a cache each, evenly asked. Every one has its own cold misses (P.C1: at most P fetches a cycle with flights
 * of their own), its own share of the reads (P.C3 at λ/P), and its own copy to be told of writes.
 *
 * A write by one process is news for the P − 1 others. Where each hears of it δ later, a reader that comes within δ of the acknowledgement
 * of a metronome's write, at any process but the writer's, is told what is old: w·δ(P−1)/P of the reads. Where each misses it with
 * probability p and answers live for ever, a copy is old from a write that it did not hear of until one that it does hear of: between two
 * writes always or never, p(P−1)/P of the time.
 */
import { describe, expect, it } from 'vitest';
import { ttlHitRatio } from '../../src/theory/cache.ts';
import { expectRelative } from '../support/relative.ts';
import { replicate } from '../support/replicate.ts';
import { type LeverText, scenarioOf } from '../support/scenario.ts';

const P = 5;
const local = (levers: readonly LeverText[], changes: Partial<Parameters<typeof scenarioOf>[0]>) =>
  scenarioOf({
    durationMs: 100_000,
    networkMs: 0.1,
    partition: { service: { kind: 'deterministic' }, serviceMeanMs: 1e-6 },
    clients: { processes: P },
    workload: { ratePerSecond: 1000 },
    plans: { local: levers },
    ...changes,
  });
const cache = (options: object): LeverText => ({ kind: 'cache', scope: 'process', hit: '0ms', ...options });

describe('a cache in each of five processes', () => {
  // λT/P = 2: .667, where one cache would hit 10/11 = .909. 36,000 reads in each of 3 runs, 36,000 cycles in all: .3 %.
  it('hits as a cache with a fifth of the reads', () => {
    const scenario = local([cache({ ttl: '1s' })], {
      durationMs: 4_000_000,
      networkMs: 0,
      workload: { ratePerSecond: 10 },
    });
    expectRelative(replicate(scenario, 'local', 3).mean('cache.hitRatio'), ttlHitRatio(10 / P, 1000), 0.01);
  });

  // d = 50 ms, λd/P = 10 reads of each process miss together and share one flight. An entry of T = 1 s: a cycle of T + d + P/λ = 1,055 ms
  // for each process, 5 of them in 5,275 ms − T/2.
  it('is fetched once a process and cycle, with flights of its own', () => {
    const scenario = local([cache({ ttl: '1s' }), { kind: 'coalescing' }], {
      durationMs: 5 * 1055 - 500,
      warmupMs: 0,
      networkMs: 25,
    });
    expect(replicate(scenario, 'local').each('attempts.total')).toEqual(new Array(5).fill(5 * P));
  });

  const writes = { ratePerSecond: 10, reads: 0, name: 'writes', arrivals: 'even' } as const;
  const workload = [{ ratePerSecond: 500 }, writes];

  // 10/s · 20 ms · 4/5 = 16 %; 135,000 reads: .6 % of it. A copy that nobody has asked for since the last news, e^−8 of them, does not count.
  it('tells for the length of the delay what is old, but for the writer’s own', () => {
    const scenario = local([cache({ ttl: '1h', writes: 'invalidate', delay: '20ms' })], { workload });
    expectRelative(replicate(scenario, 'local', 3).mean('ledger.staleShare'), 0.16, 0.03);
  });

  // p = 20 %: 16 %. 1,000 writes · 5 processes a run: the share of the stretches is off by √(.16·.84/13,500) = .3 %, 2 % of it.
  it('tells what is old until the next news that it hears', () => {
    const scenario = local([cache({ ttl: '1h', writes: 'invalidate', loss: '20%' })], { workload });
    expectRelative(replicate(scenario, 'local', 3).mean('ledger.staleShare'), 0.16, 0.05);
  });

  it('tells nothing old where all news comes at once', () => {
    const scenario = local([cache({ ttl: '1h', writes: 'invalidate' })], { workload, durationMs: 20_000 });
    expect(replicate(scenario, 'local').each('ledger.stale')).toEqual([0, 0, 0, 0, 0]);
  });
});
