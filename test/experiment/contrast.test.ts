import { describe, expect, test } from 'vitest';
import { compare } from '../../src/experiment/compare.ts';
import { contrast, type Saved } from '../../src/experiment/contrast.ts';
import { contrastText } from '../../src/report/text/contrast.ts';
import { resolvedScenario } from '../../src/scenario/resolved.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { type Changes, lever, small, stream } from '../support/small.ts';

const made = (changes: Changes = {}, more: Partial<Scenario> = {}): Scenario => ({
  ...small({
    durationMs: 2000,
    store: { partitions: 1 },
    workload: [stream(800)],
    plan: [lever('bigger-node', { factor: 2 })],
    ...changes,
  }),
  replications: 5,
  ...more,
});

async function saved(scenario: Scenario): Promise<Saved> {
  return { comparison: await compare(scenario), resolved: resolvedScenario(scenario) };
}

describe('two comparisons', () => {
  test('of the same scenario differ in nothing', async () => {
    const both = await saved(made());
    const found = contrast(both, both);
    expect(found).toMatchObject({ isPaired: true, notes: ['the scenario is the same'], gone: [], added: [] });
    const { difference, distinguishable } = found.plans[0]!.metrics['latencyMs.mean']!;
    expect([difference.mean, distinguishable]).toEqual([0, false]);
    expect(contrastText(found, { colours: null })).toContain('Nothing differs');
  });

  // The same arrivals and demands at 1.02 and 1 ms: every wait is longer, whatever the noise between replications.
  test('are paired where they met the same requests, and see through the noise', async () => {
    const before = await saved(made());
    const after = await saved(made({ partition: { serviceMeanMs: 1.02 } }));
    const found = contrast(before, after);
    expect(found.isPaired).toBe(true);
    const mean = found.plans[0]!.metrics['latencyMs.mean']!;
    expect(mean.distinguishable).toBe(true);
    expect(mean.difference.mean).toBeCloseTo(mean.after.mean! - mean.before.mean!, 9);
    const unpaired = contrast(before, await saved(made({ partition: { serviceMeanMs: 1.02 }, seed: 'other' })));
    expect(unpaired.notes[0]).toBe('not paired: seeds "1" and "other"');
    const widthOf = ({ low, high }: { low: number | null; high: number | null }) => high! - low!;
    expect(widthOf(mean.difference)).toBeLessThan(
      0.5 * widthOf(unpaired.plans[0]!.metrics['latencyMs.mean']!.difference),
    );
    expect(contrastText(found, { colours: null })).toMatch(/none +latency p50 .*v\n/);
  });

  // 1, 2, 3 and 11, 12, 13, 14: means 2 and 12.5, squared errors 1/3 and 5/12, Welch's degrees of freedom 4.88, so t of 4: 2.776.
  test('are two samples otherwise, with Welch’s interval', async () => {
    const one = await saved(made({ plan: [] }));
    const runs = (...values: number[]) => values.map((m) => ({ m }));
    const side = (...values: number[]): Saved => ({
      ...one,
      comparison: {
        ...one.comparison,
        replications: values.length,
        plans: [{ ...one.comparison.plans[0]!, runs: runs(...values) }],
      },
    });
    const { metrics } = contrast(side(1, 2, 3), side(11, 12, 13, 14)).plans[0]!;
    const { mean, low, high } = metrics.m!.difference;
    expect(mean).toBe(10.5);
    expect(high! - mean!).toBeCloseTo(2.776445 * Math.sqrt(1 / 3 + 5 / 12), 4);
    expect(mean! - low!).toBeCloseTo(high! - mean!, 9);
  });

  test.each<[string, Changes]>([
    ['different workloads or service times', { workload: [stream(801)] }],
    ['runs of different length', { durationMs: 2500 }],
  ])('are not paired by %s', async (reason, changes) => {
    expect(contrast(await saved(made()), await saved(made(changes))).notes[0]).toBe(`not paired: ${reason}`);
  });

  test('name the plans that only one of them has, and refuse to have none in common', async () => {
    const before = await saved(made());
    const only = (name: string): Saved => ({
      ...before,
      comparison: { ...before.comparison, plans: before.comparison.plans.filter(({ plan }) => plan === name) },
    });
    expect(contrast(before, only('none'))).toMatchObject({ gone: ['generated'], added: [] });
    expect(contrast(only('none'), before)).toMatchObject({ gone: [], added: ['generated'] });
    expect(() => contrast(only('none'), only('generated'))).toThrow(/no plan in common: none there, generated here/);
    const elsewhere = await saved(made({ workload: [stream(1, { name: 'other' })] }));
    expect(() => contrast(before, elsewhere)).toThrow(/no workload in common: .* there, other here/);
  });
});
