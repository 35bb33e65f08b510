/**
 * A plausible comparison, written down and not simulated: the twelve plans of the Black Friday story with numbers of
 * the size that its arithmetic gives (1,667 reads/s at a server that does 1,111/s wait 0.5 s longer each second). What
 * matters to a report is the shape: endless percentiles, zeros, gaps, a plan that is worse, names from a file.
 */
import type { Comparison, Estimate, PairedEstimate, PlanResult, Series } from '../../src/experiment/result.ts';
import { Histogram, type SparseHistogram } from '../../src/sketch/histogram.ts';

const SLICES = 240;
const SLICE_MS = 1500;
const REPLICATIONS = 10;
const HEAT_FROM_S = 60;
const HEAT_TO_S = 120;
const PATIENCE_MS = 30_000;
const T_95 = 2.262;

interface Story {
  readonly plan: string;
  readonly mitigations: readonly string[];
  /** How fast the wait of a headset load grows while the heat lasts, ms per second. */
  readonly growthMs: number;
  /** How fast it shrinks afterwards, ms per second. */
  readonly drainMs: number;
  /** Latency of a headset load without queueing, ms. */
  readonly hotMs: number;
  readonly failedShare: number;
  readonly throttledPerSecond: number;
  readonly readHeat: number;
  readonly writeHeat: number;
  readonly partitions: number;
  readonly attemptsPerRequest: number;
  readonly stale: number;
  readonly lost: number;
  readonly duplicated: number;
}

const QUIET = { growthMs: 0, drainMs: 1000, attemptsPerRequest: 1, stale: 0, lost: 0, duplicated: 0, partitions: 21 };

export const BLACK_FRIDAY_STORIES: readonly Story[] = [
  {
    ...QUIET,
    plan: 'none',
    mitigations: [],
    growthMs: 500,
    drainMs: 1000,
    hotMs: 1.6,
    failedShare: 0.2014,
    throttledPerSecond: 667,
    readHeat: 1.5,
    writeHeat: 1.667,
  },
  {
    ...QUIET,
    plan: 'more-partitions',
    mitigations: ['more-partitions(by 2x)'],
    growthMs: 498,
    drainMs: 1000,
    hotMs: 1.6,
    failedShare: 0.2008,
    throttledPerSecond: 665,
    readHeat: 1.5,
    writeHeat: 1.667,
    partitions: 42,
  },
  {
    ...QUIET,
    plan: 'bigger-node',
    mitigations: ['bigger-node(by 2x)'],
    hotMs: 1.4,
    failedShare: 0.184,
    throttledPerSecond: 667,
    readHeat: 0.75,
    writeHeat: 1.667,
  },
  {
    ...QUIET,
    plan: 'cache',
    mitigations: ['cache(ttl 5s)'],
    hotMs: 0.3,
    failedShare: 0.1836,
    throttledPerSecond: 664,
    readHeat: 0.04,
    writeHeat: 1.667,
    stale: 98_412,
  },
  {
    ...QUIET,
    plan: 'coalescing',
    mitigations: ['coalescing'],
    hotMs: 1.5,
    failedShare: 0.1838,
    throttledPerSecond: 666,
    readHeat: 0.41,
    writeHeat: 1.667,
  },
  {
    ...QUIET,
    plan: 'cache+coalescing',
    mitigations: ['cache(ttl 5s)', 'coalescing'],
    hotMs: 0.25,
    failedShare: 0.1835,
    throttledPerSecond: 663,
    readHeat: 0.02,
    writeHeat: 1.667,
    stale: 98_655,
  },
  {
    ...QUIET,
    plan: 'salting',
    mitigations: ['salting(keys product:headset views:headset, salts 8)'],
    growthMs: 510,
    hotMs: 2.4,
    failedShare: 0.0312,
    throttledPerSecond: 0,
    readHeat: 1.5,
    writeHeat: 0.22,
    attemptsPerRequest: 4.1,
  },
  {
    ...QUIET,
    plan: 'copies',
    mitigations: ['copies(keys product:headset, copies 8)'],
    hotMs: 1.5,
    failedShare: 0.1841,
    throttledPerSecond: 668,
    readHeat: 0.2,
    writeHeat: 1.667,
    stale: 212,
  },
  {
    ...QUIET,
    plan: 'write-buffer',
    mitigations: ['write-buffer(keys views:headset, flush 1s)'],
    growthMs: 500,
    hotMs: 1.6,
    failedShare: 0.0301,
    throttledPerSecond: 0,
    readHeat: 1.5,
    writeHeat: 0.03,
    lost: 1_204,
    stale: 1_871,
  },
  {
    ...QUIET,
    plan: 'load-shedding',
    mitigations: ['load-shedding(queue 50)'],
    hotMs: 38,
    failedShare: 0.3389,
    throttledPerSecond: 660,
    readHeat: 1.5,
    writeHeat: 1.667,
  },
  {
    ...QUIET,
    plan: 'naive-retries',
    mitigations: ['retry(preset naive, attempts 3, timeout 10s)'],
    growthMs: 1400,
    drainMs: 180,
    hotMs: 1.6,
    failedShare: 0.6642,
    throttledPerSecond: 2210,
    readHeat: 4.3,
    writeHeat: 4.9,
    attemptsPerRequest: 2.71,
    duplicated: 8_771,
  },
  {
    ...QUIET,
    plan: 'retry-budget',
    mitigations: ['retry(preset naive, attempts 3, timeout 10s)', 'retry-budget(share 10%)'],
    growthMs: 590,
    drainMs: 800,
    hotMs: 1.6,
    failedShare: 0.1712,
    throttledPerSecond: 702,
    readHeat: 1.66,
    writeHeat: 1.83,
    attemptsPerRequest: 1.08,
    duplicated: 214,
  },
];

const RANKING = [
  'cache+coalescing',
  'coalescing',
  'cache',
  'copies',
  'bigger-node',
  'salting',
  'write-buffer',
  'retry-budget',
  'more-partitions',
  'none',
  'load-shedding',
  'naive-retries',
];

/** A number in [-1, 1) that looks like noise and is the same everywhere: the fraction of a golden-ratio sequence. */
function wobble(i: number): number {
  const x = (i + 1) * 0.618033988749895;
  return 2 * (x - Math.floor(x)) - 1;
}

const inHeat = (second: number) => second >= HEAT_FROM_S && second < HEAT_TO_S;

/** How long a headset load that was sent at this second waits in the queue, ms. */
function waitMs({ growthMs, drainMs }: Story, second: number): number {
  if (second < HEAT_FROM_S) return 0;
  const peak = Math.min(growthMs * (HEAT_TO_S - HEAT_FROM_S), 1.6 * PATIENCE_MS);
  return second < HEAT_TO_S
    ? Math.min(growthMs * (second - HEAT_FROM_S), 1.6 * PATIENCE_MS)
    : Math.max(0, peak - drainMs * (second - HEAT_TO_S));
}

function seriesOf(story: Story): readonly Series[] {
  const seconds = Array.from({ length: SLICES }, (_, i) => (i * SLICE_MS) / 1000);
  const round = (value: number) => Number(value.toPrecision(4));
  const noisy = (value: number, i: number) => value * (1 + 0.06 * wobble(i));
  const hot = (second: number, i: number, spread: number) => {
    const ms = noisy(story.hotMs * spread, i) + waitMs(story, second);
    return ms > PATIENCE_MS ? null : ms;
  };
  const rate = (second: number) => (second < HEAT_FROM_S ? 2 : second < HEAT_TO_S ? 1667 : 20);
  const failed = (second: number) => (inHeat(second) ? rate(second) * 2 * story.failedShare * 1.2 : 0);
  const series = (name: string, unit: string, of: (second: number, i: number) => number | null): Series => ({
    name,
    unit,
    values: seconds.map((second, i) => of(second, i)),
  });
  return [
    series('browsing.latencyMs.p50', 'ms', (_, i) => noisy(1.62, i)),
    series('browsing.latencyMs.p99', 'ms', (s, i) => noisy(5.2, i) + waitMs(story, s) / 40),
    series('headset.latencyMs.p50', 'ms', (s, i) => hot(s, i, 1)),
    series('headset.latencyMs.p99', 'ms', (s, i) => hot(s, i, 4.6)),
    series('headset.outcomeMs.p99', 'ms', (s, i) => (inHeat(s) && story.failedShare > 0.3 ? null : hot(s, i, 4.6))),
    series('views.latencyMs.p50', 'ms', (s, i) => noisy(inHeat(s) ? 7.9 : 1.6, i)),
    series('views.latencyMs.p99', 'ms', (s, i) => noisy(inHeat(s) ? 44 : 5.1, i)),
    series('views.outcomeMs.p99', 'ms', (s, i) => (inHeat(s) && story.throttledPerSecond > 0 ? null : noisy(5.1, i))),
    series('views.requests.offered', 'perSecond', (s) => rate(s)),
    series('views.requests.failed', 'perSecond', (s) =>
      inHeat(s) ? round(Math.min(rate(s), story.throttledPerSecond)) : 0,
    ),
    series('requests.offered', 'perSecond', (s, i) => round(noisy(500 + 2 * rate(s), i))),
    series('requests.failed', 'perSecond', (s, i) => round(noisy(failed(s), i))),
    series('attempts.throttled', 'perSecond', (s, i) => (inHeat(s) ? round(noisy(story.throttledPerSecond, i)) : 0)),
  ];
}

function heatOf(story: Story): PlanResult['heat'] {
  const partitions = Array.from({ length: Math.min(40, story.partitions) }, (_, i) => i);
  const row = (partition: number) =>
    Array.from({ length: SLICES }, (_, i) => {
      const heat = inHeat((i * SLICE_MS) / 1000) ? [story.writeHeat, story.readHeat][partition] : undefined;
      return Number(((heat ?? 0.02 + 0.004 * (partition % 5)) * (1 + 0.08 * wobble(i + 31 * partition))).toFixed(4));
    });
  const label = (partition: number) => [['views:headset'], ['product:headset']][partition] ?? [];
  return {
    partitions: partitions.map((i) => (i * 8 + 12) % story.partitions),
    rows: partitions.map(row),
    keys: partitions.map(label),
  };
}

function histogramsOf(story: Story): Record<string, SparseHistogram> {
  const all = new Histogram(256);
  const headset = new Histogram(256);
  const browsing = new Histogram(256);
  const quantiles = Array.from({ length: 16 }, (_, j) => -Math.log(1 - (j + 0.5) / 16));
  for (let i = 20; i < SLICES; i++) {
    const second = (i * SLICE_MS) / 1000;
    for (const [j, e] of quantiles.entries()) {
      const ms = story.hotMs * e * 1.4 + waitMs(story, second) * (1 + 0.02 * wobble(i + j));
      const times = inHeat(second) ? 8 : 1;
      for (let k = 0; k < times && ms <= PATIENCE_MS; k++) headset.record(ms);
      browsing.record(1 + 0.9 * e);
    }
  }
  all.merge(headset);
  all.merge(browsing);
  return { all: all.toJSON(), browsing: browsing.toJSON(), headset: headset.toJSON(), views: browsing.toJSON() };
}

/** Mean values of a plan's metrics. */
function meansOf(story: Story): Record<string, number | null> {
  const endless = (percentile: number, failed: number, ms: number) => (failed >= 1 - percentile ? null : ms);
  const offered = 368_040;
  const peakMs = waitMs(story, HEAT_TO_S - 1);
  const scope = (of: string, share: number, failed: number, hot: boolean): Record<string, number | null> => {
    const p50 = hot ? story.hotMs + peakMs / 3 : 1.63;
    const p99 = hot ? story.hotMs * 4.6 + Math.min(peakMs, PATIENCE_MS * 0.98) : 6.1;
    const requests = Math.round(offered * share);
    return Object.fromEntries(
      Object.entries({
        'requests.offered': requests,
        'requests.served': Math.round(requests * (1 - failed)),
        'requests.refused': story.plan === 'load-shedding' ? Math.round(requests * failed * 0.6) : 0,
        'requests.dropped': Math.round(requests * failed * (story.plan === 'load-shedding' ? 0.4 : 0.7)),
        'requests.expired': story.plan === 'load-shedding' ? 0 : Math.round(requests * failed * 0.3),
        'requests.unfinished': 0,
        'requests.failed': Math.round(requests * failed),
        'requests.failedShare': failed,
        'outcomeMs.p50': endless(0.5, failed, p50),
        'outcomeMs.p90': endless(0.9, failed, p99 * 0.6),
        'outcomeMs.p99': endless(0.99, failed, p99),
        'latencyMs.mean': p50 * 1.2,
        'latencyMs.p50': p50,
        'latencyMs.p90': p99 * 0.55,
        'latencyMs.p95': p99 * 0.7,
        'latencyMs.p99': p99,
        'latencyMs.p999': p99 * 1.2,
        'latencyMs.max': p99 * 1.4,
        'waitMs.mean': p50 * 0.4,
        'waitMs.p99': p99 * 0.8,
        'attempts.total': Math.round(requests * story.attemptsPerRequest),
        'attempts.perRequest': story.attemptsPerRequest,
        'attempts.throttled': Math.round(story.throttledPerSecond * 60 * share),
        'attempts.timedOut': Math.round(story.duplicated * share),
        'attempts.queueFull': 0,
        'attempts.throttledShare': (story.throttledPerSecond * 60) / offered / story.attemptsPerRequest,
        'goodput.perSecond': (requests * (1 - failed)) / 330,
      }).map(([base, value]) => [of + base, value]),
    );
  };
  const windows = [
    ['', 1],
    ['before:', 0.05],
    ['heat:', 0.6],
    ['end:', 0.12],
  ] as const;
  return {
    ...Object.assign(
      {},
      ...windows.flatMap(([window, share]) => [
        scope(window, share, window === 'before:' ? 0 : story.failedShare, window !== 'before:'),
        scope(`${window}browsing.`, 0.4 * share, 0, false),
        scope(`${window}headset.`, 0.3 * share, window === 'before:' ? 0 : story.growthMs > 0 ? 0.031 : 0, true),
        scope(`${window}views.`, 0.3 * share, window === 'before:' ? 0 : story.failedShare * 2, false),
        scope(`${window}reads.`, 0.65 * share, story.failedShare / 3, true),
        scope(`${window}writes.`, 0.35 * share, story.failedShare, false),
      ]),
    ),
    'queue.lengthMean': peakMs / 40,
    'partition.3.heat': 0.021,
    'load.reads.gini': 0.83,
    'load.gini': 0.71,
    'load.maxOverMedian': 61.2,
    'load.topShare': 0.36,
    'partition.hottest': 12,
    'partition.hottestHeat': Math.max(story.readHeat, story.writeHeat),
    'partition.hottestUtilisation': Math.min(1, Math.max(story.readHeat, story.writeHeat)),
    'partition.medianUtilisation': 0.021,
    'partition.overCeilingSeconds': story.writeHeat > 1 ? 60 : 0,
    'recovery.seconds': story.growthMs > 0 ? (story.growthMs * 60) / story.drainMs : 0,
    'cache.hitRatio': story.plan.startsWith('cache') ? 0.9963 : null,
    'ledger.lost': story.lost,
    'ledger.duplicated': story.duplicated,
    'ledger.stale': story.stale,
    'ledger.missing': 0,
    'ledger.reordered': 0,
    'ledger.unseenOwnWrites': 0,
    'ledger.backwardReads': 0,
    'ledger.wasted': story.growthMs > 0 ? 3_412 : 0,
    'ledger.staleMs.p99': story.stale > 0 ? 4_930 : null,
    'ledger.acknowledged': 61_203,
    'bill.readUnits': Math.round(offered * story.attemptsPerRequest * (0.35 + Math.min(1, story.readHeat) * 0.5)),
    'bill.writeUnits': Math.round(100_000 * story.attemptsPerRequest * (1 - story.failedShare)),
    'bill.capacity': story.plan === 'bigger-node' ? 2 : story.partitions / 21,
    'bill.memoryEntries': story.plan.startsWith('cache') ? 48_210 : 0,
    'bill.usd': 0.0412 * story.attemptsPerRequest * (0.35 + Math.min(1, story.readHeat) * 0.5),
    'bill.usdPerMonth': 301 * story.attemptsPerRequest * (0.35 + Math.min(1, story.readHeat) * 0.5),
    'engine.events': 1_912_004,
  };
}

function estimate(mean: number | null, half: number): Estimate {
  if (mean === null) return { mean: null, low: null, high: null, n: REPLICATIONS };
  return { mean, low: mean - half, high: mean + half, n: REPLICATIONS };
}

const RELATIVE_HALF_WIDTH = 0.012;

function planResult(story: Story, baseline: Record<string, number | null>): PlanResult {
  const means = meansOf(story);
  const half = (mean: number | null) => Math.abs(mean ?? 0) * RELATIVE_HALF_WIDTH;
  const spread = (half(1) * Math.sqrt(REPLICATIONS)) / T_95;
  const runs = Array.from({ length: REPLICATIONS }, (_, r) =>
    Object.fromEntries(Object.entries(means).map(([k, v]) => [k, v === null ? null : v * (1 + spread * wobble(r))])),
  );
  const paired = (name: string): PairedEstimate => {
    const here = means[name] ?? null;
    const there = baseline[name] ?? null;
    if (here === null || there === null)
      return { difference: estimate(null, 0), ratio: estimate(null, 0), narrowing: null, distinguishable: false };
    const width = (half(here) + half(there)) / 2;
    const distinguishable = Math.abs(here - there) > width;
    return {
      difference: estimate(here - there, width),
      ratio: there === 0 ? estimate(null, 0) : estimate(here / there, width / there),
      narrowing: width > 0 ? 2 : null,
      distinguishable,
    };
  };
  const isBaseline = story.plan === 'none';
  return {
    plan: story.plan,
    mitigations: story.mitigations,
    metrics: Object.fromEntries(Object.entries(means).map(([name, mean]) => [name, estimate(mean, half(mean))])),
    paired: isBaseline ? {} : Object.fromEntries(Object.keys(means).map((name) => [name, paired(name)])),
    warnings:
      story.plan === 'more-partitions'
        ? [
            {
              code: 'vacuous',
              message: 'the hot key lives on one partition whatever their number: the lever moved none of its load',
              remedy: 'Spread the key itself (copies, salting) or keep its reads away (cache).',
            },
          ]
        : [],
    series: seriesOf(story),
    heat: heatOf(story),
    histograms: histogramsOf(story),
    events: [],
    theory: isBaseline
      ? [
          {
            metric: 'before:headset.latencyMs.mean',
            formula: 'M/M/1: 2d + 1/(μ − λ)',
            source: 'P.Q1',
            expected: 1.902,
            measured: 1.899,
          },
        ]
      : [],
    runs,
  };
}

/** The twelve plans of the Black Friday story; `stories` may be a part of them that holds `none`. */
export function blackFriday(stories: readonly Story[] = BLACK_FRIDAY_STORIES): Comparison {
  const baseline = meansOf(BLACK_FRIDAY_STORIES[0]!);
  const names = stories.map(({ plan }) => plan);
  const value = (mean: number | null, half: number) => estimate(mean, half);
  return {
    schemaVersion: 1,
    tool: { name: 'hotshard', version: '0.1.0' },
    scenario: { name: 'Black Friday headset', hash: '3f9a1c07' },
    question: 'Which lever keeps one product page up when 100,000 people load it in a minute?',
    baseline: 'none',
    seed: '42',
    replications: REPLICATIONS,
    durationMs: SLICES * SLICE_MS,
    warmupMs: 30_000,
    deadlineMs: PATIENCE_MS,
    faults: [],
    windows: [
      { name: 'before', fromMs: 30_000, toMs: 60_000 },
      { name: 'heat', fromMs: 60_000, toMs: 120_000 },
      { name: 'end', fromMs: 110_000, toMs: 120_000 },
    ],
    workloads: ['browsing', 'headset', 'views'],
    sliceMs: SLICE_MS,
    objective: ['requests.failedShare', 'ledger.lost', 'outcomeMs.p99', 'bill.usd'],
    sweeps: [],
    load: null,
    warmupFound: false,
    precision: null,
    oracle: null,
    interrupted: null,
    plans: stories.map((story) => planResult(story, baseline)),
    ranking: RANKING.filter((plan) => names.includes(plan)),
    expectations: [
      {
        plan: 'none',
        that: 'headset.latencyMs.p50 in 1.3ms..3ms',
        during: 'before',
        why: null,
        verdict: 'held',
        value: value(1.62, 0.02),
        bound: '1.3 ms to 3 ms',
        replicationsNeeded: null,
      },
      {
        plan: 'none',
        that: 'headset.outcomeMs.p50 in 25s..30s',
        during: 'end',
        why: 'source 003 sees 30 s',
        verdict: 'undecided',
        value: value(29_950, 71),
        bound: '25 s to 30 s',
        replicationsNeeded: 24,
      },
      {
        plan: 'naive-retries',
        that: 'outcomeMs.p99 < 20ms',
        during: null,
        why: null,
        verdict: 'failed',
        value: value(null, 0),
        bound: '< 20 ms',
        replicationsNeeded: null,
      },
    ],
    verdict:
      'cache+coalescing keeps the page up: the headset p99 falls from 29.4 s to 1.15 ms, at the price of 98,655 stale reads; no plan here helps the view counter.',
  };
}
