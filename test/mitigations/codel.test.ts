import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LAPSED } from '../../src/model/codes.ts';
import { GENERATED, plainScenarios } from '../support/generators.ts';
import { observe } from '../support/observe.ts';
import { lever, metricsOf, metronome, small } from '../support/small.ts';

/** Numbers from 1 of the requests that started and that were dropped, with the moment of the drop; one comes every 10 ms and takes 14.1 ms. */
function fateBy(order: 'fifo' | 'adaptive-lifo') {
  const scenario = small({
    durationMs: 250,
    partition: { service: { kind: 'deterministic' }, serviceMeanMs: 14.1 },
    workload: [metronome(100)],
    plan: [lever('codel', { short: 5, long: 100, order })],
  });
  const { events } = observe(scenario, GENERATED);
  return {
    started: events.filter(({ kind }) => kind === 'started').map(({ request }) => request + 1),
    dropped: events
      .filter(({ end, kind }) => kind === 'ended' && end === LAPSED)
      .map(({ request, at }) => [request + 1, at]),
  };
}

describe('codel', () => {
  // From the fourth request at 40 ms on somebody always waits (see adaptive-lifo), so who comes until 140 ms may wait for 100 ms, and who comes from 150 ms on for
  // 5 ms. The server turns to its next at 193.3 ms, the fourteenth, and at 207.4 ms: the fifteenth to the twentieth are over their time, nobody is
  // left, and the request of 210 ms goes into service as it comes.
  test('lets wait for long in a new queue, for short in a standing one', () => {
    const { started, dropped } = fateBy('fifo');
    expect(started.slice(12, 16)).toEqual([13, 14, 21, 22]);
    expect(dropped.slice(0, 7).map(([request]) => request)).toEqual([15, 16, 17, 18, 19, 20]);
    for (const [, at] of dropped.slice(0, 6)) expect(at).toBeCloseTo(207.4, 9);
  });

  // At 151 ms the newest is the fifteenth, a millisecond old, then the sixteenth at 165.1 ms, 5.1 ms old: it is dropped, and the next newest, the
  // fourteenth, may wait until 240 ms.
  test('takes the newest of a standing queue, where it is told to', () => {
    const { started, dropped } = fateBy('adaptive-lifo');
    expect(started.slice(9, 12)).toEqual([10, 15, 14]);
    expect(dropped[0]![0]).toBe(16);
    expect(dropped[0]![1]).toBeCloseTo(165.1, 9);
  });

  test('serves nobody who has waited for longer than it allows, and drops only those who have', () => {
    const [short, long] = [3, 40];
    let drops = 0;
    fc.assert(
      fc.property(plainScenarios(fc.constant([lever('codel', { short, long })])), (scenario) => {
        const { events, config } = observe(scenario, GENERATED);
        const came = new Map(events.filter(({ kind }) => kind === 'reached').map(({ attempt, at }) => [attempt, at]));
        for (const { kind, at, enteredAt, attempt, end } of events) {
          if (kind === 'started') expect(at - enteredAt).toBeLessThanOrEqual(long + 1e-9);
          if (kind !== 'ended' || end !== LAPSED) continue;
          drops++;
          expect(at - config.store.networkMs - came.get(attempt)!).toBeGreaterThan(short - 1e-9);
        }
      }),
      { seed: 5, numRuns: 40 },
    );
    expect(drops).toBeGreaterThan(50);
  });

  // A retry storm behind a stall: those who come again are dropped again, and the queue is short all the same.
  test('tells the caller, who may try again', () => {
    const metrics = metricsOf({
      durationMs: 5000,
      partition: { serviceMeanMs: 10 },
      workload: [metronome(150)],
      clients: { retry: { attempts: 2, baseMs: 20, capMs: null, jitter: 'full', quota: null } },
      plan: [lever('codel')],
    });
    expect(metrics['attempts.total']! - metrics['requests.offered']!).toBeGreaterThan(100);
    expect(metrics['attempts.lapsed']).toBe(metrics['attempts.total']! - metrics['requests.served']!);
    expect(metrics['waitMs.max']).toBeLessThanOrEqual(100);
  });
});
