/** How well the objective's first metric is known, where a precision was asked for. */
import type { Comparison } from '../experiment/result.ts';
import { formatValue } from './format.ts';
import { scopedLabelOf } from './metric.ts';

/** In a sentence; empty where none was asked for. */
export function precisionText({ precision, objective, replications }: Comparison): string {
  if (precision === null) return '';
  const { asked, reached } = precision;
  const found =
    reached === null
      ? 'it cannot be told, as a plan has no mean of it'
      : `${reached <= asked ? 'reached' : 'not reached'}: ${formatValue(reached, 'share')}`;
  return `Precision asked of ${scopedLabelOf(objective[0]!)}: ${formatValue(asked, 'share')}; ${found}, by ${replications} replications.`.replaceAll(
    '\u00a0',
    ' ',
  );
}
