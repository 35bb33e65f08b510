/**
 * P.M10: a look-aside cache with 90 % hits lets a database of 300/s serve 3,000/s, and anything above 300/s hangs on it: a
 * flush multiplies the database's load by ten.
 *
 * Uniform reads of K keys, each at r = λ/K, time to live T: of a key's reads one in 1 + rT misses, as T runs from the miss
 * (P.C2's cycle: one miss, rT hits). rT = 9 makes 90 % hits. After a flush the first read of each key misses: in a window w
 * that is (1 − e^(−rw))/(rw) of the reads.
 */
import { describe, expect, test } from 'vitest';
import { run } from '../../src/experiment/run.ts';
import { expectRelative } from '../support/relative.ts';
import { replicate } from '../support/replicate.ts';
import { lever, small, stream } from '../support/small.ts';

const TTL_MS = 3000;

describe('a look-aside cache (P.M10)', () => {
  const RATE = 20_000;
  const KEYS = (RATE * TTL_MS) / 1000 / 9;
  // Keys first asked for together are missed together, every 10/3 s: whole waves count.
  const FLUSH_MS = 5000 + 2 * (TTL_MS + TTL_MS / 9);
  const scenario = {
    ...small({
      durationMs: 13_000,
      partition: { serviceMeanMs: 0.01 },
      workload: [stream(RATE, { keys: { kind: 'uniform', count: Math.round(KEYS), prefix: 'key:' } })],
      plan: [lever('cache', { ttl: TTL_MS, hit: 0 })],
      faults: [{ kind: 'flush', atMs: FLUSH_MS }],
    }),
    windows: [
      { name: 'warm', fromMs: 5000, toMs: FLUSH_MS },
      { name: 'flushed', fromMs: FLUSH_MS, toMs: FLUSH_MS + 20 },
    ],
  };

  // 2,000/s for 6 s and four runs: 48,000 misses, .5 %; 400 after the flush in each of 25: 1 %.
  test('keeps nine tenths of the reads from the database, until a flush sends them all', () => {
    const result = replicate(scenario, 'generated', 25);
    const warm = result.mean('warm:attempts.total') / ((FLUSH_MS - 5000) / 1000);
    const r = RATE / KEYS;
    const window = 0.02;
    expectRelative(warm, RATE / 10, 0.02, 'misses per second, warm');
    const flushed = result.mean('flushed:attempts.total') / window;
    const first = (1 - Math.exp(-r * window)) / (r * window);
    expectRelative(flushed, RATE * first, 0.03, 'misses per second after the flush');
    expect(flushed / warm).toBeGreaterThan(9.5);
  });

  // A database of 300/s, 9,000 keys, T = 30 s: λ/(1 + λ/300) miss, 270/s of 2,700/s. To get there warm each step adds no more
  // than 290 − λ/(1 + λ/300) misses at once. After the flush 2,700/s queue for 300/s, every fetch takes longer than the
  // second that its reader waits, and nobody is left to fill the cache: it stays cold.
  test('serves nine times what the database can, and next to nothing once it is cold', () => {
    const rates = [250, 500, 750, 980, 1210, 1430, 1640, 1850, 2050, 2250, 2450, 2600, 2700];
    const steps = rates.map((ratePerSecond, k) => ({ fromMs: 30_000 * k, ratePerSecond }));
    const flushMs = 30_000 * (rates.length + 1);
    const scenario = {
      ...small({
        durationMs: flushMs + 60_000,
        store: { partitions: 1 },
        partition: { serviceMeanMs: 1000 / 300 },
        clients: { timeoutMs: 1000 },
        workload: [
          stream(0, {
            arrivals: { kind: 'poisson', steps },
            keys: { kind: 'uniform', count: 9000, prefix: 'key:' },
          }),
        ],
        plan: [lever('cache', { ttl: 30_000, hit: 0 })],
        faults: [{ kind: 'flush', atMs: flushMs }],
      }),
      windows: [
        { name: 'warm', fromMs: flushMs - 30_000, toMs: flushMs },
        { name: 'cold', fromMs: flushMs + 30_000, toMs: flushMs + 60_000 },
      ],
    };
    const { metrics } = run(scenario, 'generated');
    expectRelative(metrics['warm:goodput.perSecond']!, 2700, 0.02, 'served, warm');
    expectRelative(metrics['warm:attempts.total']! / 30, 270, 0.1, 'misses per second, warm');
    expect(metrics['cold:goodput.perSecond']).toBeLessThan(300);
  });
});
