import { describe, expect, test } from 'vitest';
import { retryBudget } from '../../src/mitigations/retry-budget.ts';
import { OUTCOME_EXPIRED } from '../../src/model/codes.ts';
import { GENERATED } from '../support/generators.ts';
import { observe } from '../support/observe.ts';
import { lever, metricsOf, metronome, small, stream } from '../support/small.ts';

/** A ceiling that saves up less than one unit: every attempt is throttled. */
const hopeless = {
  limit: { ceiling: { reads: 1, writes: 1 }, ceilingDepthSeconds: 0.001 },
  workload: [stream(200)],
} as const;
const retries = lever('retry', { attempts: 3, base: 1, jitter: 'none' });

const extra = (metrics: Readonly<Record<string, number>>): number =>
  metrics['attempts.total']! - metrics['requests.offered']!;

describe('retry-budget', () => {
  // Every call fails for good, so all that comes in goes out again: depth + ratio · first tries, but for the last token
  // that is not yet whole, and the first deposits, for which the full purse has no room.
  test.each([
    [0.1, 5],
    [0.5, 20],
    [0, 7],
  ])('allows a share of %d of the first tries and %i saved up', (ratio, depth) => {
    const metrics = metricsOf({ ...hopeless, plan: [retries, lever('retry-budget', { ratio, depth })] });
    const allowed = depth + ratio * metrics['requests.offered']!;
    expect(extra(metrics)).toBeLessThanOrEqual(allowed);
    expect(extra(metrics)).toBeGreaterThanOrEqual(allowed - 2);
  });

  test('without it every call is tried thrice', () => {
    const metrics = metricsOf({ ...hopeless, plan: [retries] });
    expect(metrics['attempts.perRequest']).toBe(3);
  });

  test('belongs to a process: more processes, more saved up', () => {
    const changes = { ...hopeless, plan: [retries, lever('retry-budget', { ratio: 0, depth: 5 })] };
    expect(extra(metricsOf({ ...changes, clients: { processes: 4 } }))).toBe(20);
  });

  test('a call that has no tries left takes nothing from the budget', () => {
    const plan = [lever('retry', { attempts: 1 }), lever('retry-budget', { ratio: 0, depth: 5 })];
    expect(extra(metricsOf({ ...hopeless, plan }))).toBe(0);
    const twice = [lever('retry', { attempts: 2, base: 1 }), lever('retry-budget', { ratio: 0, depth: 5 })];
    expect(extra(metricsOf({ ...hopeless, plan: twice }))).toBe(5);
  });

  // Every second request finds the server taken and one retry would cure it: n of 2n need one, and 0.1 · 2n + 5 have it.
  test('backfires when failures are many and curable', () => {
    const changes = {
      durationMs: 20_000,
      partition: { service: { kind: 'deterministic' }, serviceMeanMs: 10, queueCapacity: 0 },
      workload: [metronome(10), metronome(0, { name: 'second', arrivals: null, follows: 'stream' })],
    } as const;
    const cure = lever('retry', { attempts: 2, base: 20, jitter: 'none' });
    expect(metricsOf({ ...changes, plan: [cure] })['requests.failed']).toBe(0);
    const rationed = metricsOf({ ...changes, plan: [cure, lever('retry-budget')] });
    const uncured = 199 - (0.1 * 398 + 5);
    expect(Math.abs(rationed['requests.failed']! - uncured)).toBeLessThanOrEqual(2);
  });

  test('objects to an option that its rule has no number for', () => {
    const { objection } = retryBudget;
    const { options } = lever('retry-budget', { preset: 'grpc', floor: 5 });
    expect(objection!(options as never, new Set(['preset', 'floor']))).toMatchObject({ option: 'floor' });
    expect(objection!(options as never, new Set(['preset', 'ratio', 'depth']))).toBeNull();
  });

  // Four retries wait a second each and their requests give up after 10 ms: the three that are allowed at a time are free again for others.
  test('a retry whose request has ended in the meantime does not count against the ones at a time', () => {
    const plan = [
      lever('retry', { preset: 'none', attempts: 2, base: 1000 }),
      lever('retry-budget', { preset: 'envoy', ratio: 0 }),
    ];
    const patient = metricsOf({ ...hopeless, durationMs: 900, plan });
    expect(extra(patient)).toBe(3);
    const clients = { deadlineMs: 10 };
    const { events } = observe(small({ ...hopeless, durationMs: 900, clients, plan }), GENERATED);
    const outcomes = events.filter(({ kind }) => kind === 'settled').map(({ end }) => end);
    expect(outcomes.filter((end) => end === OUTCOME_EXPIRED).length).toBeGreaterThan(50);
  });
});
