import { describe, expect, test } from 'vitest';
import { run } from '../../src/experiment/run.ts';
import { adaptiveCapacity } from '../../src/mitigations/adaptive-capacity.ts';
import { parseScenario } from '../../src/scenario/parse-scenario.ts';
import { GENERATED } from '../support/generators.ts';
import { lever, metronome, small } from '../support/small.ts';

const scenarioText = (share: string) => `name: table
duration: 1s
store: {partitions: 2, partition: {share: ${share}}}
workload: [{name: users, arrivals: {kind: poisson, rate: 10/s}, keys: {kind: single, key: a}}]
plans: {adaptive: [{kind: adaptive-capacity}]}
`;

describe('adaptive-capacity', () => {
  test('needs provisioned shares', () => {
    const parsed = parseScenario(scenarioText('none'), { file: 'table.yaml' });
    expect(!parsed.ok && parsed.issues.map(({ code }) => code)).toEqual(['needs-shares']);
    expect(parseScenario(scenarioText('{reads: 100/s}'), { file: 'table.yaml' }).ok).toBe(true);
  });

  test('finds its shares where another mitigation of the plan provisions them, whichever comes first', () => {
    const [own, table] = ['{kind: adaptive-capacity}', '{kind: provisioned-throughput, writes: 20/s}'];
    for (const plan of [`${table}, ${own}`, `${own}, ${table}`]) {
      const text = scenarioText('none').replace(own, plan);
      expect(parseScenario(text, { file: 'table.yaml' }).ok).toBe(true);
    }
  });

  test('does not act on looks that are older than its period', () => {
    const { options } = lever('adaptive-capacity', { every: 1000, delay: 1001 });
    expect(adaptiveCapacity.objection!(options as never, new Set(['delay']))?.option).toBe('delay');
    expect(adaptiveCapacity.objection!({ ...options, delay: 1000 } as never, new Set(['delay']))).toBeNull();
  });

  // 10 partitions of 10 units/s, full for a second. Asked for 60/s, in the first second 10 and 10 · 59/60 are let
  // in, since a full bucket gains nothing until the first request: 19 whole ones, and 41 are turned away.
  test('raises by what the partition was short of, times its gain, and tells of it', () => {
    const events = (gain: number) =>
      run(
        small({
          durationMs: 1900,
          limit: { share: { reads: 10, writes: null }, bankSeconds: 0 },
          store: { partitions: 10 },
          workload: [metronome(60)],
          plan: [lever('adaptive-capacity', { every: 1000, delay: 500, gain })],
        }),
        GENERATED,
      ).events;
    const [first] = events(1).filter(({ kind }) => kind === 'boosted');
    expect(first).toMatchObject({ atMs: 1500, to: 10 + 41 });
    expect(events(0.5).find(({ kind }) => kind === 'boosted')).toMatchObject({ to: 10 + 0.5 * 41 });
  });

  // The raised share is what the partition can take for long, so that is what heat is over from then on.
  test('is seen in the heat of the partition', () => {
    const scenario = small({
      durationMs: 24_000,
      limit: { share: { reads: 10, writes: null }, bankSeconds: 0 },
      store: { partitions: 10 },
      workload: [metronome(60)],
      plan: [lever('adaptive-capacity', { every: 1000 })],
    });
    const [none, adaptive] = ['none', GENERATED].map((plan) => run(scenario, plan).heat.rows[0]!);
    expect(none!.at(-1)).toBeCloseTo(6, 1);
    expect(adaptive!.at(-1)).toBeLessThan(1.01);
    expect(adaptive!.slice(0, 10)).toEqual(none!.slice(0, 10));
  });
});
