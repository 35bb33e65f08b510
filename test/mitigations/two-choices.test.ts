import { describe, expect, test } from 'vitest';
import { run } from '../../src/experiment/run.ts';
import { GENERATED } from '../support/generators.ts';
import { lever, metricsOf, small, stream } from '../support/small.ts';

const twelve = { store: { partitions: 12 } };
const many = { kind: 'uniform', count: 5000, prefix: 'k' } as const;
const fresh = lever('two-choices', { every: 0 });

describe('two-choices', () => {
  test('a write goes to one place of its key, a read gathers all, and misses nothing', () => {
    const metrics = metricsOf({ ...twelve, workload: [stream(200, { reads: 0.3 })], plan: [fresh] });
    expect(metrics['writes.attempts.perRequest']).toBe(1);
    expect(metrics['reads.attempts.perRequest']).toBe(2);
    expect([metrics['ledger.missing'], metrics['ledger.stale'], metrics['ledger.duplicated']]).toEqual([0, 0, 0]);
  });

  test('or a read goes to one place, a write to all, and nothing is stale', () => {
    const plan = [lever('two-choices', { every: 0, spread: 'reads', choices: 3 })];
    const metrics = metricsOf({ ...twelve, workload: [stream(200, { reads: 0.7 })], plan });
    expect(metrics['reads.attempts.perRequest']).toBe(1);
    expect(metrics['writes.attempts.perRequest']).toBe(3);
    expect([metrics['ledger.missing'], metrics['ledger.stale'], metrics['ledger.lost']]).toEqual([0, 0, 0]);
  });

  // What chooses is the same mechanism for either: the same keys, demands and partitions, so the same waits.
  test('reads that choose wait exactly as writes that choose', () => {
    const of = (reads: number, spread: string) =>
      run(
        small({
          ...twelve,
          workload: [stream(9000, { reads, keys: many })],
          durationMs: 2000,
          plan: [lever('two-choices', { every: 0, spread })],
        }),
        GENERATED,
      ).histograms;
    expect(of(1, 'reads')).toEqual(of(0, 'writes'));
  });

  test('knows nothing before the first look, and then leaves each key where it was quieter', () => {
    const changes = { ...twelve, durationMs: 1000, workload: [stream(500, { reads: 0 })] };
    const metrics = metricsOf({ ...changes, plan: [lever('two-choices', { every: 2000 })] });
    // Both places of `celebrity` get about half of 500 writes: 250 ± 11 each.
    const loads = Array.from({ length: 12 }, (_, p) => metrics[`partition.${p}.throughputPerSecond`]!).filter(
      (load) => load > 0,
    );
    expect(loads).toHaveLength(2);
    for (const load of loads) expect(Math.abs(load - 250)).toBeLessThan(4.5 * 11);
  });

  test('halves the load of one hot key, and with an old view sends all of it to one place at a time', () => {
    const changes = { ...twelve, workload: [stream(900, { reads: 0 })] };
    const [none, quick] = [metricsOf(changes), metricsOf({ ...changes, plan: [fresh] })];
    expect(quick['partition.hottestUtilisation']).toBeLessThan(0.55);
    expect(quick['latencyMs.mean']).toBeLessThan(none['latencyMs.mean']! / 3);
    const old = metricsOf({
      ...changes,
      workload: [stream(1500, { reads: 0 })],
      plan: [lever('two-choices', { every: 1000 })],
    });
    // 1,500/s on one of two places for a second: 500 more than it serves, every second anew.
    expect(old['latencyMs.p90']).toBeGreaterThan(300);
    expect(
      metricsOf({ ...changes, workload: [stream(1500, { reads: 0 })], plan: [fresh] })['latencyMs.p90'],
    ).toBeLessThan(20);
  });

  test('leaves other keys alone', () => {
    const plan = [lever('two-choices', { keys: ['other'], every: 0 })];
    expect(metricsOf({ ...twelve, workload: [stream(100)], plan })['attempts.perRequest']).toBe(1);
  });
});
