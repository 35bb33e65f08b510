/** Who pays for what is provisioned has something provisioned. */
import type { Problem } from '../issue.ts';
import type { Scenario } from '../scenario.ts';

export function billingProblems({ model: { store } }: Scenario): Problem[] {
  const { reads, writes } = store.partition.limit.share;
  const isProvisioned = reads !== null || writes !== null || store.throughput !== undefined;
  if (store.billing.mode !== 'provisioned' || isProvisioned) return [];
  const message = 'nothing is provisioned: the partitions have no share';
  const allowed = 'store.partition.share, for example share: {reads: 300/s, writes: 100/s}; or mode: on-demand';
  return [{ code: 'needs-share', path: ['store', 'billing', 'mode'], message, allowed }];
}
