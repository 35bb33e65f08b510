/** Whether what is asked of the store, and what it can do, stay the same throughout a run. */
import type { ModelConfig } from '../model/config.ts';

/** What changes over the run, in words; null: nothing, so that there may be a steady state. */
export function whatChanges({ workload, clients, faults, store }: ModelConfig): string | null {
  for (const { name, arrivals } of workload) {
    if (arrivals === null) continue;
    if (arrivals.kind === 'moments') return `${name} sends its requests at given moments`;
    if (arrivals.steps.length !== 1 || arrivals.steps[0]!.fromMs > 0) return `the rate of ${name} changes`;
  }
  if (clients.fleet !== null) return 'the fleet of clients changes';
  if (faults.length > 0) return 'there are faults';
  const { limit } = store.partition;
  const hasBank = limit.bankSeconds > 0 && (limit.share.reads !== null || limit.share.writes !== null);
  if (hasBank) return 'the bank of unused share fills or empties';
  const { throughput } = store;
  const hasBurst = throughput !== undefined && throughput.burstSeconds > 0;
  return hasBurst ? 'the unused throughput of the table is saved up or spent' : null;
}
