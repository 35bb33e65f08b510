/** What the row of perfect balance means, and what the partitions together are asked for. */
import { formatSpan, formatValue } from './format.ts';
import type { ComparisonView } from './view.ts';

/** In sentences; empty where it was not run. */
export function oracleText({ comparison, baseline, oracle }: ComparisonView): string {
  if (comparison.oracle === null || oracle === null) return '';
  const { heat, peakHeat } = comparison.oracle;
  const slice = formatSpan(comparison.sliceMs);
  const asked = `All partitions together are asked for ${percent(heat)} of what they can take, and for ${percent(peakHeat)} in their busiest ${slice}`;
  const enough = peakHeat <= 1 ? 'balance would be enough' : 'then no balance is enough: less load or more capacity is';
  return `${oracle.name}: the requests of ${baseline.name}, each sent to the next partition in turn, at no cost: about the most that moving keys can gain. ${asked}: ${enough}.`;
}

function percent(heat: number): string {
  return formatValue(heat, 'share');
}
