import { describe, expect, test } from 'vitest';
import { SERVED, THROTTLED } from '../../src/model/codes.ts';
import type { LoggedEvent } from '../support/event-log.ts';
import { GENERATED } from '../support/generators.ts';
import { observe } from '../support/observe.ts';
import { type Changes, lever, metricsOf, metronome, small, stream } from '../support/small.ts';

/** Writes at 100, 200, … 700 ms, of 10 ms each, on one server a hop of 1 ms away; half of their work is common. */
const slow = {
  durationMs: 750,
  store: { networkMs: 1 },
  partition: { service: { kind: 'deterministic' }, serviceMeanMs: 10 },
  workload: [metronome(10, { reads: 0 })],
} as const;

const life = (changes: Changes): readonly LoggedEvent[] => observe(small({ ...slow, ...changes }), GENERATED).events;
const at = (events: readonly LoggedEvent[], wanted: LoggedEvent['kind']): number[] =>
  events.filter(({ kind }) => kind === wanted).map((event) => Math.round(1e6 * event.at) / 1e6);

describe('batching', () => {
  test('sends a batch when its first has waited, and answers all of it with the last', () => {
    const events = life({ plan: [lever('batching', { linger: 250 })] });
    expect(at(events, 'attempted')).toEqual([100, 200, 300, 400, 500, 600, 700]);
    expect(at(events, 'reached')).toEqual([351, 351, 351, 651, 651, 651, 951]);
    // The first takes 10 ms, every other 5.
    expect(at(events, 'started')).toEqual([351, 361, 366, 651, 661, 666, 951]);
    expect(at(events, 'settled')).toEqual([372, 372, 372, 672, 672, 672, 962]);
  });

  test('sends it at once when it is full', () => {
    const events = life({ plan: [lever('batching', { linger: 700, size: 3, overhead: 1 })] });
    expect(at(events, 'reached')).toEqual([301, 301, 301, 601, 601, 601, 1401]);
    expect(at(events, 'settled').slice(0, 6)).toEqual([312, 312, 312, 612, 612, 612]);
  });

  test('collects by operation, by partition and by process', () => {
    const same = lever('batching', { linger: 100, size: 2, of: 'all' });
    const pairs = (changes: Changes) => at(life({ durationMs: 150, plan: [same], ...changes }), 'reached')[0];
    const two = (changes: Parameters<typeof metronome>[1]) => [
      metronome(10, { reads: 0 }),
      metronome(10, { name: 'two', reads: 0, ...changes }),
    ];
    expect(pairs({ workload: two({}) })).toBe(101);
    expect(pairs({ workload: two({ reads: 1 }) })).toBe(201);
    const apart = { networkMs: 1, placement: { kind: 'range', boundaries: ['d'] } } as const;
    const far = { kind: 'single', key: 'elsewhere' } as const;
    expect(pairs({ store: apart, workload: two({ keys: far }) })).toBe(201);
    expect(pairs({ clients: { processes: 1000 }, workload: two({}) })).toBe(201);
    expect(pairs({ workload: two({}), plan: [lever('batching', { linger: 100, of: 'reads' })] })).toBe(101);
  });

  // One unit every 250 ms and one saved up: of three in a batch one is let in, and the answer that says so comes when it has been served.
  test('charges every item, and what is turned away is tried again by itself', () => {
    const limit = { ceiling: { reads: null, writes: 4 }, ceilingDepthSeconds: 0.25 };
    const retry = { attempts: 2, baseMs: 50, capMs: null, jitter: 'none', quota: null } as const;
    const changes = { durationMs: 350, limit, plan: [lever('batching', { linger: 250 })] };
    const ended = life({ ...changes, clients: { retry } }).filter(({ kind }) => kind === 'ended');
    expect(ended.slice(0, 3).map(({ at: ms, end }) => [Math.round(ms), end])).toEqual([
      [362, SERVED],
      [362, THROTTLED],
      [362, THROTTLED],
    ]);
    const metrics = metricsOf({ ...slow, ...changes });
    expect([metrics['requests.served'], metrics['bill.writeUnits']]).toEqual([1, 1]);
    expect(ended.slice(3).map(({ end }) => end)).toEqual([SERVED, THROTTLED]);
  });

  // Twenty in a batch take 10 + 19 · 5 = 105 ms, longer than the time-out: each is applied, given up and sent again.
  test('a batch that takes longer than the time-out is written again', () => {
    const retry = { attempts: 2, baseMs: 1, capMs: null, jitter: 'none', quota: null } as const;
    const workload = [stream(100, { reads: 0 })];
    const changes = { ...slow, durationMs: 5000, clients: { timeoutMs: 90, retry }, workload } as const;
    const metrics = metricsOf({ ...changes, plan: [lever('batching', { size: 20, linger: 1000 })] });
    expect(metrics['ledger.duplicated']).toBeGreaterThan(0.9 * metrics['requests.offered']!);
    expect(metrics['requests.served']).toBeLessThan(20);
    const known = [lever('batching', { size: 20, linger: 1000 }), lever('idempotency-keys', { ttl: 60_000 })];
    expect(metricsOf({ ...changes, plan: known })['ledger.duplicated']).toBe(0);
  });

  // F.C7: 72,000/s alone, 403,000/s with sixteen in a pipeline; the work of each is scaled up a thousandfold. Sixteen take 1 + 15 · 12 % = 2.8 calls' work:
  // 16 / 2.8 = 5.7 times as fast, as measured 5.6.
  test('of 88 % overhead and sixteen calls is as fast as a pipeline of Redis', () => {
    const changes = {
      durationMs: 20_000,
      partition: { service: { kind: 'deterministic' }, serviceMeanMs: 1000 / 72 },
      clients: { deadlineMs: 500 },
      workload: [metronome(403, { reads: 0 })],
    } as const;
    const plan = [lever('batching', { size: 16, overhead: 0.88, linger: 100 })];
    const metrics = metricsOf({ ...changes, plan });
    expect(metrics['partition.hottestUtilisation']).toBeCloseTo((403 / 72) * (2.8 / 16), 1.5);
    expect(metrics['requests.failedShare']).toBe(0);
  });

  // Nobody answers what the edge of the partition drops; the others of the batch are told all the same.
  test('does not wait for one that is dropped without a word', () => {
    const shedding = lever('load-shedding', { site: 'node', signal: 'length', maxLength: 0, answer: 'silent' });
    const clients = { timeoutMs: 200 };
    const events = life({ clients, durationMs: 350, plan: [lever('batching', { linger: 250 }), shedding] });
    expect(at(events, 'bounced')).toEqual([351]);
    expect(at(events, 'settled').sort((a, b) => a - b)).toEqual([367, 367, 550]);
  });
});
