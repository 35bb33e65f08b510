/** What it gains that all plans meet the same requests: narrower intervals of their differences. */
import { serviceColumns } from './columns.ts';
import { labelOf } from './metric.ts';
import type { ComparisonView } from './view.ts';

const METRICS_MOST = 3;
/** A factor that is nearer to 1 is none. */
const NOTICED = 0.05;

/**
 * `failed 2.1x, outcome p99 0.9x`: how much wider the intervals would be without, the median over the plans; below 1x where pairing
 * widens them. Empty where it does neither.
 */
export function pairingText(view: ComparisonView): string {
  const parts = serviceColumns(view).flatMap((metric) => {
    const factors = view.plans.flatMap(({ result }) => result.paired[metric]?.narrowing ?? []).sort((a, b) => a - b);
    const median = factors[Math.floor((factors.length - 1) / 2)];
    return median === undefined || Math.abs(median - 1) < NOTICED
      ? []
      : [`${labelOf(metric)} ${Number(median.toPrecision(2))}x`];
  });
  return parts.slice(0, METRICS_MOST).join(', ');
}
