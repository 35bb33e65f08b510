/**
 * Auto-scaling against arithmetic, on a table that is asked for more than it has.
 *
 * A look sees what was let in, so that a table of r units a second that is spent throughout is seen to use r. With a target of a the next
 * step is r/a, and so on: after k steps r/a^k. A step takes m looks of T above the target and a delay D; a look whose time saw the change does not
 * count, so that the k-th step is in force at k·(m·T + D) when the looks come every T and D is a multiple of it.
 */
import { describe, expect, test } from 'vitest';
import type { RunResult } from '../../src/experiment/result.ts';
import { run } from '../../src/experiment/run.ts';
import type { ThroughputConfig } from '../../src/model/config.ts';
import { resolveBilling } from '../../src/scenario/resolve/billing.ts';
import { GENERATED } from '../support/generators.ts';
import { type Changes, lever, metronome, small } from '../support/small.ts';

const R = 20;
const TARGET = 0.5;
const EVERY = 500;
const OUT_AFTER = 2;
const DELAY = 500;
const STEP = OUT_AFTER * EVERY + DELAY;

const throughput: ThroughputConfig = { reads: null, writes: R, burstSeconds: 0, burstStartsFull: false };
const billing = { ...resolveBilling(), mode: 'provisioned' as const };
const scaling = (more: Readonly<Record<string, number>> = {}) =>
  lever('auto-scaling', {
    maxWrites: 1000,
    target: TARGET,
    every: EVERY,
    outAfter: OUT_AFTER,
    inAfter: 4,
    delay: DELAY,
    ...more,
  });

function scaled(changes: Changes, plan = scaling()): RunResult {
  const scenario = small({
    partition: { serviceMeanMs: 0.1 },
    store: { throughput, billing },
    plan: [plan],
    ...changes,
  });
  return run(scenario, GENERATED);
}

const steps = ({ events }: RunResult) =>
  events.flatMap((event) =>
    event.kind === 'scaled out' || event.kind === 'scaled in' ? [[event.atMs, event.to!]] : [],
  );

const flooded: Changes = { durationMs: 4 * STEP, workload: [metronome(2000, { reads: 0 })] };

describe('a table that is spent', () => {
  test('grows by one over the target for each step, as fast as looks and delay let it', () => {
    const found = steps(scaled(flooded));
    expect(found.map(([at]) => at)).toEqual([STEP, 2 * STEP, 3 * STEP]);
    // A second's worth is saved up at the start, so the first look sees up to R·(1 + 1/T) of it, T in seconds; whole units are let in.
    for (const [k, [, rate]] of found.slice(1).entries()) {
      expect(Math.abs(rate! / found[k]![1]! - 1 / TARGET)).toBeLessThan(0.1);
    }
  });

  test('grows to the most that it may have, and not beyond', () => {
    expect(steps(scaled(flooded, scaling({ maxWrites: 3 * R }))).at(-1)).toEqual([2 * STEP, 3 * R]);
  });

  // The area under the steps: each rate for as long as it was in force.
  test('is paid for as it was provisioned', () => {
    const result = scaled(flooded);
    const found = [[0, R], ...steps(result), [4 * STEP, 0]];
    const unitHours = found.slice(1).reduce((sum, [at], k) => sum + (found[k]![1]! * (at! - found[k]![0]!)) / 3.6e6, 0);
    expect(result.metrics['bill.usd']).toBeCloseTo(unitHours * 0.00065, 12);
    expect(result.metrics['table.writeUnitsPerSecond']).toBeCloseTo((unitHours * 3.6e6) / (4 * STEP), 9);
  });
});

describe('a table that is hardly used', () => {
  const quiet: Changes = { durationMs: 20_000, workload: [metronome(4, { reads: 0 })] };

  // 4/s are 8/s at half. Four looks below, then the delay: 2.5 s; from then on the use is at the target.
  test('gives back what it does not use, once', () => {
    expect(steps(scaled(quiet))).toEqual([[4 * EVERY + DELAY, 8]]);
  });

  test('keeps the least that it may have', () => {
    expect(steps(scaled(quiet, scaling({ minWrites: 12 })))).toEqual([[2500, 12]]);
    expect(steps(scaled(quiet, scaling({ minWrites: R })))).toEqual([]);
  });

  test('gives back no more often than a day allows', () => {
    expect(steps(scaled(quiet, scaling({ decreases: 0 })))).toEqual([]);
  });

  test('is missed by the rush that comes then', () => {
    const rush = {
      kind: 'even' as const,
      steps: [
        { fromMs: 0, ratePerSecond: 4 },
        { fromMs: 6000, ratePerSecond: 20 },
      ],
    };
    const changes = { durationMs: 7000, workload: [metronome(4, { reads: 0, arrivals: rush })] };
    expect(scaled(changes, scaling({ minWrites: R })).metrics['requests.failed']).toBe(0);
    // A second of 20 at 8/s, of which 8 are saved up.
    expect(Math.abs(scaled(changes).metrics['requests.failed']! - (20 - 16))).toBeLessThanOrEqual(1);
  });
});

test('a rush that is over before the delay is throttled as if nobody scaled, and paid for afterwards', () => {
  const rush = {
    kind: 'even' as const,
    steps: [
      { fromMs: 0, ratePerSecond: 60 },
      { fromMs: 1400, ratePerSecond: 2 },
    ],
  };
  const changes = { durationMs: 10_000, workload: [metronome(60, { reads: 0, arrivals: rush })] };
  const none = scaled(changes, scaling({ outAfter: 1e6, inAfter: 1e5 }));
  const late = scaled(changes, scaling({ minWrites: R }));
  expect(steps(late)[0]![0]).toBe(STEP);
  expect(late.metrics['attempts.throttled']).toBe(none.metrics['attempts.throttled']);
  expect(late.metrics['bill.usd']!).toBeGreaterThan(1.2 * none.metrics['bill.usd']!);
});
