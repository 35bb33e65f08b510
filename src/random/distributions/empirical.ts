/*
 * Empirical demand: measured values with weights, drawn as they are. The values are divided by their weighted mean,
 * which the caller reads back as `valuesMean` to scale demands up again.
 */
import { AliasTable } from '../alias.ts';
import type { Stream } from '../stream.ts';
import { Distribution } from './distribution.ts';

/** A list of values ≥ 0 over their mean, each drawn in proportion to its weight; one draw a sample. */
export class Empirical extends Distribution {
  readonly scv: number;
  /** The weighted mean of the given values, in their unit. */
  readonly valuesMean: number;
  private readonly demands: Float64Array;
  private readonly table: AliasTable;

  /** Weights are relative and default to 1 each; throws a RangeError on unequal lengths or a mean that is not positive. */
  constructor(values: readonly number[], weights: readonly number[] = values.map(() => 1)) {
    super();
    if (values.length !== weights.length) {
      throw new RangeError(`${values.length} values need as many weights, got ${weights.length}`);
    }
    this.table = new AliasTable(Float64Array.from(weights));
    this.valuesMean = weightedMean(values, weights);
    if (!(this.valuesMean > 0 && this.valuesMean < Infinity) || values.some((value) => value < 0)) {
      throw new RangeError('values are at least 0 and one of positive weight is positive');
    }
    this.demands = Float64Array.from(values, (value) => value / this.valuesMean);
    const squares = Array.from(this.demands, (demand) => demand * demand);
    this.scv = weightedMean(squares, weights) - 1;
  }

  next(stream: Stream): number {
    return this.demands[this.table.sample(stream)]!;
  }
}

function weightedMean(values: readonly number[], weights: readonly number[]): number {
  let sum = 0;
  let total = 0;
  for (const [i, weight] of weights.entries()) {
    sum += weight * values[i]!;
    total += weight;
  }
  return sum / total;
}
