/**
 * Which missing number means "endless". `outcomeMs.*` counts a failed request as one that takes for ever; results
 * write infinity as null, and so also a percentile with too few samples. The failed share beside it tells them apart.
 */
import { parseMetric, percentileOf, sibling } from './metric.ts';

type Values = Readonly<Record<string, number | null>>;

/** Whether a run's null under this name stands for infinity. */
export function isInfinite(name: string, values: Values): boolean {
  if (parseMetric(name).family !== 'outcomeMs' || values[name] !== null) return false;
  const failed = values[sibling(name, 'requests.failedShare')] ?? 0;
  const percentile = percentileOf(name);
  return percentile !== null && failed > 1 - percentile;
}
