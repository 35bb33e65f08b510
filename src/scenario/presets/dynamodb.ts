/**
 * A DynamoDB table in on-demand or provisioned mode: the ceilings hold in both (F.D1).
 *
 * Four partitions are what a new on-demand table begins with: 12,000 read units/s over 3,000 a partition, and 4,000
 * write units/s over 1,000 (F.D12). Service times are not published; four servers of 1 ms are assumed, because 4,000
 * requests/s let both ceilings bind before the servers do.
 */
import type { StorePreset } from './stores.ts';

export const dynamodb: StorePreset = {
  store: {
    partitions: 4,
    placement: { kind: 'hash' },
    partition: {
      ceiling: { reads: '3000/s', writes: '1000/s' },
      ceilingDepth: '1s',
      bank: { keep: '300s', start: 'empty' },
      service: { kind: 'exponential', mean: '1ms' },
      servers: 4,
    },
  },
  facts: ['F.D1', 'F.D4', 'F.D12', 'F.D19'],
};
