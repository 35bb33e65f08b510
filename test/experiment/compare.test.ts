import { describe, expect, it } from 'vitest';
import { type CompareOptions, compare } from '../../src/experiment/compare.ts';
import { parseScenario } from '../../src/scenario/parse-scenario.ts';

/** One key asked for 1,500 times a second on a partition that lets 1,000 through. */
const text = `
name: small
duration: 4s
warmup: 1s
replications: 3
store: {partitions: 2, partition: {ceiling: {reads: 1000/s, writes: 1000/s}, ceilingDepth: 10ms, service: {kind: exponential, mean: 500us}}}
workload:
  - name: page
    arrivals: {kind: poisson, rate: 1500/s}
    keys: {kind: single, key: hot}
plans:
  none: []
  cache: [{kind: cache, ttl: 1s}]
  useless: [{kind: more-partitions, partitions: 2}]
expect:
  - {plan: none, that: "requests.failedShare in 30%..37%"}
  - {plan: cache, that: "requests.failedShare < 0.5 * none"}
  - {plan: useless, that: "requests.failedShare < 0.5 * none"}
`;

function scenario() {
  const parsed = parseScenario(text, { file: 'small.yaml' });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  return parsed.scenario;
}

describe('compare', () => {
  it('ranks the plans, judges the expectations and names the best', async () => {
    const comparison = await compare(scenario());
    expect(comparison.ranking).toEqual(['cache', 'none', 'useless']);
    expect(comparison.expectations.map(({ verdict }) => verdict)).toEqual(['held', 'held', 'failed']);
    expect(comparison.verdict).toMatch(/^cache comes out best: failed share 0 %, against 3\d\.\d % with none/);
  });

  it('pairs: a plan that changes nothing differs by exactly nothing', async () => {
    const { plans } = await compare(scenario());
    const useless = plans.find(({ plan }) => plan === 'useless')!;
    for (const [name, { difference, distinguishable }] of Object.entries(useless.paired)) {
      expect([name, difference.mean ?? 0, distinguishable]).toEqual([name, 0, false]);
    }
    const cache = plans.find(({ plan }) => plan === 'cache')!;
    expect(cache.paired['requests.failedShare']!.distinguishable).toBe(true);
    expect(cache.paired['requests.offered']!.difference).toMatchObject({ mean: 0, low: 0, high: 0 });
    expect(plans.find(({ plan }) => plan === 'none')!.paired).toEqual({});
  });

  it('gives the same bytes twice, and a plan the same numbers whatever runs beside it', async () => {
    const all = await compare(scenario());
    expect(JSON.stringify(await compare(scenario()))).toBe(JSON.stringify(all));
    const some = await compare(scenario(), { plans: ['cache'] });
    expect(some.plans.map(({ plan }) => plan)).toEqual(['none', 'cache']);
    expect(some.plans[1]).toEqual(all.plans[1]);
    expect(some.expectations).toHaveLength(2);
  });

  it('is other chance with another seed, and more certain with more replications', async () => {
    const one = await compare(scenario(), { seed: 'a' });
    const other = await compare(scenario(), { seed: 'b', replications: 6 });
    const width = ({ plans }: typeof one): number => {
      const { low, high } = plans[0]!.metrics['requests.offered']!;
      return high! - low!;
    };
    expect(one.plans[0]!.metrics['requests.offered']!.mean).not.toBe(other.plans[0]!.metrics['requests.offered']!.mean);
    expect(width(other)).toBeLessThan(width(one));
  });

  it('survives a JSON round trip unchanged', async () => {
    const comparison = await compare(scenario());
    expect(JSON.parse(JSON.stringify(comparison))).toEqual(comparison);
  });

  it('tells progress after every run', async () => {
    const seen: string[] = [];
    await compare(scenario(), {
      replications: 2,
      plans: ['cache'],
      onProgress: ({ done, total, plan }) => seen.push(`${done}/${total} ${plan}`),
    });
    expect(seen).toEqual(['1/4 none', '2/4 none', '3/4 cache', '4/4 cache']);
  });

  it('refuses a plan that the scenario does not have', async () => {
    await expect(compare(scenario(), { plans: ['cash'] })).rejects.toThrow(/no plan is called "cash"/);
    await expect(compare(scenario(), { baseline: 'nil' })).rejects.toThrow(RangeError);
  });

  describe('when interrupted', () => {
    async function after(runs: number, options: Partial<CompareOptions> = {}) {
      const controller = new AbortController();
      const stop = new Error('stop');
      return compare(scenario(), {
        ...options,
        signal: controller.signal,
        onProgress: ({ done }) => {
          if (done === runs) controller.abort(stop);
        },
      });
    }

    it('keeps the plans that are whole, with the same numbers, and says what is missing', async () => {
      const whole = await compare(scenario(), { replications: 2 });
      const names = whole.plans.map(({ plan }) => plan);
      const partial = await after(5, { replications: 2, oracle: true });
      expect(partial.plans).toEqual(whole.plans.slice(0, 2));
      expect(partial.interrupted).toEqual({
        plans: [...names.slice(2), 'perfect balance'],
        replications: 2,
        lacksLoads: false,
      });
      expect(partial.oracle).toBeNull();
      expect(partial.verdict).toMatch(
        `Interrupted, so partial: 2 of ${names.length + 1} plans, replications: 2 of 2. `,
      );
    });

    it('keeps as many replications as the baseline has', async () => {
      const partial = await after(1, { replications: 2 });
      expect(partial).toMatchObject({ replications: 1, plans: [{ plan: 'none' }] });
      expect(partial.verdict).toMatch(/replications: 1 of 2\. Only none was run/);
    });

    it('is whole where the signal came with the last run', async () => {
      expect((await after(6, { replications: 2 })).interrupted).toBeNull();
    });

    it('gives the reason where there is nothing to keep', async () => {
      await expect(compare(scenario(), { signal: AbortSignal.abort(new Error('stop')) })).rejects.toThrow('stop');
    });

    it('keeps the loads that every plan has run at', async () => {
      const goal = { that: 'x', metric: 'requests.failedShare', low: null, high: null };
      const plans = ['cache'];
      const partial = await after(7, { replications: 2, plans, load: { at: [0.5, 2], goal } });
      expect(partial.load!.plans.map(({ points }) => points.map(({ factor }) => factor))).toEqual([[1], [1]]);
      expect(partial.interrupted).toEqual({ plans: [], replications: 2, lacksLoads: true });
      expect(partial.verdict).toContain('; not every load was run');
    });
  });

  it('has a row of perfect balance on request, the baseline spread evenly', async () => {
    const { oracle, plans } = await compare(scenario(), { oracle: true });
    const [base] = plans;
    const hot = (from: typeof base) => from!.metrics['partition.hottestHeat']!.mean!;
    const { partitions } = scenario().model.store;
    expect(partitions).toBeGreaterThan(1);
    // Evenly means that the hottest has one part of all, to one request; and the requests are those of the baseline.
    expect(oracle!.result.metrics['load.topShare']!.mean).toBeCloseTo(1 / partitions, 2);
    expect(oracle!.heat).toBeLessThan(hot(base));
    expect(oracle!.peakHeat).toBeGreaterThanOrEqual(oracle!.heat);
    expect(oracle!.result.metrics['requests.offered']).toEqual(base!.metrics['requests.offered']);
    expect((await compare(scenario())).oracle).toBeNull();
  });
});
