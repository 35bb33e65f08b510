/**
 * Copies and salts are mirror images: N copies of a key divide its reads by N and multiply its writes by N, N salts the
 * other way round (sources 001 and 003). The factor N is exact. The choice among N is uniform: over n choices a
 * partition's part has a relative error of √((N−1)/n), .67 % for n = 67,500 writes, half of that for reads; tolerance 2 %.
 *
 * Range boundaries between the names give every derived key, `hot#0` to `hot#3`, a partition of its own.
 */
import { describe, expect, it } from 'vitest';
import { expectRelative } from '../support/relative.ts';
import { replicate } from '../support/replicate.ts';
import { scenarioOf } from '../support/scenario.ts';

const N = 4;
const READS = 400;
const WRITES = 100;

const hot = { kind: 'single', key: 'hot' } as const;
const scenario = scenarioOf({
  durationMs: 150_000,
  partitions: N,
  placement: { kind: 'range', boundaries: ['hot#1', 'hot#2', 'hot#3'] },
  partition: { serviceMeanMs: 0.1 },
  workload: [
    { name: 'readers', ratePerSecond: READS, keys: hot },
    { name: 'writers', ratePerSecond: WRITES, reads: 0, keys: hot },
  ],
  plans: { copies: [{ kind: 'copies', copies: N }], salting: [{ kind: 'salting', salts: N }] },
});

describe.each([
  ['copies', 1, N],
  ['salting', N, 1],
])('%s', (plan, legsOfRead, legsOfWrite) => {
  it(`makes ${legsOfRead} of a read and ${legsOfWrite} of a write, evenly over the partitions`, () => {
    const result = replicate(scenario, plan);
    expect(result.each('readers.attempts.perRequest')).toEqual(new Array(5).fill(legsOfRead));
    expect(result.each('writers.attempts.perRequest')).toEqual(new Array(5).fill(legsOfWrite));
    expect(result.each('ledger.missing')).toEqual([0, 0, 0, 0, 0]);
    const rate = (READS * legsOfRead + WRITES * legsOfWrite) / N;
    for (let p = 0; p < N; p++) expectRelative(result.mean(`partition.${p}.throughputPerSecond`), rate, 0.02);
    expectRelative(result.mean('load.reads.topShare'), 1 / N, 0.02);
    expectRelative(result.mean('load.writes.topShare'), 1 / N, 0.02);
  });
});

describe('gathering', () => {
  // P.F3: legs loaded mainly by other traffic are independent M/M/1 queues, and the slowest of k answers after
  // H_k/(μ−λ): 25/12 · 5 ms = 10.42 ms for k = 4 at ρ = .8. Partition p gets 780/s of others and 20/s of legs.
  // Tolerance 4 % as published. The slowest of four has a deviation of 5·√(1 + 1/4 + 1/9 + 1/16) = 6 ms, so 5,400
  // gathers leave .8 %, and 1,080 s of queues at ρ = .8 another 1 %.
  it('four salts waits for the slowest of four queues (P.F3)', () => {
    const others = [0, 1, 2, 3].map((p) => ({
      name: `others${p}`,
      ratePerSecond: 780,
      keys: { kind: 'single', key: `hot#${p}x` } as const,
    }));
    const gather = scenarioOf({
      durationMs: 60_000,
      partitions: N,
      placement: { kind: 'range', boundaries: ['hot#1', 'hot#2', 'hot#3'] },
      workload: [{ name: 'readers', ratePerSecond: 20, keys: hot }, ...others],
      plans: { salting: [{ kind: 'salting', salts: N, keys: ['hot'] }] },
    });
    expectRelative(replicate(gather, 'salting').mean('readers.latencyMs.mean'), 10.42, 0.04);
  });
});
