/** What the row of perfect balance means, and what the partitions together are asked for. */
import { formatSpan, formatValue } from './format.ts';
import { type ComparisonView, estimateOf } from './view.ts';

/** In sentences; empty where it was not run. */
export function oracleText({ comparison, baseline, oracle }: ComparisonView): string {
  if (comparison.oracle === null || oracle === null) return '';
  const { heat, peakHeat } = comparison.oracle;
  const second = formatSpan(Math.max(1000, comparison.sliceMs));
  const asked = `All partitions together are asked for ${percent(heat)} of what they can take, and for ${percent(peakHeat)} in the busiest ${second}`;
  const failed = estimateOf(oracle, 'requests.failedShare')?.mean ?? 0;
  const isBehind = (estimateOf(oracle, 'index.throttledShare')?.mean ?? 0) > 0;
  const takes = isBehind ? 'an index that can follow' : 'less load or more capacity';
  const enough =
    failed === 0
      ? 'evenly spread, no request fails'
      : `evenly spread, ${formatValue(failed, 'share')} of the requests fail all the same: for those it takes ${takes}`;
  return `${oracle.name}: the requests of ${baseline.name}, each sent to the next partition in turn, at no cost: about the most that moving keys can gain. ${asked}: ${enough}.`;
}

function percent(heat: number): string {
  return formatValue(heat, 'share');
}
