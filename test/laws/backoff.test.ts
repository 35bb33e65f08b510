/**
 * F.R6: the four back-off formulas, with v = min(cap, base·2^(n−1)) before the try that follows failure n (F.R1):
 *
 *   none v          full U(0, v), mean v/2          equal v/2 + U(0, v/2), mean 3v/4
 *   fifth v·U(0.8, 1.2), mean v (F.R7)
 *   decorrelated min(cap, U(base, 3·previous)), the first previous being base: means m₁ = 2·base, m_n = (base + 3m_{n−1})/2
 *
 * Over S = 50,000 seeds a mean has a standard error of σ/√S, and tolerances are four of them. Uniform on a width w:
 * σ = w/√12. Decorrelated: σ² of the n-th wait follows from E X² = (E over previous) of the uniform's second moment.
 */
import { describe, expect, it } from 'vitest';
import { Backoff } from '../../src/model/client/backoff.ts';
import { retryPresets } from '../../src/model/client/presets.ts';
import { GO, NODE, REFUSE } from '../../src/model/codes.ts';
import type { Jitter, RetryConfig } from '../../src/model/config.ts';
import type { Lever, World } from '../../src/model/mitigation.ts';
import { Stream } from '../../src/random/stream.ts';
import { chiSquareScore } from '../support/chi-square.ts';
import { recordWith } from '../support/lever-run.ts';
import { expectRelative } from '../support/relative.ts';
import { scenarioOf } from '../support/scenario.ts';

const SEEDS = 50_000;
const stream = new Stream('backoff');
const seeds = Int32Array.from({ length: SEEDS }, () => stream.uint32() | 0);

const policy = (jitter: Jitter, capMs: number | null = null): RetryConfig => ({
  attempts: 10,
  baseMs: 50,
  capMs,
  jitter,
  quota: null,
});

const backoffMs = (config: RetryConfig, failures: number, seed: number): number =>
  new Backoff(config).waitMs(failures, seed);

/** Of one client and many calls. */
const waits = (config: RetryConfig, failures: number): number[] => {
  const backoff = new Backoff(config);
  return Array.from(seeds, (seed) => backoff.waitMs(failures, seed));
};

function expectRange(values: readonly number[], low: number, high: number): void {
  const min = values.reduce((a, b) => Math.min(a, b));
  const max = values.reduce((a, b) => Math.max(a, b));
  expect(min).toBeGreaterThanOrEqual(low);
  expect(max).toBeLessThanOrEqual(high);
  // Of S draws the extremes lie within 20/S of the ends of the range but for e^−20 of the time.
  expect(min - low).toBeLessThan(((high - low) * 20) / SEEDS);
  expect(high - max).toBeLessThan(((high - low) * 20) / SEEDS);
}

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b) / values.length;

describe('back-off (F.R6)', () => {
  it('without jitter doubles up to the cap', () => {
    const config = policy('none', 1000);
    for (const [n, v] of [50, 100, 200, 400, 800, 1000, 1000].entries()) {
      expect(backoffMs(config, n + 1, seeds[n]!)).toBe(v);
    }
  });

  // F.R4: 50, 100, …, 12,800 ms, 25.55 s in all.
  it('as legacy DynamoDB waits nine times, 25.55 s altogether', () => {
    const { policy: legacy } = retryPresets['aws-legacy-dynamodb'];
    const all = Array.from({ length: legacy.attempts - 1 }, (_, n) => backoffMs(legacy, n + 1, 7));
    expect(all[0]).toBe(50);
    expect(all.at(-1)).toBe(12_800);
    expect(all.reduce((a, b) => a + b)).toBe(25_550);
  });

  it.each([1, 2, 5, 9])('with full jitter is uniform up to v after failure %i', (n) => {
    const v = Math.min(3000, 50 * 2 ** (n - 1));
    const values = waits(policy('full', 3000), n);
    expectRange(values, 0, v);
    expectRelative(mean(values), v / 2, (4 * v) / Math.sqrt(12 * SEEDS) / (v / 2), 'mean');
    const cells = new Float64Array(100);
    for (const value of values) cells[Math.floor((value / v) * 100)]!++;
    expect(Math.abs(chiSquareScore(cells, new Float64Array(100).fill(SEEDS / 100)))).toBeLessThan(4);
  });

  it.each([1, 2, 5, 9])('with equal jitter waits half for certain after failure %i', (n) => {
    const v = Math.min(3000, 50 * 2 ** (n - 1));
    const values = waits(policy('equal', 3000), n);
    expectRange(values, v / 2, v);
    expectRelative(mean(values), (3 * v) / 4, (4 * v) / 2 / Math.sqrt(12 * SEEDS) / ((3 * v) / 4), 'mean');
  });

  it.each([1, 3, 9])('with a fifth of jitter stays within 20 % of v after failure %i', (n) => {
    const v = Math.min(3000, 50 * 2 ** (n - 1));
    const values = waits(policy('fifth', 3000), n);
    expectRange(values, 0.8 * v, 1.2 * v);
    expectRelative(mean(values), v, (4 * 0.4) / Math.sqrt(12 * SEEDS), 'mean');
  });

  // U(b, 3x) has the mean (b+3x)/2 and the second moment (b² + 3bx + 9x²)/3.
  it.each([1, 2, 3, 4])('decorrelated grows by its own last wait, without a cap, after failure %i', (n) => {
    const base = 50;
    let m = base;
    let square = base ** 2;
    for (let k = 0; k < n; k++) {
      square = (base ** 2 + 3 * base * m + 9 * square) / 3;
      m = (base + 3 * m) / 2;
    }
    const values = waits(policy('decorrelated'), n);
    expectRelative(mean(values), m, (4 * Math.sqrt((square - m ** 2) / SEEDS)) / m, 'mean');
    expect(values.every((value, k) => value >= base && value <= 3 * (n === 1 ? base : previous(k, n)))).toBe(true);
  });

  const previous = (k: number, n: number): number => backoffMs(policy('decorrelated'), n - 1, seeds[k]!);

  it('decorrelated never passes its cap', () => {
    const values = waits(policy('decorrelated', 400), 8);
    expect(values.reduce((a, b) => Math.max(a, b))).toBe(400);
    expect(values.reduce((a, b) => Math.min(a, b))).toBeGreaterThanOrEqual(50);
  });

  // A peer's defect: state shared between calls. The wait is a function of (policy, failures, seed) alone, and the
  // waits of one call are independent of each other: their correlation over S seeds is 0 ± 4/√S.
  it('shares no state between calls, nor chance between the waits of one', () => {
    for (const jitter of ['full', 'equal', 'decorrelated'] as const) {
      const backoff = new Backoff(policy(jitter));
      const alone = backoff.waitMs(3, 12_345);
      for (const seed of seeds.subarray(0, 100)) backoff.waitMs(2, seed);
      expect(backoff.waitMs(3, 12_345)).toBe(alone);
      expect(backoff.waitMs(3, 12_346)).not.toBe(alone);
    }
    const first = waits(policy('full'), 1).map((value) => value / 50 - 0.5);
    const second = waits(policy('full'), 2).map((value) => value / 100 - 0.5);
    expect(Math.abs(12 * mean(first.map((x, k) => x * second[k]!)))).toBeLessThan(4 / Math.sqrt(SEEDS));
  });
});

/** Refuses everything and notes the time between the attempts of every call, by number of the attempt before. */
class Stopwatch implements Lever {
  readonly kind = 'stopwatch';
  readonly gaps: number[][] = [[], [], []];
  private world!: World;
  private last!: { readonly data: Float64Array };

  bind(world: World): void {
    this.world = world;
    this.last = world.f64();
  }

  admit(r: number, site: number): number {
    if (site !== NODE) return GO;
    const now = this.world.now();
    const attempt = this.world.req.attempt(r);
    if (attempt > 1) this.gaps[attempt - 2]!.push(now - this.last.data[r]!);
    this.last.data[r] = now;
    return REFUSE;
  }
}

describe('back-off in a run', () => {
  // The naive preset waits U(0, 1 s), U(0, 2 s), and with four attempts U(0, 4 s); no network, so the time between two
  // attempts is the wait. 50,000 calls: the mean of a uniform is within 4/√(3·50,000) = 1 % of itself.
  it('is what the clients wait', () => {
    const stopwatch = new Stopwatch();
    const { policy: naive } = retryPresets.naive;
    const scenario = scenarioOf({
      durationMs: 50_000,
      warmupMs: 0,
      clients: { retry: { ...naive, attempts: 4 } },
      workload: { arrivals: 'even', ratePerSecond: 1000 },
    });
    recordWith(scenario, [stopwatch]);
    for (const [n, gaps] of stopwatch.gaps.entries()) {
      expect(gaps.length).toBe(49_999);
      expectRelative(mean(gaps), 500 * 2 ** n, 0.0104, `wait ${n + 1}`);
      expect(gaps.reduce((a, b) => Math.max(a, b))).toBeLessThanOrEqual(1000 * 2 ** n + 1e-6);
    }
  });
});
