/** How soon counters find a hot key, what local thresholds never find, and what a log that is written once a second loses. */
import { describe, expect, test } from 'vitest';
import { build } from '../../src/experiment/build.ts';
import { NullObserver } from '../../src/model/observer.ts';
import { type Changes, lever, metricsOf, metronome, small } from '../support/small.ts';

const CELEBRITY = { kind: 'single', key: 'celebrity' } as const;
const changes = (perSecond: number, processes: number): Changes => ({
  durationMs: 20_000,
  store: { partitions: 16 },
  partition: { service: { kind: 'deterministic' }, serviceMeanMs: 0.01 },
  clients: { processes },
  workload: [metronome(perSecond, { keys: CELEBRITY, reads: 0 })],
});
const detect = (options: Parameters<typeof lever>[1]) =>
  lever('salt-registry', { keys: ['celebrity'], salts: 64, lookup: 0.001, poll: 1, handle: 0.001, ...options });

// A step from 0 to X: the average of time constant τ is X(1 − e^(−t/τ)), which passes θ at τ·ln(X/(X − θ)); a window of W that
// holds X·t writes passes θ at W·θ/X. With X = 4,000/s, θ = 1,000/s, τ = W = 10 s: 2.877 s and 2.5 s (P.D1).
describe('a key that is written to 4,000 times a second from one moment to the next', () => {
  test.each([
    ['ewma', 10 * Math.log(4 / 3)],
    ['sliding', 2.5],
    ['fixed', 2.5],
  ])('is found in time by one app server: %s', (kind, seconds) => {
    const found = metricsOf({ ...changes(4000, 1), plan: [detect({ detect: kind })] })['control.firstRaiseSeconds']!;
    expect(found / seconds).toBeGreaterThan(0.99);
    expect(found / seconds).toBeLessThan(1.01);
  });

  // Ten servers see 400/s each, give or take chance, and multiply by ten.
  test('is found by ten that multiply, a little sooner, as the first of ten noisy counts decides', () => {
    const found = metricsOf({ ...changes(4000, 10), plan: [detect({ detect: 'sliding' })] })[
      'control.firstRaiseSeconds'
    ]!;
    expect(found).toBeGreaterThan(2.1);
    expect(found).toBeLessThan(2.5);
  });
});

// P.D3: of λ a second each of m servers sees λ/m, and compares that with θ. Chance moves a count of thousands by a few per cent.
test('a local threshold is passed if and only if a server’s own share is above it', () => {
  const reports = (perSecond: number, servers: number) =>
    metricsOf({ ...changes(perSecond, servers), plan: [detect({ detect: 'sliding', view: 'local', threshold: 100 })] })[
      'control.reports'
    ]!;
  for (const servers of [1, 2, 5, 10]) {
    expect(reports(88 * servers, servers)).toBe(0);
    expect(reports(112 * servers, servers)).toBeGreaterThan(0);
  }
});

// Every key's first write makes an entry, 200 a second. The log has those up to the last full second: a crash at a uniform moment
// loses 200 · U, 100 in the mean and never more than 200. The mean of 1,000 has a standard error of 200/√12/√1000 = 1.8 (P.O6).
test('a log that is written once a second loses 100 entries of 200 a second in the mean, 200 at most', () => {
  const eager = { detect: 'fixed', threshold: 0.001, ceiling: 0.001, start: 1, replay: 1 };
  const lost = Array.from({ length: 1000 }, (_, k) => {
    const scenario = small({
      ...changes(200, 1),
      durationMs: 2100,
      workload: [metronome(200, { keys: { kind: 'sequential', count: 500, prefix: 'k' }, reads: 0 })],
      faults: [{ kind: 'registry-crash', atMs: 1000 + k }],
      plan: [lever('salt-registry', { keys: ['k*'], lookup: 0.001, poll: 1, handle: 0.001, ...eager })],
    });
    const observer = new NullObserver();
    const simulation = build({ model: scenario.model, plan: scenario.plans[1]!, seed: '1', replication: 0, observer });
    simulation.run();
    return simulation.levers[0]!.control!()!.lostEntries;
  });
  const mean = lost.reduce((total, n) => total + n, 0) / lost.length;
  expect(mean).toBeGreaterThan(94);
  expect(mean).toBeLessThan(106);
  expect(Math.max(...lost)).toBeLessThanOrEqual(200);
  expect(Math.max(...lost)).toBeGreaterThan(190);
});
