/**
 * P.C5: 10⁵ keys asked for after Zipf with exponent .99, a cache of 1,000: LRU hits .489 of the reads (Che), the ideal that knows the
 * popularity and holds the 1,000 hottest .605.
 *
 * LFU that counts from a key's coming on is in between: it forgets what it parts with, and needs long to learn. 180,000 reads beyond the
 * warm-up, two runs: the error of a share is √(.25/3.6e5) = .08 %, and Che's own a little more; published tolerance .01.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { lruHitRatio } from '../../src/theory/cache.ts';
import { topShare } from '../../src/theory/zipf.ts';
import { replicate } from '../support/replicate.ts';
import { scenarioOf } from '../support/scenario.ts';

const [KEYS, EXPONENT, ENTRIES] = [100_000, 0.99, 1000];
const hitRatio = (evict: string): number => {
  const scenario = scenarioOf({
    durationMs: 20_000,
    partition: { service: { kind: 'deterministic' }, serviceMeanMs: 1e-6 },
    workload: { ratePerSecond: 10_000, keys: { kind: 'zipf', count: KEYS, exponent: EXPONENT, prefix: 'key:' } },
    plans: { cache: [{ kind: 'cache', ttl: '1h', hit: '0ms', entries: ENTRIES, evict }] },
  });
  return replicate(scenario, 'cache', 2).mean('cache.hitRatio');
};

describe('a cache of a hundredth of the keys (P.C5)', () => {
  const popularity = Float64Array.from({ length: KEYS }, (_, k) => (k + 1) ** -EXPONENT);
  let lru: number;
  beforeAll(() => {
    lru = hitRatio('lru');
  });

  it('hits as often as Che says, where what was used least recently goes', () => {
    expect(Math.abs(lru - lruHitRatio(popularity, ENTRIES))).toBeLessThan(0.01);
    expect(Math.abs(lru - 0.489)).toBeLessThan(0.01);
  });

  it('hits more often where what was used least often goes, and never more often than the ideal', () => {
    const lfu = hitRatio('lfu');
    expect(lfu).toBeGreaterThan(lru + 0.02);
    expect(lfu).toBeLessThan(topShare(KEYS, EXPONENT, ENTRIES));
  });
});
