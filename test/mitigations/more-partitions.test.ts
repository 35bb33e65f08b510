import { describe, expect, test } from 'vitest';
import { run } from '../../src/experiment/run.ts';
import { GENERATED } from '../support/generators.ts';
import { lever, metricsOf, metronome, small, stream } from '../support/small.ts';

describe('more-partitions', () => {
  // Sequential keys under a modulo are dealt out evenly: the busy share is λ·s/n, here 0.8 and then 0.2.
  test('divides what is spread over many keys', () => {
    const changes = {
      store: { partitions: 2, placement: { kind: 'modulo' } },
      partition: { service: { kind: 'deterministic' } },
      workload: [metronome(1600, { keys: { kind: 'sequential', count: 80, prefix: 'k' } })],
    } as const;
    const [none, more] = [
      metricsOf(changes),
      metricsOf({ ...changes, plan: [lever('more-partitions', { partitions: 8 })] }),
    ];
    expect(none['partition.hottestUtilisation']).toBeCloseTo(0.8, 3);
    expect(more['partition.hottestUtilisation']).toBeCloseTo(0.2, 3);
    expect(more['bill.capacity']).toBe(4);
  });

  test('backfires on one hot key: nothing changes but the bill', () => {
    const scenario = small({ workload: [stream(900)], plan: [lever('more-partitions', { partitions: 64 })] });
    const [none, more] = [run(scenario, 'none'), run(scenario, GENERATED)];
    expect(more.histograms).toEqual(none.histograms);
    expect(more.metrics['partition.hottestUtilisation']).toBe(none.metrics['partition.hottestUtilisation']);
    expect(more.metrics['bill.capacity']).toBe(32);
  });
});
