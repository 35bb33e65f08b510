import { describe, expect, test } from 'vitest';
import { build } from '../../../src/experiment/build.ts';
import type { RunResult } from '../../../src/experiment/result.ts';
import { run } from '../../../src/experiment/run.ts';
import { NullObserver } from '../../../src/model/observer.ts';
import type { Scenario } from '../../../src/scenario/scenario.ts';
import { GENERATED } from '../../support/generators.ts';
import { type Changes, lever, small, stream } from '../../support/small.ts';

/** Both operations, throttles, full queues and retries. */
const busy: Changes = {
  durationMs: 2000,
  limit: { ceiling: { reads: 300, writes: 150 }, ceilingDepthSeconds: 0.05 },
  partition: { servers: 2, queueCapacity: 3, serviceMeanMs: 6 },
  clients: { retry: { attempts: 3, baseMs: 20, capMs: null, jitter: 'full', quota: null } },
  workload: [
    stream(300, { reads: 0.5 }),
    stream(150, { name: 'rest', keys: { kind: 'uniform', count: 5, prefix: 'key:' }, reads: 0.6 }),
    stream(0, { name: 'echo', arrivals: null, follows: 'rest', reads: 0 }),
  ],
};

const cases: Readonly<Record<string, Changes>> = {
  'without network': busy,
  'over a network': { ...busy, store: { networkMs: 3 } },
  'while a partition stands still': {
    ...busy,
    faults: [{ kind: 'pause', atMs: 500, forMs: 300, key: 'celebrity', partition: null }],
  },
  'of histories': { ...busy, workload: [stream(300, { reads: 0.5, history: { lastMs: null, newest: 10 } })] },
  'of reads alone': { ...busy, workload: [stream(700)] },
};

/** Whether requests of a plan take the straight path. */
function isStraight({ model, plans, seed }: Scenario, plan: string): boolean {
  const chosen = plans.find(({ name }) => name === plan)!;
  return build({ model, plan: chosen, seed, replication: 0, observer: new NullObserver() }).shortcuts.straight;
}

const measured = ({ metrics, series, heat, histograms }: RunResult): string =>
  JSON.stringify({ metrics, series, heat, histograms });

describe('requests that go straight', () => {
  // The first lever is asked and says nothing, so that a row still is its own call; the second makes calls count who refers to them.
  const idle = [lever('rate-limit', { rate: 1000, keys: ['nobody'] }), lever('copies', { keys: ['nobody'] })];

  test.each(Object.entries(cases))('end as those that levers are asked about: %s', (_, changes) => {
    for (const joining of idle) {
      const scenario = small({ ...changes, plan: [joining] });
      expect([isStraight(scenario, 'none'), isStraight(scenario, GENERATED)]).toEqual([true, false]);
      expect(measured(run(scenario, GENERATED))).toBe(measured(run(scenario, 'none')));
    }
  });

  test('are throttled, find queues full and try again in what is compared', () => {
    const { metrics } = run(small(busy), 'none');
    expect(metrics['attempts.throttledShare']).toBeGreaterThan(0.05);
    expect(metrics['attempts.perRequest']).toBeGreaterThan(1.1);
    expect(metrics['requests.failedShare']).toBeGreaterThan(0.01);
  });

  test.each<[string, Changes]>([
    ['time-outs', { clients: { ...busy.clients, timeoutMs: 25 } }],
    ['deadlines', { clients: { ...busy.clients, deadlineMs: 25 } }],
    ['leaders', { cluster: {} }],
    ['idempotency keys', { store: { idempotency: { ttlMs: 100, units: 1 } } }],
  ])('are none where there are %s', (_, changes) => {
    expect(isStraight(small({ ...busy, ...changes }), 'none')).toBe(false);
  });
});
