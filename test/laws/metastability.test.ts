/**
 * A pause and a retry: above μ/(m + 1) the retries keep a store down for good, below it they do not (P.M1, P.M2).
 *
 * Bronson et al., HotOS 2021: one FIFO queue, μ = 300/s, clients that give up after T = 1 s and try once more at once (m = 1), abandoned work is done all
 * the same; ten seconds of pause. While every answer comes too late each request is sent twice: 2λ come and μ are done.
 *
 * λ = 280: 560 > 300, so the queue grows without end, attempts come at 2λ = 560/s and nobody is served in time.
 * λ = 140: 280 < 300. The pause leaves 1,400 first tries and, from its first second on, 9 · 140 second ones: 2,660. At 20/s more than what comes that is
 * below T·μ = 300, a wait that somebody survives, after 2,360/20 = 118 s; then retries end, and the rest is gone in 300/160 = 2 s. The walk has a variance of 580/s:
 * √(580 · 118)/20 = 13 s a run, 6 s for the mean of five, so it lies between 85 s and 140 s by 3.5 deviations.
 */
import { expect, it } from 'vitest';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { expectRelative } from '../support/relative.ts';
import { replicate } from '../support/replicate.ts';
import { scenarioOf } from '../support/scenario.ts';

function pausedAt(ratePerSecond: number): Scenario {
  const scenario = scenarioOf({
    durationMs: 250_000,
    warmupMs: 0,
    windows: { before: [10_000, 30_000], heat: [30_000, 40_000], late: [200_000, 250_000] },
    partition: { serviceMeanMs: 1000 / 300 },
    clients: { timeoutMs: 1000, retry: { attempts: 2, baseMs: 0, capMs: null, jitter: 'none', quota: null } },
    workload: { ratePerSecond },
  });
  const faults = [{ kind: 'pause', atMs: 30_000, forMs: 10_000, key: 'key', partition: null }] as const;
  return { ...scenario, model: { ...scenario.model, faults } };
}

it('never recovers where two tries of everything are more than the store can do (P.M1)', () => {
  const result = replicate(pausedAt(280), 'none', 1);
  expect(result.mean('before:requests.failedShare')).toBeLessThan(0.01);
  expectRelative(
    (result.mean('late:attempts.perRequest') * result.mean('late:requests.offered')) / 50,
    560,
    0.03,
    'offered',
  );
  expect(result.mean('late:goodput.perSecond') / 280).toBeLessThan(0.01);
});

it('recovers where two tries of everything fit (P.M2)', () => {
  const result = replicate(pausedAt(140));
  expect(result.mean('recovery.seconds')).toBeGreaterThan(85);
  expect(result.mean('recovery.seconds')).toBeLessThan(140);
  expect(result.mean('late:requests.failedShare')).toBeLessThan(0.01);
});
