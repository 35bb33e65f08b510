import { describe, expect, test } from 'vitest';
import { lever, metricsOf, metronome, stream } from '../support/small.ts';

const eight = { store: { partitions: 8, placement: { kind: 'range', boundaries: null } } } as const;
const popular = { kind: 'zipf', count: 5000, exponent: 0.7, prefix: 'user:' } as const;
const split = (options: Parameters<typeof lever>[1]) => [lever('pre-split', options)];

describe('pre-split', () => {
  // Of n requests in the sample, a boundary is off by √(p(1 − p)/n) of all: .3 % for 10,000 and half of them, so an eighth is off
  // by .5 % at the most, and the run's own 20,000 requests by as much.
  test('cuts the load of popular keys into equal parts, where ranges by number do not', () => {
    const changes = { ...eight, workload: [stream(2000, { keys: popular })] };
    expect(metricsOf(changes)['load.topShare']).toBeGreaterThan(0.4);
    const cut = metricsOf({ ...changes, plan: split({ by: 'requests' }) });
    expect(cut['load.topShare']).toBeLessThan(0.125 + 3 * 0.007);
    expect(cut['load.topShare']).toBeGreaterThan(0.125);
  });

  test('by keys cuts their number, not their load', () => {
    const changes = { ...eight, workload: [stream(2000, { keys: popular })] };
    const [byKeys, byRequests] = ['keys', 'requests'].map(
      (by) => metricsOf({ ...changes, plan: split({ by }) })['load.topShare']!,
    );
    expect(byKeys).toBeGreaterThan(byRequests! + 0.02);
  });

  test('a hot key has a range of its own, and stays as hot', () => {
    const others = stream(1000, { name: 'others', keys: { kind: 'uniform', count: 5000, prefix: 'user:' } });
    const metrics = metricsOf({ ...eight, workload: [stream(1000), others], plan: split({ by: 'requests' }) });
    expect(metrics['load.topShare']).toBeCloseTo(0.5, 1);
    expect(metrics['partition.0.throughputPerSecond']).toBe(metrics['stream.goodput.perSecond']);
  });

  test('a small sample is chance', () => {
    const changes = { ...eight, workload: [stream(2000, { keys: { ...popular, exponent: 0 } })] };
    expect(metricsOf({ ...changes, plan: split({ sample: 8 }) })['load.topShare']).toBeGreaterThan(0.2);
  });

  test('backfires on names that do not begin with hex digits: all are in the last range', () => {
    const metrics = metricsOf({ ...eight, workload: [stream(500, { keys: popular })], plan: split({ by: 'hex' }) });
    expect(metrics['load.topShare']).toBe(1);
    expect(metrics['partition.hottest']).toBe(7);
  });

  // As texts the keys of a second, 3,000 to 3,999 say, lie next to each other, so their 1,000/s are on the 300/s of one range or two
  // at a time, though over the ten seconds every range has its turn.
  test('backfires on ascending keys: they are in one range at a time, wherever the boundaries are', () => {
    const keys = { kind: 'sequential', count: 10_000, prefix: 'event:' } as const;
    const limit = { ceiling: { reads: 300, writes: null }, ceilingDepthSeconds: 0.1 };
    const metrics = metricsOf({ ...eight, limit, workload: [metronome(1000, { keys })], plan: split({ by: 'keys' }) });
    expect(metrics['load.topShare']).toBeLessThan(0.2);
    expect(metrics['requests.failedShare']).toBeGreaterThan(0.5);
  });
});
