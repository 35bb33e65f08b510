import { describe, expect, test } from 'vitest';
import { lever, metricsOf, metronome } from '../support/small.ts';

/** A ceiling that saves up less than one unit: every attempt is throttled. */
const hopeless = {
  durationMs: 200_000,
  limit: { ceiling: { reads: 1, writes: 1 }, ceilingDepthSeconds: 0.001 },
} as const;

const reached = (metrics: Readonly<Record<string, number>>): number =>
  metrics['attempts.total']! - metrics['attempts.refused']!;

describe('circuit-breaker', () => {
  // Ten calls a second for 200 s. The hundredth fails at 10 s and opens it until 70 s; ten probes take a second and open it again
  // until 131 s, then until 192 s; and ten more.
  test('judges by a hundred calls, is open for a minute, and probes with ten', () => {
    const metrics = metricsOf({ ...hopeless, workload: [metronome(10)], plan: [lever('circuit-breaker')] });
    expect(reached(metrics)).toBe(130);
  });

  test('never opens on what succeeds, nor below the share of failures', () => {
    expect(metricsOf({ workload: [metronome(50)], plan: [lever('circuit-breaker')] })['attempts.refused']).toBe(0);
    const half = {
      ...hopeless,
      workload: [metronome(10), metronome(10.1, { name: 'well', keys: { kind: 'single', key: 'elsewhere' } })],
    } as const;
    const well = { ...half, limit: { ceiling: { reads: 1, writes: null }, ceilingDepthSeconds: 1 } } as const;
    expect(reached(metricsOf({ ...well, plan: [lever('circuit-breaker', { failures: 1 })] }))).toBeGreaterThan(3500);
  });

  // A pause of 5 s: the queue of 50/s behind it is worked off at once, so the first probes succeed and it closes.
  test('closes when its probes succeed', () => {
    const changes = {
      durationMs: 60_000,
      clients: { timeoutMs: 500 },
      workload: [metronome(100)],
      faults: [{ kind: 'pause', atMs: 20_000, forMs: 5000, key: 'celebrity', partition: null }],
    } as const;
    const metrics = metricsOf({ ...changes, plan: [lever('circuit-breaker', { open: 10_000, calls: 20 })] });
    // It opens with the tenth failure among twenty, half a second and a tenth after the pause began, until 30.6 s.
    expect(Math.abs(metrics['requests.failed']! - (60 + 1000))).toBeLessThanOrEqual(60);
    const stuck = metricsOf({ ...changes, plan: [lever('circuit-breaker', { open: 60_000, calls: 20 })] });
    expect(stuck['requests.failed']).toBeGreaterThan(3900);
  });

  // A pause from 20 to 25 s. Ten wait, the node turns the others away, and the time-outs of the ten open it until 22.6 s. The one probe is turned
  // away, too, which says nothing of the store: the next call is the probe, and so on, until those of 25 s find room. 100/s for 5 s.
  test('gives back the turn of a probe that did not get to the store', () => {
    const metrics = metricsOf({
      durationMs: 60_000,
      clients: { timeoutMs: 500 },
      workload: [metronome(100)],
      faults: [{ kind: 'pause', atMs: 20_000, forMs: 5000, key: 'celebrity', partition: null }],
      plan: [
        lever('circuit-breaker', { open: 2000, calls: 20, probes: 1 }),
        lever('load-shedding', { site: 'node', signal: 'length', maxLength: 10 }),
      ],
    });
    expect(Math.abs(metrics['requests.failed']! - 500)).toBeLessThanOrEqual(5);
  });

  test('belongs to a client, and to a partition where it is told to', () => {
    const workload = [metronome(10), metronome(10, { name: 'well', keys: { kind: 'single', key: 'elsewhere' } })];
    const changes = {
      ...hopeless,
      workload,
      store: { placement: { kind: 'range', boundaries: ['d'] } },
      limit: { ceiling: { reads: 1, writes: 1 }, ceilingDepthSeconds: 0.001 },
    } as const;
    const separate = reached(metricsOf({ ...changes, plan: [lever('circuit-breaker', { per: 'partition' })] }));
    expect(separate).toBe(260);
    const four = { ...changes, clients: { processes: 4 } };
    expect(reached(metricsOf({ ...four, plan: [lever('circuit-breaker')] }))).toBeGreaterThan(400);
  });

  // The twentieth of ten calls a second opens it at 2 s; one probe every 5 s, from 7 s to 197 s, opens it again: 20 + 39.
  test('as hystrix judges by twenty calls in ten seconds, is open for five, and probes with one', () => {
    const plan = [lever('circuit-breaker', { preset: 'hystrix' })];
    expect(reached(metricsOf({ ...hopeless, workload: [metronome(10)], plan }))).toBe(59);
    // Eighteen calls in ten seconds are too few to judge by, and own numbers go before those of the preset.
    expect(metricsOf({ ...hopeless, workload: [metronome(1.8)], plan })['attempts.refused']).toBe(0);
    const sooner = [lever('circuit-breaker', { preset: 'hystrix', calls: 10, open: 100_000 })];
    expect(reached(metricsOf({ ...hopeless, workload: [metronome(1.8)], plan: sooner }))).toBe(11);
  });
});
