/**
 * Which metrics stand in the comparison: what users get, and the bill for it. A column of the bill that is the same
 * under every plan tells nothing and is only named.
 */
import { type ComparisonView, estimateOf, isEndless, type PlanView } from './view.ts';

export interface Bill {
  /** Metrics that differ between plans. */
  readonly columns: readonly string[];
  /** Metrics that are the same under every plan. */
  readonly same: readonly string[];
}

const SERVICE = [
  'requests.failedShare',
  'recall.missingShare',
  'outcomeMs.p50',
  'outcomeMs.p99',
  'latencyMs.p50',
  'latencyMs.p99',
  'attempts.throttledShare',
  'table.throttledShare',
  'index.throttledShare',
];

/** Money, then what happened to the data, then what else it takes: a chart has room for the first seven that differ. */
const BILL = [
  'bill.usdPerMonth',
  'bill.capacity',
  'table.writeUnitsPerSecond',
  'table.readUnitsPerSecond',
  'ledger.lost',
  'ledger.duplicated',
  'ledger.stale',
  'ledger.missing',
  'ledger.reordered',
  'bill.readUnits',
  'bill.writeUnits',
  'bill.indexUnits',
  'ledger.staleMs.p99',
  'ledger.unseenOwnWrites',
  'ledger.backwardReads',
  'bill.memoryEntries',
  'ledger.wasted',
];

/** All that a reviewer looks at: what users get, then the bill. */
export const REVIEWED: readonly string[] = [...SERVICE, ...BILL];

/** What users get, as far as it was measured. */
export function serviceColumns(view: ComparisonView): readonly string[] {
  return measured(view, SERVICE);
}

/** What it costs, over the whole run. */
export function billOf(view: ComparisonView): Bill {
  const means = (metric: string) => view.plans.map((plan) => estimateOf(plan, metric)?.mean ?? null);
  const isSame = (metric: string) => view.plans.length > 1 && new Set(means(metric)).size === 1;
  const metrics = measured(view, BILL);
  return { columns: metrics.filter((metric) => !isSame(metric)), same: metrics.filter(isSame) };
}

function measured(view: ComparisonView, metrics: readonly string[]): readonly string[] {
  return metrics.filter((metric) => view.plans.some((plan) => hasValue(plan, metric)));
}

/** Whether there is a number, or an endless one. */
function hasValue(plan: PlanView, metric: string): boolean {
  return estimateOf(plan, metric)?.mean != null || isEndless(plan, metric);
}
