/**
 * Adaptive capacity against arithmetic: a table of n = 10 partitions provisioned for T = 1,000 write units a second, 100 each, nothing
 * banked. One is asked for x, a second's share in its bucket at the start.
 */
import { describe, expect, test } from 'vitest';
import { run } from '../../src/experiment/run.ts';
import { GENERATED } from '../support/generators.ts';
import { type Changes, lever, metronome, small } from '../support/small.ts';

const LATE = { name: 'late', fromMs: 5000, toMs: 20_000 };
const hot = (perSecond: number) => metronome(perSecond, { reads: 0 });

function late(workload: Changes['workload'], options: Parameters<typeof lever>[1] = {}, ceiling = 5000) {
  const scenario = small({
    durationMs: 20_000,
    limit: { ceiling: { reads: null, writes: ceiling }, share: { reads: null, writes: 100 }, bankSeconds: 0 },
    partition: { serviceMeanMs: 0.01 },
    store: { partitions: 10, placement: { kind: 'modulo' } },
    workload: workload!,
    plan: [lever('adaptive-capacity', { every: 1000, delay: 500, writes: 3000, ...options })],
  });
  const windowed = { ...scenario, windows: [LATE, { name: 'first', fromMs: 200, toMs: 1500 }] };
  const metrics = (plan: string) => run(windowed, plan).metrics as Readonly<Record<string, number>>;
  return { none: metrics('none'), adaptive: metrics(GENERATED) };
}

describe('adaptive capacity', () => {
  // The first look, in force at 1.5 s, has seen 600 − 100 − 100/s throttled, as the bucket had a second's share; the second, at 2.5 s, sees
  // what is short yet. With x ≤ T and nobody else on the table all of it is granted.
  test('ends the throttling of one partition once the loop has acted, while the table is not spent', () => {
    const { none, adaptive } = late([hot(600)]);
    expect(none['late:attempts.throttledShare']).toBeCloseTo(1 - 100 / 600, 2);
    expect(adaptive['first:attempts.throttled']).toBe(none['first:attempts.throttled']);
    expect(adaptive['late:attempts.throttled']).toBe(0);
  });

  // The others take 9 · 90 = 810/s of T: 190/s are left for the one that asks for 600/s.
  test('lets through no more than the table is provisioned for', () => {
    const others = { kind: 'uniform', count: 900, prefix: 'other:' } as const;
    const { none, adaptive } = late([hot(600), metronome(810, { name: 'others', keys: others, reads: 0 })]);
    expect(none['late:throughput.perSecond']).toBeLessThan(930);
    expect(adaptive['late:throughput.perSecond']).toBeGreaterThan(0.97 * 1000);
    expect(adaptive['late:throughput.perSecond']).toBeLessThan(1.03 * 1000);
  });

  // F.D1: 300/s of 600/s, whatever the table has left.
  test('never lifts a ceiling, nor goes beyond what it is told', () => {
    expect(late([hot(600)], {}, 300).adaptive['late:throughput.perSecond']).toBeCloseTo(300, -1);
    expect(late([hot(600)], { writes: 250 }).adaptive['late:throughput.perSecond']).toBeCloseTo(250, -1);
  });

  // A burst of a second, seen at 5 s by a loop that looks every five: it is over.
  test('comes too late for a burst shorter than its delay', () => {
    const burst = {
      kind: 'even',
      steps: [
        { fromMs: 0, ratePerSecond: 50 },
        { fromMs: 6000, ratePerSecond: 600 },
        { fromMs: 7000, ratePerSecond: 50 },
      ],
    } as const;
    const { none, adaptive } = late([hot(0), metronome(0, { name: 'burst', arrivals: burst, reads: 0 })].slice(1), {
      every: 5000,
      delay: 0,
    });
    expect(adaptive['late:attempts.throttled']).toBe(none['late:attempts.throttled']);
    expect(none['late:attempts.throttled']).toBeGreaterThan(350);
  });

  // Partition A is raised to 600/s; when the others come, the table takes 1,400/s and A is brought back to what they leave, 1,000 − 9 · 90.
  test('takes back what it has lent when the table is spent', () => {
    const from10 = {
      kind: 'even',
      steps: [
        { fromMs: 0, ratePerSecond: 0 },
        { fromMs: 10_000, ratePerSecond: 810 },
      ],
    } as const;
    const others = { kind: 'uniform', count: 900, prefix: 'other:' } as const;
    const scenario = small({
      durationMs: 30_000,
      limit: { ceiling: { reads: null, writes: 5000 }, share: { reads: null, writes: 100 }, bankSeconds: 0 },
      partition: { serviceMeanMs: 0.01 },
      store: { partitions: 10, placement: { kind: 'modulo' } },
      workload: [hot(600), metronome(0, { name: 'others', arrivals: from10, keys: others, reads: 0 })],
      plan: [lever('adaptive-capacity', { every: 1000, writes: 3000 })],
    });
    const { metrics, events } = run(
      { ...scenario, windows: [{ name: 'spent', fromMs: 15_000, toMs: 30_000 }] },
      GENERATED,
    );
    expect(events.some(({ kind, atMs }) => kind === 'lowered' && atMs > 10_000)).toBe(true);
    expect(metrics['spent:throughput.perSecond']).toBeGreaterThan(0.9 * 1000);
    expect(metrics['spent:throughput.perSecond']).toBeLessThan(1.1 * 1000);
  });
});
