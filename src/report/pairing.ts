/** What it gains that all plans meet the same requests: narrower intervals of their differences. */
import { serviceColumns } from './columns.ts';
import { labelOf } from './metric.ts';
import type { ComparisonView } from './view.ts';

const METRICS_MOST = 3;

/** `failed 2.1x, outcome p99 0.9x`: the median over the plans, below 1x where pairing widens; empty where nothing varies. */
export function pairingText(view: ComparisonView): string {
  const parts = serviceColumns(view).flatMap((metric) => {
    const factors = view.plans.flatMap(({ result }) => result.paired[metric]?.narrowing ?? []).sort((a, b) => a - b);
    const median = factors[Math.floor((factors.length - 1) / 2)];
    return median === undefined ? [] : [`${labelOf(metric)} ${Number(median.toPrecision(2))}x`];
  });
  return parts.slice(0, METRICS_MOST).join(', ');
}
