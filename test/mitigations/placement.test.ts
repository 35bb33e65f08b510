import { describe, expect, test } from 'vitest';
import { placement } from '../../src/mitigations/placement.ts';
import type { Draft } from '../../src/model/mitigation.ts';
import { lever, metricsOf, small, stream } from '../support/small.ts';

const by = (kind: string, virtualNodes = 16) => lever('placement', { by: kind, virtualNodes });
const ten = { store: { partitions: 10 } };
const users = { kind: 'uniform', count: 5000, prefix: 'user:' } as const;

describe('placement', () => {
  test('puts keys where the same rule in the store would', () => {
    for (const kind of ['modulo', 'rendezvous', 'redis-slots', 'kafka-murmur2', 'hash'] as const) {
      const workload = [stream(300, { keys: users })];
      const inStore = metricsOf({ workload, durationMs: 2000, store: { partitions: 10, placement: { kind } } });
      const asLever = metricsOf({ workload, durationMs: 2000, ...ten, plan: [by(kind)] });
      expect(asLever).toEqual(inStore);
    }
  });

  test('by range keeps the boundaries that there are, and those of isolated keys', () => {
    const ranges = { kind: 'range', boundaries: ['m'] } as const;
    const after = (before: Draft['store']['placement']) => {
      const draft = structuredClone(small().model) as Draft;
      draft.store = { ...draft.store, placement: before };
      placement.patch!(draft, { by: 'range', virtualNodes: 16 });
      return draft.store.placement;
    };
    expect(after(ranges)).toEqual(ranges);
    expect(after({ kind: 'hash' })).toEqual({ kind: 'range', boundaries: null });
    const isolated = { kind: 'isolated', keys: ['a'], each: 1, others: ranges } as const;
    expect(after(isolated)).toEqual(isolated);
  });

  // P.H6: with v tokens the shares of ten partitions scatter by √(9/(10v + 1)), .90 and .059 of themselves.
  test('virtual nodes even out the key space', () => {
    const most = (virtualNodes: number) =>
      metricsOf({ ...ten, workload: [stream(2000, { keys: users })], plan: [by('ring', virtualNodes)] })[
        'load.topShare'
      ]!;
    expect(most(1)).toBeGreaterThan(0.25);
    expect(most(256)).toBeLessThan(0.1 * (1 + 3 * 0.059));
  });

  test('backfires on one hot key: it is on one partition under every rule, as hot as it was', () => {
    const hot = (plan: Parameters<typeof metricsOf>[0]['plan']) => {
      const metrics = metricsOf({ ...ten, workload: [stream(900)], durationMs: 3000, plan: plan! });
      return [metrics['latencyMs.mean'], metrics['latencyMs.p99'], metrics['partition.hottestUtilisation']];
    };
    const none = hot([]);
    for (const kind of ['modulo', 'rendezvous', 'redis-slots', 'kafka-murmur2', 'range'])
      expect(hot([by(kind)])).toEqual(none);
    for (const virtualNodes of [1, 16, 1024]) expect(hot([by('ring', virtualNodes)])).toEqual(none);
  });
});
