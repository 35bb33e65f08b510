import { describe, expect, test } from 'vitest';
import { lever, metricsOf, metronome, stream } from '../support/small.ts';

const constant = { service: { kind: 'deterministic' } } as const;
/** Writes of one key every 10 ms, the first after one gap, for 9.995 s: 999 of them. */
const writes = { arrivals: { kind: 'even', steps: steps(100, 9995) }, reads: 0 } as const;

function steps(ratePerSecond: number, untilMs: number) {
  return [
    { fromMs: 0, ratePerSecond },
    { fromMs: untilMs, ratePerSecond: 0 },
  ];
}

/** What became of the writes: acknowledged, lost, applied again, failed. */
const fate = (metrics: Readonly<Record<string, number>>) => [
  metrics['ledger.acknowledged'],
  metrics['ledger.lost'],
  metrics['ledger.duplicated'],
  metrics['requests.failed'],
];

describe('write-coalescing', () => {
  // A batch opens at 10 ms and takes what comes until it leaves at 1010 ms; whether that of 1010 ms still gets on is a tie. The next opens one
  // or two writes later, so there are ten of them, each with 100 writes or 101.
  test('brings the writes of a window as one, and loses none', () => {
    const metrics = metricsOf({
      partition: constant,
      workload: [stream(0, writes)],
      plan: [lever('write-coalescing')],
    });
    expect(fate(metrics)).toEqual([999, 0, 0, 0]);
    expect([metrics['attempts.served'], metrics['bill.writeUnits']]).toEqual([10, 10]);
    expect(metrics['latencyMs.max']).toBe(0);
    expect(metrics['ledger.applyDelayMs.max']).toBeCloseTo(1001, 6);
    expect(metrics['bill.memoryEntries']).toBeLessThanOrEqual(2);
  });

  test('gathers in each app server apart, and each key apart', () => {
    const keys = { kind: 'sequential', count: 5, prefix: 'key:' } as const;
    const plan = [lever('write-coalescing', { window: 9000 })];
    const early = { ...writes, arrivals: { kind: 'even', steps: steps(100, 900) } } as const;
    const batches = (processes: number) =>
      metricsOf({ clients: { processes }, workload: [stream(0, { ...early, keys })], plan })['attempts.served'];
    expect([batches(1), batches(3)]).toEqual([5, 15]);
  });

  test('acknowledges what the store has, where it should: the first write of a batch waits longest', () => {
    const metrics = metricsOf({
      partition: constant,
      workload: [stream(0, writes)],
      plan: [lever('write-coalescing', { acknowledge: 'flushed' })],
    });
    expect(fate(metrics)).toEqual([999, 0, 0, 0]);
    expect(metrics['latencyMs.max']).toBeCloseTo(1001, 6);
    expect(Math.abs(metrics['latencyMs.mean']! - 501)).toBeLessThan(10);
  });

  // The writes of 10, 20, …, 550 ms.
  test.each([
    ['dies with its app server', {}, [999, 55, 0, 0]],
    ['comes back from a log', { wal: true }, [999, 0, 0, 0]],
    ['was not acknowledged', { acknowledge: 'flushed' }, [944, 0, 0, 55]],
  ])('what is in memory %s', (_, options, expected) => {
    const metrics = metricsOf({
      partition: constant,
      workload: [stream(0, writes)],
      faults: [{ kind: 'app-crash', atMs: 555, process: null }],
      plan: [lever('write-coalescing', options)],
    });
    expect(fate(metrics)).toEqual(expected);
  });

  test('of another app server stays', () => {
    const crash = (process: number | null) =>
      metricsOf({
        clients: { processes: 4 },
        workload: [stream(0, writes)],
        faults: [{ kind: 'app-crash', atMs: 555, process }],
        plan: [lever('write-coalescing')],
      })['ledger.lost']!;
    const each = [0, 1, 2, 3].map(crash);
    expect(each.every((lost) => lost > 0)).toBe(true);
    expect(each.reduce((a, b) => a + b)).toBe(crash(null));
  });

  // The first batch leaves at 1010 ms and is at the store until 1060 ms; its app server crashes at 1030 ms, and sends it again from its log at 2030 ms.
  test.each([
    ['twice without an id', { wal: true, idempotent: false }, 1],
    ['once with one', { wal: true, idempotent: true }, 0],
    ['once without a log', { idempotent: false }, 0],
  ])('a batch under way in a crash is applied %s', (_, options, duplicated) => {
    const metrics = metricsOf({
      partition: { ...constant, serviceMeanMs: 50 },
      workload: [stream(0, { ...writes, arrivals: { kind: 'even', steps: steps(100, 1005) } })],
      faults: [{ kind: 'app-crash', atMs: 1030, process: 0 }],
      plan: [lever('write-coalescing', options)],
    });
    expect(fate(metrics)).toEqual([100, 0, duplicated, 0]);
    expect(metrics['attempts.served']).toBe('wal' in options ? 2 : 1);
  });

  test('a log that is brought back twice is brought back', () => {
    const metrics = metricsOf({
      workload: [stream(0, writes)],
      faults: [500, 900, 1200].map((atMs) => ({ kind: 'app-crash', atMs, process: null })),
      plan: [lever('write-coalescing', { wal: true, idempotent: false })],
    });
    expect(fate(metrics)).toEqual([999, 0, 0, 0]);
  });

  test.each([true, false])('puts back what the store turns away, and loses nothing (idempotent: %s)', (idempotent) => {
    const metrics = metricsOf({
      limit: { ceiling: { reads: null, writes: 10 }, ceilingDepthSeconds: 0.2 },
      workload: [stream(0, { ...writes, keys: { kind: 'uniform', count: 5, prefix: 'key:' } })],
      plan: [lever('write-coalescing', { window: 800, idempotent })],
    });
    expect(metrics['attempts.throttled']).toBeGreaterThan(5);
    expect([metrics['ledger.duplicated'], metrics['requests.failed']]).toEqual([0, 0]);
    expect(metrics['ledger.lost']).toBe(0);
  });

  // A store that answers after its clients have gone: each batch is tried again, and has been applied by then.
  test.each([
    [true, (duplicated: number) => duplicated === 0],
    [false, (duplicated: number) => duplicated > 5],
  ])('in front of a store that answers too late (idempotent: %s)', (idempotent, isRight) => {
    const metrics = metricsOf({
      partition: { ...constant, serviceMeanMs: 30 },
      clients: { timeoutMs: 20 },
      workload: [stream(0, { ...writes, arrivals: { kind: 'even', steps: steps(100, 1005) } })],
      plan: [lever('write-coalescing', { window: 100, idempotent })],
    });
    expect([metrics['ledger.acknowledged'], metrics['ledger.lost']]).toEqual([100, 0]);
    expect(isRight(metrics['ledger.duplicated']!)).toBe(true);
  });

  test('backfires where keys are written rarely: everybody waits, and nothing is saved', () => {
    const changes = {
      workload: [metronome(50, { keys: { kind: 'sequential', count: 1000, prefix: 'key:' }, reads: 0 })],
    };
    const plan = [lever('write-coalescing', { acknowledge: 'flushed' })];
    const [none, waiting] = [metricsOf(changes), metricsOf({ ...changes, plan })];
    expect(waiting['bill.writeUnits']).toBe(none['bill.writeUnits']);
    expect(waiting['latencyMs.p50']).toBeGreaterThan(100 * none['latencyMs.p50']!);
  });
});
