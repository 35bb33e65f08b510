import { describe, expect, test } from 'vitest';
import { hedging } from '../../src/mitigations/hedging.ts';
import { SERVED, TIMED_OUT, TURNED_AWAY } from '../../src/model/codes.ts';
import type { LoggedEvent } from '../support/event-log.ts';
import { GENERATED } from '../support/generators.ts';
import { observe } from '../support/observe.ts';
import { type Changes, lever, metricsOf, metronome, small, stream } from '../support/small.ts';

/** One call a second, from 1 s on, of 20 ms each on one server a hop of 1 ms away, with a second attempt after 5 ms. */
const slow = {
  durationMs: 1500,
  store: { networkMs: 1 },
  partition: { service: { kind: 'deterministic' }, serviceMeanMs: 20 },
  workload: [metronome(1)],
} as const;

const life = (changes: Changes): readonly LoggedEvent[] => observe(small({ ...slow, ...changes }), GENERATED).events;
const at = (events: readonly LoggedEvent[], wanted: LoggedEvent['kind']): string[] =>
  events
    .filter(({ kind }) => kind === wanted)
    .map((event) => `${event.at - 1000}${wanted === 'ended' ? `:${event.end}` : ''}`);

describe('hedging', () => {
  test('sends a second attempt after the wait, and a loser whose turn came at once is served in vain', () => {
    const events = life({ plan: [lever('hedging', { after: 5 })] });
    expect(at(events, 'attempted')).toEqual(['0', '5']);
    // Answered at 1 + 20 + 1, and the partition knows at 23; but its server turned to the other one at 21.
    expect(at(events, 'ended')).toEqual([`22:${SERVED}`, `22:${TURNED_AWAY}`]);
    expect(at(events, 'settled')).toEqual(['22']);
    expect([at(events, 'started'), at(events, 'wasted')]).toEqual([['1', '21'], ['42']]);
  });

  // Two calls at once: A, B, then A' and B' behind them. By the time of A', at 41, its partition knows that A was answered at 22; of B it knows at 43.
  test('a loser that still waits is left out', () => {
    const second = metronome(0, { name: 'second', arrivals: null, follows: 'stream' });
    const events = life({ workload: [metronome(1), second], plan: [lever('hedging', { after: 5 })] });
    expect(at(events, 'started')).toEqual(['1', '21', '41']);
    expect(at(events, 'ended')).toEqual([`22:${SERVED}`, `22:${TURNED_AWAY}`, `42:${SERVED}`, `42:${TURNED_AWAY}`]);
    expect(at(events, 'wasted')).toEqual(['62']);
  });

  test('sends none to a call that is answered in time, nor after its deadline', () => {
    expect(at(life({ plan: [lever('hedging', { after: 22.5 })] }), 'attempted')).toEqual(['0']);
    const late = life({ clients: { deadlineMs: 4 }, plan: [lever('hedging', { after: 5 })] });
    expect(at(late, 'attempted')).toEqual(['0']);
  });

  test('a call fails when both attempts have, and is tried again as often as without', () => {
    const clients = {
      timeoutMs: 10,
      retry: { attempts: 2, baseMs: 3, capMs: null, jitter: 'none', quota: null },
    } as const;
    const events = life({ clients, plan: [lever('hedging', { after: 5 })] });
    // 0 and 5, given up at 10 and 15; back-off until 18; 18 and 23, given up at 28 and 33.
    expect(at(events, 'attempted')).toEqual(['0', '5', '18', '23']);
    expect(at(events, 'ended')).toEqual([10, 15, 28, 33].map((ms) => `${ms}:${TIMED_OUT}`));
    expect(at(events, 'settled')).toEqual(['33']);
  });

  test('goes to another copy where there are copies, and there it is first', () => {
    const workload = [metronome(1, { keys: { kind: 'single', key: 'celebrity' } })];
    const store = { networkMs: 1, partitions: 2, placement: { kind: 'range', boundaries: ['celebrity#1'] } } as const;
    const events = life({ store, workload, plan: [lever('copies', { copies: 2 }), lever('hedging', { after: 5 })] });
    const parts = events.filter(({ kind }) => kind === 'started').map(({ part }) => part);
    expect(new Set(parts).size).toBe(2);
    expect(at(events, 'started')).toEqual(['1', '6']);
  });

  test('takes no more than its cap in the long run', () => {
    const changes = {
      ...slow,
      durationMs: 100_000,
      partition: { ...slow.partition, servers: 1000 },
      workload: [metronome(50)],
    };
    const attempts = (cap: number) =>
      metricsOf({ ...changes, plan: [lever('hedging', { after: 5, cap })] })['attempts.total']!;
    const offered = metricsOf(changes)['requests.offered']!;
    expect(Math.abs(attempts(0.1) - (1.1 * offered + 10))).toBeLessThanOrEqual(2);
    expect(attempts(1)).toBe(2 * offered);
    expect(attempts(0)).toBe(offered + 10);
  });

  // Uniform shares: with a percentile of 95 % about one call in twenty is slower than the last window's.
  test.each([true, false])('finds its wait by the percentile, losers called off or not: %s', (cancel) => {
    const changes = {
      durationMs: 60_000,
      partition: { servers: 64 },
      workload: [stream(500)],
      plan: [lever('hedging', { cancel, window: 2000, cap: 1 })],
    } as const;
    const metrics = metricsOf(changes);
    const extra = metrics['attempts.total']! / metrics['requests.offered']! - 1;
    expect(Math.abs(extra - 0.05)).toBeLessThan(0.006);
  });

  test('hedged writes are applied twice, and only where it is told to hedge them', () => {
    const writes = { ...slow, partition: { ...slow.partition, servers: 2 }, workload: [metronome(1, { reads: 0 })] };
    const reads = metricsOf({ ...writes, plan: [lever('hedging', { after: 5 })] });
    expect([reads['attempts.total'], reads['ledger.duplicated']]).toEqual([1, 0]);
    const all = metricsOf({ ...writes, plan: [lever('hedging', { after: 5, of: 'all' })] });
    expect([all['attempts.total'], all['ledger.duplicated']]).toEqual([2, 1]);
  });

  // The whole load twice, at ρ = .7 without it: the same servers cannot do it.
  test('backfires under load: a wait that most calls exceed doubles what the store is asked for', () => {
    const changes = { durationMs: 10_000, clients: { deadlineMs: 1000 }, workload: [stream(700)] };
    const none = metricsOf(changes);
    const eager = metricsOf({ ...changes, plan: [lever('hedging', { after: 0.1, cap: 1, cancel: false })] });
    expect(none['requests.failed']).toBe(0);
    expect(eager['requests.failedShare']).toBeGreaterThan(0.2);
  });

  test('objects to a percentile beside a fixed wait', () => {
    const { options } = lever('hedging', { after: 5 });
    expect(hedging.objection!(options as never, new Set(['after', 'percentile']))).toMatchObject({
      option: 'percentile',
    });
    expect(hedging.objection!(options as never, new Set(['after', 'cap']))).toBeNull();
  });
});
