import { describe, expect, test } from 'vitest';
import { run } from '../../src/experiment/run.ts';
import { mitigations } from '../../src/mitigations/registry.ts';
import { thresholds } from '../../src/mitigations/split-for-heat.ts';
import { factOf } from '../../src/scenario/facts.ts';
import { parseScenario } from '../../src/scenario/parse-scenario.ts';
import { GENERATED } from '../support/generators.ts';
import { observe } from '../support/observe.ts';
import { type Changes, lever, metricsOf, metronome, small } from '../support/small.ts';

const keys = { kind: 'uniform', count: 1000, prefix: 'key:' } as const;
/** 500/s on one partition of 1,000/s; decided at 1 s, made at 2 s. */
const busy = (options: Parameters<typeof lever>[1] = {}): Changes => ({
  durationMs: 10_000,
  store: { partitions: 1 },
  partition: { service: { kind: 'deterministic' } },
  workload: [metronome(500, { keys })],
  plan: [
    lever('split-for-heat', { requests: 400, every: 500, looks: 2, copy: 1000, freeze: 0, splits: 1, ...options }),
  ],
});

describe('split-for-heat', () => {
  test('has the thresholds of its stores', () => {
    expect(thresholds.cockroachdb.requests).toBe(factOf('F.S1')!.numbers!.queriesPerSecond);
    expect(thresholds.tikv.requests).toBe(factOf('F.S3')!.numbers!.queriesPerSecond);
  });

  test('tells of copying and of the split', () => {
    const { events } = run(small(busy()), GENERATED);
    expect(events).toEqual([
      { atMs: 1000, kind: 'copying', key: null, count: 0 },
      { atMs: 2000, kind: 'split', key: null, count: 0, to: 1 },
    ]);
  });

  // Of 10 s the new partition is there for 8 s, and has half of the load while it is: a quarter of a server each, and so for heat.
  test('counts the new partition from when it is there', () => {
    const metrics = metricsOf(busy());
    expect(metrics['partition.1.utilisation']).toBeCloseTo(0.25, 1);
    expect(metrics['partition.1.heat']).toBeCloseTo(0.25, 1);
    expect(metrics['partition.0.utilisation']).toBeCloseTo((0.5 * 2 + 0.25 * 8) / 10, 1);
    expect(metrics['bill.capacity']).toBeCloseTo(1.8, 6);
    expect(metrics).not.toHaveProperty('partition.2.heat');
  });

  test('leaves the rest of the spare partitions out of every measure', () => {
    const result = run(small(busy({ splits: 8, requests: 1e9 })), GENERATED);
    const none = run(small(busy()), 'none');
    expect(result.heat).toEqual(none.heat);
    expect({ ...result.metrics, 'engine.events': 0 }).toEqual({ ...none.metrics, 'engine.events': 0 });
  });

  // 1 ms becomes 1/(1 − 0.4) ms for what begins while it is copied, and 1 ms again.
  test('slows the partition down while it copies', () => {
    const scenario = small(busy({ copyCost: 0.4 }));
    const windows = [
      { name: 'copying', fromMs: 1100, toMs: 1900 },
      { name: 'after', fromMs: 2100, toMs: 10_000 },
    ];
    const { metrics } = run({ ...scenario, windows }, GENERATED);
    expect(metrics['copying:latencyMs.mean']).toBeCloseTo(1 / 0.6, 3);
    expect(metrics['after:latencyMs.mean']).toBeCloseTo(1, 2);
  });

  // Who comes at the beginning of the freeze waits for all of it; what waits then is served where it was sent.
  test('makes the partition stand still for as long as it is told, and loses nobody', () => {
    const metrics = metricsOf(busy({ freeze: 300 }));
    expect(metrics['latencyMs.max']).toBeGreaterThan(298);
    expect(metrics['latencyMs.max']).toBeLessThan(305);
    expect(metrics['requests.served']).toBe(metrics['requests.offered']);
    const { events } = observe(small(busy({ freeze: 300 })), GENERATED);
    expect(events.filter(({ kind, part, at }) => kind === 'reached' && part === 1 && at < 2300)).toEqual([]);
  });

  test('splits no more often than it may, each half looked at anew', () => {
    const of = (splits: number) =>
      run(small(busy({ splits, requests: 60 })), GENERATED).events.flatMap(({ kind, atMs }) =>
        kind === 'split' ? [atMs] : [],
      );
    expect(of(1)).toEqual([2000]);
    // 250/s each: too hot at 2.5 s and 3 s, copied by 4 s; 125/s each: by 6 s.
    expect(of(7)).toEqual([2000, 4000, 4000, 6000, 6000, 6000, 6000]);
  });

  test('does not wait for looks that are not in a row', () => {
    const bursts = Array.from({ length: 10 }, (_, k) => ({ fromMs: 500 * k, ratePerSecond: k % 2 === 0 ? 600 : 100 }));
    const workload = [metronome(0, { keys, arrivals: { kind: 'even', steps: bursts } })];
    expect(run(small({ ...busy(), workload }), GENERATED).events).toEqual([]);
  });

  // 500/s for 4 s, then 100/s: split at 2 s, and cold at every look after that of 4 s. Cold for 2 s, copied for 1 s; the one that is left is gone
  // as soon as it is empty.
  test('merges again what has been cold for long enough', () => {
    const steps = [
      { fromMs: 0, ratePerSecond: 500 },
      { fromMs: 4000, ratePerSecond: 100 },
    ];
    const workload = [metronome(0, { keys, arrivals: { kind: 'even', steps } })];
    const of = (options: Parameters<typeof lever>[1]) => run(small({ ...busy(options), workload }), GENERATED);
    const merged = of({ merge: 150, mergeAfter: 2000 });
    expect(merged.events.map(({ atMs, kind }) => [kind, atMs])).toEqual([
      ['copying', 1000],
      ['split', 2000],
      ['merging', 6000],
      ['merged', 7000],
    ]);
    expect(merged.events.at(-1)).toMatchObject({ count: 0, to: 1 });
    expect(merged.metrics['bill.capacity']).toBeCloseTo(1.5, 2);
    expect(merged.metrics['requests.served']).toBe(merged.metrics['requests.offered']);
    for (const options of [{}, { merge: 90, mergeAfter: 2000 }, { merge: 150, mergeAfter: 7000 }]) {
      expect(of(options).events.map(({ kind }) => kind)).toEqual(['copying', 'split']);
    }
  });

  test('sends nobody to a partition that has been left, and gives its number to the next', () => {
    const steps = [0, 4, 8, 12].flatMap((second) => [
      { fromMs: 1000 * second, ratePerSecond: 500 },
      { fromMs: 1000 * second + 2000, ratePerSecond: 100 },
    ]);
    const workload = [metronome(0, { keys, arrivals: { kind: 'even', steps } })];
    const options = { merge: 150, mergeAfter: 500, copy: 500, freeze: 20 };
    const scenario = small({ ...busy(options), workload, durationMs: 16_000 });
    const changes = run(scenario, GENERATED).events.filter(({ kind }) => kind === 'split' || kind === 'merged');
    expect(changes.map(({ kind }) => kind)).toEqual([
      'split',
      'merged',
      'split',
      'merged',
      'split',
      'merged',
      'split',
      'merged',
    ]);
    expect(new Set(changes.map((event) => 'to' in event && event.to))).toEqual(new Set([1]));
    const moments = changes.map(({ atMs }) => atMs);
    const there = (at: number) => moments.filter((moment) => moment < at).length % 2 === 1;
    const log = observe(scenario, GENERATED).events.filter(({ kind }) => kind === 'reached');
    const astray = log.filter(({ part, at }) => part === 1 && !there(at) && !moments.includes(at));
    expect(astray).toEqual([]);
    expect(log.filter(({ part }) => part === 1).length).toBeGreaterThan(100);
  });

  test('leaves a partition that was merged before the warm-up ended out of what is measured after it', () => {
    const steps = [
      { fromMs: 0, ratePerSecond: 500 },
      { fromMs: 3000, ratePerSecond: 100 },
    ];
    const workload = [metronome(0, { keys, arrivals: { kind: 'even', steps } })];
    const scenario = { ...small({ ...busy({ merge: 150, mergeAfter: 500 }), workload }), warmupMs: 6000 };
    const { metrics, events } = run(scenario, GENERATED);
    expect(events.at(-1)).toMatchObject({ kind: 'merged', count: 0, to: 1 });
    expect(events.at(-1)!.atMs).toBeLessThan(5500);
    expect(metrics['partition.1.throughputPerSecond']).toBeNull();
    expect([metrics['partition.1.heat'], metrics['load.gini'], metrics['load.topShare']]).toEqual([0, 0, 1]);
    expect(metrics['partition.0.throughputPerSecond']).toBeCloseTo(100, 0);
  });

  test('divides a share and adds it up again', () => {
    const steps = [
      { fromMs: 0, ratePerSecond: 500 },
      { fromMs: 4000, ratePerSecond: 100 },
      { fromMs: 8000, ratePerSecond: 1000 },
    ];
    const workload = [metronome(0, { keys, arrivals: { kind: 'even', steps } })];
    const share = { share: { reads: 500, writes: 500 }, bankSeconds: 0 };
    const plan = busy({ merge: 150, mergeAfter: 2000 }).plan!;
    const scenario = { ...small({ ...busy(), workload, limit: share, plan }) };
    const { metrics } = run({ ...scenario, windows: [{ name: 'end', fromMs: 9000, toMs: 10_000 }] }, GENERATED);
    // The bucket of one second is empty by 9 s: 500 of 1,000/s, as before the split.
    expect(metrics['end:attempts.throttledShare']).toBeCloseTo(0.5, 2);
  });

  test('keeps collections whole only where there are any', () => {
    const misfit = (workload: Changes['workload']) =>
      mitigations['split-for-heat']!.misfit!({ collections: 'whole' } as never, small({ workload: workload! }).model);
    expect(misfit([metronome(1, { keys })])).toMatchObject({ option: 'collections' });
    const attributes = [{ name: 'event', kind: 'unique' }] as const;
    const items = metronome(1, { keys: { kind: 'template', template: 'a', sort: '{event}' }, attributes });
    expect(misfit([metronome(1, { keys }), items])).toBeNull();
  });

  test('does not go with leaders and followers', () => {
    const parsed = parseScenario(
      `name: both
duration: 1s
store: {partitions: 2, cluster: {replicas: 3}}
workload: [{name: users, arrivals: {kind: poisson, rate: 10/s}, keys: {kind: single, key: a}}]
plans: {both: [{kind: split-for-heat}]}
`,
      { file: 'both.yaml' },
    );
    expect(parsed.ok).toBe(false);
    expect(!parsed.ok && parsed.issues.map(({ message }) => message).join()).toMatch(/split/);
  });
});
