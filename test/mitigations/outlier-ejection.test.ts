import { describe, expect, test } from 'vitest';
import { lever, metricsOf, metronome } from '../support/small.ts';

/** A ceiling that saves up less than one unit: every attempt is throttled. Two partitions, of which one may be out. */
const hopeless = {
  durationMs: 200_000,
  store: { placement: { kind: 'range', boundaries: ['d'] } },
  limit: { ceiling: { reads: 1, writes: 1 }, ceilingDepthSeconds: 0.001 },
} as const;
const options = { most: 0.5, throttles: true } as const;
const both = [metronome(4), metronome(4, { name: 'other', keys: { kind: 'single', key: 'elsewhere' } })];

const reached = (metrics: Readonly<Record<string, number>>): number =>
  metrics['attempts.total']! - metrics['attempts.refused']!;

describe('outlier-ejection', () => {
  // Four calls a second. The fifth, at 1.25 s, puts it out for 30 s, until the sweep at 40 s; the fifth from then on, at 41 s, for 60 s until 110 s;
  // the fifth from then on, at 111 s, for 90 s, beyond the end.
  test('ejects after five errors in a row, for longer each time, until a sweep', () => {
    const plan = [lever('outlier-ejection', options)];
    expect(reached(metricsOf({ ...hopeless, workload: [metronome(4)], plan }))).toBe(15);
    const sooner = [lever('outlier-ejection', { ...options, errors: 2, base: 5000, longest: 5000, sweep: 1000 })];
    // Out at 0.5 s until 6 s, then at 6.25 s until 12 s, …, 192.25 s until 198 s, and at 198.25 s: 34 times.
    expect(reached(metricsOf({ ...hopeless, workload: [metronome(4)], plan: sooner }))).toBe(68);
  });

  test('takes a throttle for an answer unless it is told otherwise', () => {
    const plan = [lever('outlier-ejection', { ...options, throttles: false })];
    expect(metricsOf({ ...hopeless, workload: [metronome(4)], plan })['attempts.refused']).toBe(0);
  });

  // Until 39 s each is called 155 times, and nobody who is out comes back. The two are called at the same moments, the first one first.
  test('leaves in use what would be more than the share of them', () => {
    const changes = { ...hopeless, durationMs: 39_000, workload: both };
    const under = (given: object) =>
      reached(metricsOf({ ...changes, plan: [lever('outlier-ejection', { ...options, ...given })] }));
    expect(under({ most: 0.5 })).toBe(5 + 155);
    expect(under({ most: 1 })).toBe(5 + 5);
    expect(under({ most: 0.1 })).toBe(155 + 155);
    expect(under({ most: 0.1, alwaysOne: true })).toBe(5 + 155);
  });

  test('belongs to a client process, and a success in between starts the count afresh', () => {
    const plan = [lever('outlier-ejection', options)];
    const four = { ...hopeless, durationMs: 39_000, clients: { processes: 4 } };
    expect(reached(metricsOf({ ...four, workload: [metronome(4)], plan }))).toBe(4 * 5);
    // Four units a second for eight calls a second, saved up for one at the most: every other one is served.
    const half = { limit: { ceiling: { reads: 4, writes: 4 }, ceilingDepthSeconds: 0.25 }, durationMs: 39_000 };
    expect(metricsOf({ ...half, workload: [metronome(8)], plan })['attempts.refused']).toBe(0);
  });

  // Reads of eight copies on four partitions, of which one stands still from 1 s on: after five time-outs all go elsewhere.
  test('sends reads to other copies, where a key alone is refused', () => {
    const changes = {
      durationMs: 20_000,
      store: { partitions: 4 },
      clients: { timeoutMs: 100 },
      workload: [metronome(50)],
      faults: [{ kind: 'pause', atMs: 1000, forMs: 18_000, key: 'celebrity', partition: null }],
    } as const;
    const ejection = lever('outlier-ejection', { most: 0.25 });
    const alone = metricsOf({ ...changes, plan: [ejection] });
    expect(alone['requests.failed']).toBe(alone['attempts.refused']! + alone['attempts.timedOut']!);
    expect(alone['attempts.refused']).toBeGreaterThan(900);
    const where = metricsOf({ ...changes, plan: [lever('copies', { copies: 8 })] });
    const copied = metricsOf({ ...changes, plan: [lever('copies', { copies: 8 }), ejection] });
    expect(where['requests.failed']).toBeGreaterThan(50);
    expect(copied['attempts.refused']).toBe(0);
    // Up to five more are under way, at 50 a second and 100 ms, when the fifth in a row has timed out.
    expect(copied['requests.failed']).toBeLessThanOrEqual(10);
    expect(copied['requests.failed']).toBeGreaterThanOrEqual(5);
  });
});
