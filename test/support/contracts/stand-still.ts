/** Whether servers may be paused, by a fault or by a split. */
import type { ModelConfig } from '../../../src/model/config.ts';

export function mayStandStill({ faults, store }: ModelConfig): boolean {
  return faults.length > 0 || store.sparePartitions !== undefined;
}
