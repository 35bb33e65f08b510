import { describe, expect, test } from 'vitest';
import { provisionedThroughput } from '../../src/mitigations/provisioned-throughput.ts';
import type { Draft } from '../../src/model/mitigation.ts';
import { lever, metricsOf, small, stream } from '../support/small.ts';

const ceiling = { reads: 3000, writes: 1000 };
const none = { reads: null, writes: null };

function bought(
  options: { writes: number; reads?: number },
  share: { reads: number | null; writes: number | null } = none,
) {
  const draft = structuredClone(small({ store: { partitions: 4 }, limit: { ceiling, share } }).model) as Draft;
  provisionedThroughput.patch!(draft, { reads: undefined, ...options });
  return [draft.store.partitions, draft.store.partition.limit.share];
}

describe('provisioned-throughput', () => {
  test('divides the rate evenly, and splits where a share would pass the ceiling (P.T7)', () => {
    expect(bought({ writes: 3200 })).toEqual([4, { writes: 800, reads: null }]);
    expect(bought({ writes: 3600 })).toEqual([4, { writes: 900, reads: null }]);
    expect(bought({ writes: 6000 })).toEqual([8, { writes: 750, reads: null }]);
    expect(bought({ writes: 100, reads: 13_000 })).toEqual([8, { writes: 12.5, reads: 1625 }]);
  });

  test('keeps what the table has of reads, which more partitions divide', () => {
    expect(bought({ writes: 6000 }, { reads: 100, writes: 800 })).toEqual([8, { writes: 750, reads: 50 }]);
  });

  test('backfires on a hot key: the purchase that splits halves what it had', () => {
    const changes = {
      store: { partitions: 2 },
      durationMs: 20_000,
      limit: { ceiling, share: { reads: null, writes: 700 }, bankSeconds: 1 },
      partition: { serviceMeanMs: 0.5 },
      workload: [stream(600, { reads: 0 })],
    };
    expect(metricsOf(changes)['requests.failedShare']).toBe(0);
    const more = metricsOf({ ...changes, plan: [lever('provisioned-throughput', { writes: 2000 })] });
    const muchMore = metricsOf({ ...changes, plan: [lever('provisioned-throughput', { writes: 2001 })] });
    expect([more['requests.failedShare'], more['bill.capacity']]).toEqual([0, 1]);
    expect(muchMore['bill.capacity']).toBe(2);
    // 12,000 asked for, 10,000 and the 500 of the start can be had: 12.5 % ± 0.8 %.
    expect(Math.abs(muchMore['requests.failedShare']! - 0.125)).toBeLessThan(4 * 0.008);
  });
});
