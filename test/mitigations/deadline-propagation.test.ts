import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LAPSED } from '../../src/model/codes.ts';
import { GENERATED, plainScenarios } from '../support/generators.ts';
import { observe } from '../support/observe.ts';
import { lever, metricsOf, metronome } from '../support/small.ts';

const PLAN = [lever('deadline-propagation')];

describe('deadline-propagation', () => {
  // 100 requests a second of 5 ms each, ρ = 0.5; the server stands still for 2 s, and callers wait for 100 ms.
  const changes = {
    durationMs: 20_000,
    partition: { service: { kind: 'deterministic' }, serviceMeanMs: 5 },
    clients: { timeoutMs: 100 },
    workload: [metronome(100)],
    faults: [{ kind: 'pause', atMs: 5000, forMs: 2000, key: 'celebrity', partition: null }],
  } as const;

  // Those of the pause but for the last 100 ms of it are late either way: 190. Without it the backlog of 200 takes
  // 200 · 5 ms / (1 − ρ) = 2 s to do, and until it is down to the 20 that 100 ms hold, 1.8 s, another 180 are late.
  test('forgets a backlog that nobody waits for', () => {
    const [none, told] = [metricsOf(changes), metricsOf({ ...changes, plan: PLAN })];
    expect(none['requests.failed']).toBeGreaterThan(350);
    expect(none['requests.failed']).toBeLessThan(390);
    expect(told['requests.failed']).toBeGreaterThanOrEqual(190);
    expect(told['requests.failed']).toBeLessThan(215);
    expect(told['ledger.wasted']).toBeLessThan(none['ledger.wasted']! / 10);
  });

  // Under steady overload the first in line is always about to run out: it starts just in time and ends late.
  test('backfires first in, first out under lasting overload: what it starts is late', () => {
    const overload = { ...changes, faults: [], partition: { ...changes.partition, serviceMeanMs: 20 } };
    const [none, told] = [metricsOf(overload), metricsOf({ ...overload, plan: PLAN })];
    expect(told['requests.served']).toBeLessThan(20);
    expect(none['requests.served']).toBeLessThan(20);
    // With a margin of what serving takes, whatever is started is in time: 50 a second, as many as there is room for.
    const wise = metricsOf({ ...overload, plan: [lever('deadline-propagation', { margin: 20 })] });
    expect(wise['requests.served']).toBeGreaterThan(950);
  });

  test('does nothing where callers wait for ever', () => {
    const patient = { ...changes, clients: {} };
    expect(metricsOf({ ...patient, plan: PLAN })).toEqual(metricsOf(patient));
  });

  test('never starts an attempt whose time-out or deadline has passed while it waited', () => {
    let lapsed = 0;
    fc.assert(
      fc.property(plainScenarios(fc.constant(PLAN)), (scenario) => {
        const { events, config } = observe(scenario, GENERATED);
        const { timeoutMs, deadlineMs } = config.clients;
        const sentAt = new Map<number, number>();
        const bornAt = new Map<number, number>();
        for (const { kind, at, attempt, request, end } of events) {
          if (kind === 'offered') bornAt.set(request, at);
          if (kind === 'attempted') sentAt.set(attempt, at);
          if (kind === 'ended' && end === LAPSED) lapsed++;
          if (kind !== 'started') continue;
          if (timeoutMs !== null) expect(at).toBeLessThan(sentAt.get(attempt)! + timeoutMs);
          if (deadlineMs !== null) expect(at).toBeLessThan(bornAt.get(request)! + deadlineMs);
        }
      }),
      { seed: 4, numRuns: 100 },
    );
    expect(lapsed).toBeGreaterThan(0);
  });
});
