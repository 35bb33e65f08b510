import { describe, expect, test } from 'vitest';
import {
  OUTCOME_DROPPED,
  OUTCOME_EXPIRED,
  OUTCOME_NAMES,
  OUTCOME_SERVED,
  SERVED,
  TIMED_OUT,
} from '../../src/model/codes.ts';
import type { ClientConfig } from '../../src/model/config.ts';
import type { LoggedEvent } from '../support/event-log.ts';
import { observe } from '../support/observe.ts';
import { type Changes, metronome, small } from '../support/small.ts';

const again = { attempts: 3, baseMs: 7, capMs: null, jitter: 'none', quota: null } as const;

/** The life of one write, sent at 1 s to a store that takes 20 ms, a hop of 1 ms away. */
function life(clients: Partial<ClientConfig>): readonly LoggedEvent[] {
  return observe(
    small({
      durationMs: 1500,
      store: { networkMs: 1 },
      partition: { service: { kind: 'deterministic' }, serviceMeanMs: 20, servers: 5 },
      clients,
      workload: [metronome(1, { reads: 0 })],
    }),
    'none',
  ).events;
}

const settled = (events: readonly LoggedEvent[]): string[] =>
  events.filter(({ kind }) => kind === 'settled').map(({ at, end }) => `${OUTCOME_NAMES[end as 0]} ${at - 1000}`);
const ends = (events: readonly LoggedEvent[]): number[][] =>
  events.filter(({ kind }) => kind === 'ended').map(({ at, end }) => [at - 1000, end]);

describe('a client', () => {
  test('waits as long as it takes without a limit', () => {
    expect(settled(life({}))).toEqual([`${OUTCOME_NAMES[OUTCOME_SERVED]} 22`]);
  });

  test('gives up an attempt at its time-out, and the store works on for nobody', () => {
    const events = life({ timeoutMs: 21 });
    expect(settled(events)).toEqual([`${OUTCOME_NAMES[OUTCOME_DROPPED]} 21`]);
    expect(ends(events)).toEqual([[21, TIMED_OUT]]);
    expect(events.filter(({ kind }) => kind === 'wasted').map(({ at }) => at - 1000)).toEqual([22]);
  });

  test('tries again after its back-off, with a time-out for each attempt', () => {
    const events = life({ timeoutMs: 21, retry: again });
    // Attempts at 0, 21 + 7 = 28 and 49 + 14 = 63, each given up after 21 ms.
    expect(events.filter(({ kind }) => kind === 'attempted').map(({ at }) => at - 1000)).toEqual([0, 28, 63]);
    expect(ends(events)).toEqual([
      [21, TIMED_OUT],
      [49, TIMED_OUT],
      [84, TIMED_OUT],
    ]);
    expect(settled(events)).toEqual([`${OUTCOME_NAMES[OUTCOME_DROPPED]} 84`]);
  });

  test('gives up the request at its deadline, whatever its attempts do', () => {
    const events = life({ deadlineMs: 40, timeoutMs: 21, retry: again });
    expect(settled(events)).toEqual([`${OUTCOME_NAMES[OUTCOME_EXPIRED]} 40`]);
    expect(events.filter(({ kind }) => kind === 'attempted')).toHaveLength(2);
    expect(events.filter(({ kind }) => kind === 'wasted')).toHaveLength(2);
  });

  test('a deadline in the middle of a back-off ends it', () => {
    const events = life({ deadlineMs: 25, timeoutMs: 21, retry: again });
    expect(settled(events)).toEqual([`${OUTCOME_NAMES[OUTCOME_EXPIRED]} 25`]);
    expect(events.filter(({ kind }) => kind === 'attempted')).toHaveLength(1);
  });

  test('an answer at the last moment counts, for the attempt and for the request', () => {
    expect(ends(life({ timeoutMs: 22.001, deadlineMs: 22.002 }))).toEqual([[22, SERVED]]);
  });
});

describe('the demand that a request carries', () => {
  const demands = (changes: Changes): number[] => {
    const workload = [metronome(1)];
    const { events } = observe(small({ durationMs: 1500, workload, ...changes }), 'none');
    const [sent] = events.filter(({ kind }) => kind === 'offered');
    return [sent!.demand, ...events.filter(({ kind }) => kind === 'attempted').map(({ demand }) => demand)];
  };

  test('is kept by a try that follows a throttle: the store has not seen it yet', () => {
    const [sent, ...tries] = demands({
      limit: { ceiling: { reads: 0.1, writes: null }, ceilingDepthSeconds: 1 },
      clients: { retry: again },
    });
    expect(tries).toEqual([sent, sent, sent]);
  });

  test('is spent by a time-out: each further try has a demand of its own', () => {
    const [sent, ...tries] = demands({
      partition: { serviceMeanMs: 1000 },
      clients: { timeoutMs: 0.001, retry: again },
    });
    expect(tries[0]).toBe(sent);
    expect(new Set(tries).size).toBe(3);
  });
});
