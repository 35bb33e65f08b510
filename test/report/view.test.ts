import { describe, expect, it } from 'vitest';
import type { Comparison, PlanResult } from '../../src/experiment/result.ts';
import { cellOf, measuredOf } from '../../src/report/cell.ts';
import { isEndless, markOf, sharedWarnings, viewOf } from '../../src/report/view.ts';

const plan = (name: string, part: Partial<PlanResult>): PlanResult => ({
  plan: name,
  mitigations: [],
  metrics: {},
  paired: {},
  warnings: [],
  series: [],
  heat: { partitions: [], rows: [], keys: [] },
  histograms: {},
  theory: [],
  events: [],
  runs: [],
  ...part,
});

const comparison = (plans: readonly PlanResult[], part: Partial<Comparison> = {}): Comparison => ({
  sweeps: [],
  load: null,
  warmupFound: false,
  precision: null,
  oracle: null,
  interrupted: null,
  schemaVersion: 1,
  tool: { name: 'hotshard', version: '0' },
  scenario: { name: 's', hash: '00000000' },
  question: null,
  faults: [],
  baseline: 'none',
  seed: '1',
  replications: 2,
  durationMs: 1000,
  warmupMs: 0,
  deadlineMs: 30_000,
  windows: [],
  workloads: [],
  sliceMs: 10,
  objective: [],
  plans,
  ranking: plans.map(({ plan }) => plan),
  expectations: [],
  verdict: '',
  ...part,
});

const estimate = (mean: number | null, half = 0) => ({
  mean,
  low: mean === null ? null : mean - half,
  high: mean === null ? null : mean + half,
  n: 2,
});

describe('viewOf', () => {
  it('orders plans by rank and remembers their place in the scenario', () => {
    const view = viewOf(comparison([plan('none', {}), plan('cache', {})], { ranking: ['cache', 'none'] }));
    expect(view.plans.map(({ name, rank, index }) => [name, rank, index])).toEqual([
      ['cache', 1, 1],
      ['none', 2, 0],
    ]);
    expect([view.baseline.name, view.best.name]).toEqual(['none', 'cache']);
  });

  it('shows plans that the ranking forgot, last', () => {
    const view = viewOf(comparison([plan('none', {}), plan('cache', {})], { ranking: ['none'] }));
    expect(view.plans.map(({ name }) => name)).toEqual(['none', 'cache']);
  });

  it('refuses a comparison without its baseline', () => {
    expect(() => viewOf(comparison([plan('cache', {})]))).toThrow('no plan "none"');
  });

  it('shades faults, and what is called heat unless it is the very stretch of one', () => {
    const window = (name: string, fromMs: number, toMs: number) => ({ name, fromMs, toMs });
    const shaded = (faults: Comparison['faults'], windows: Comparison['windows']) =>
      viewOf(comparison([plan('none', {})], { faults, windows })).heat.map(({ name }) => name);
    const pause = window('pause of k', 5, 9);
    expect(shaded([pause], [window('before', 0, 5), window('heat', 5, 9)])).toEqual(['pause of k']);
    expect(shaded([pause], [window('heat', 5, 10)])).toEqual(['pause of k', 'heat']);
    expect(shaded([pause], [window('before', 0, 5)])).toEqual(['pause of k']);
  });

  it('shades the windows called heat, or else all', () => {
    const windows = ['before', 'heat'].map((name) => ({ name, fromMs: 0, toMs: 10 }));
    const spans = (given: typeof windows) =>
      viewOf(comparison([plan('none', {})], { windows: given })).heat.map(({ name }) => name);
    expect(spans(windows)).toEqual(['heat']);
    expect(spans(windows.slice(0, 1))).toEqual(['before']);
  });
});

describe('markOf', () => {
  const marked = (metric: string, difference: ReturnType<typeof estimate>, distinguishable: boolean) => {
    const paired = { [metric]: { difference, ratio: difference, narrowing: null, distinguishable } };
    const view = viewOf(comparison([plan('none', { metrics: {} }), plan('x', { paired })]));
    return markOf(view, view.best, metric);
  };

  it('goes by the paired interval and by which direction is better', () => {
    expect(marked('latencyMs.p99', estimate(-2, 1), true)).toBe('better');
    expect(marked('latencyMs.p99', estimate(2, 1), true)).toBe('worse');
    expect(marked('cache.hitRatio', estimate(2, 1), true)).toBe('better');
    expect(marked('latencyMs.p99', estimate(2, 3), false)).toBe('same');
  });

  it('says nothing where nothing differs, nothing is known, or neither is better', () => {
    expect(marked('ledger.lost', estimate(0), false)).toBeNull();
    expect(marked('latencyMs.p99', estimate(null), false)).toBeNull();
    expect(marked('requests.offered', estimate(5, 1), true)).toBeNull();
  });

  it('knows that endless is worse than anything, although it has no difference', () => {
    const runs = (p99: number | null, failed: number) => [{ 'outcomeMs.p99': p99, 'requests.failedShare': failed }];
    const metrics = (p99: number | null) => ({ 'outcomeMs.p99': estimate(p99) });
    const slow = { metrics: metrics(null), runs: runs(null, 0.2) };
    const quick = { metrics: metrics(12), runs: runs(12, 0) };
    const mark = (baseline: Partial<PlanResult>, other: Partial<PlanResult>) => {
      const view = viewOf(comparison([plan('none', baseline), plan('x', other)]));
      return markOf(view, view.best, 'outcomeMs.p99');
    };
    expect([mark(slow, quick), mark(quick, slow), mark(slow, slow)]).toEqual(['better', 'worse', 'same']);
  });
});

describe('a percentile without a value', () => {
  const metrics = { 'heat:a.outcomeMs.p99': estimate(null), 'heat:a.latencyMs.p99': estimate(null) };
  const endless = (failed: number) => {
    const runs = [{ 'heat:a.outcomeMs.p99': null, 'heat:a.requests.failedShare': failed }];
    const view = viewOf(comparison([plan('none', { metrics, runs })]));
    return [
      isEndless(view.baseline, 'heat:a.outcomeMs.p99'),
      cellOf(view, view.baseline, 'heat:a.outcomeMs.p99').value,
    ];
  };

  it('is endless where enough requests failed, and unknown where not', () => {
    expect(endless(0.02)).toEqual([true, '>\u00a030\u00a0s']);
    expect(endless(0.005)).toEqual([false, '–']);
  });

  it('is never endless for the served', () => {
    const view = viewOf(comparison([plan('none', { metrics, runs: [{ 'heat:a.latencyMs.p99': null }] })]));
    expect(cellOf(view, view.baseline, 'heat:a.latencyMs.p99').value).toBe('–');
  });

  it('is shown alike in an expectation', () => {
    const runs = [{ 'heat:a.outcomeMs.p99': null, 'heat:a.requests.failedShare': 0.3 }];
    const view = viewOf(comparison([plan('none', { metrics, runs })], { deadlineMs: null }));
    const expectation = {
      plan: 'none',
      that: 'a.outcomeMs.p99 < 20ms',
      during: 'heat',
      why: null,
      verdict: 'failed',
      value: estimate(null),
      bound: '< 20',
      replicationsNeeded: null,
    } as const;
    expect(measuredOf(view, expectation).value).toBe('∞');
  });
});

it('names a warning once, with the plans that raised it', () => {
  const warning = { code: 'vacuous', message: 'm', remedy: 'r' };
  const plans = [
    plan('none', { warnings: [warning] }),
    plan('x', { warnings: [{ ...warning }, { ...warning, code: 'y' }] }),
  ];
  expect(sharedWarnings(viewOf(comparison(plans)))).toEqual([
    { warning, plans: ['none', 'x'] },
    { warning: { ...warning, code: 'y' }, plans: ['x'] },
  ]);
});
