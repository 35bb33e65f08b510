/*
 * Walker's alias method: n columns of equal mass, each split between its own index and one alias, so a sample is one
 * draw and one table look-up whatever the weights. The table is built by one sweep that pours the excess of each heavy
 * index into the light columns in order (Hübschle-Schneider and Sanders 2019), without work lists. A column keeps
 * its split in 30 bits beside its alias: one cache line per sample, and a choice without a branch.
 */
import { ONE_DRAW_COUNT_MAX, type Stream } from './stream.ts';

const SPLIT_BITS = 30;
const FULL = 2 ** SPLIT_BITS;

/** An immutable table that samples an index in proportion to its weight, to 2^-30 of a column; safe to share. */
export class AliasTable {
  readonly count: number;
  /** Pairs (own share of the column in units of 2^-30, alias). */
  private readonly columns: Int32Array;
  private readonly columnsPerDraw: number;

  /** Weights are relative: finite, ≥ 0, at least one positive, or a RangeError. */
  constructor(weights: Float64Array) {
    this.count = weights.length;
    this.columns = buildColumns(weights);
    this.columnsPerDraw = weights.length / 2 ** 32;
  }

  /** An index in [0, count), from one draw up to 2^20 weights and from two above. */
  sample(stream: Stream): number {
    const position =
      this.count <= ONE_DRAW_COUNT_MAX
        ? (stream.uint32() + 0.5) * this.columnsPerDraw
        : stream.uniform53() * this.count;
    const column = position | 0;
    const height = ((position - column) * FULL) | 0;
    const alias = this.columns[2 * column + 1]!;
    const ownMask = (height - this.columns[2 * column]!) >> 31;
    return alias ^ ((alias ^ column) & ownMask);
  }
}

function buildColumns(weights: Float64Array): Int32Array {
  const count = weights.length;
  const perColumn = sumOf(weights) / count;
  const columns = new Int32Array(2 * count);
  for (let i = 0; i < count; i++) {
    columns[2 * i] = FULL;
    columns[2 * i + 1] = i;
  }
  let light = nextLight(weights, perColumn, 0);
  let heavy = nextHeavy(weights, perColumn, 0);
  let rest = weights[heavy] ?? 0;
  while (heavy < count) {
    if (rest > perColumn) {
      if (light === count) break;
      fill(columns, light, weights[light]! / perColumn, heavy);
      rest -= perColumn - weights[light]!;
      light = nextLight(weights, perColumn, light + 1);
    } else {
      const next = nextHeavy(weights, perColumn, heavy + 1);
      if (next === count) break;
      fill(columns, heavy, rest / perColumn, next);
      rest += weights[next]! - perColumn;
      heavy = next;
    }
  }
  return columns;
}

function fill(columns: Int32Array, column: number, ownShare: number, alias: number): void {
  columns[2 * column] = Math.round(ownShare * FULL);
  columns[2 * column + 1] = alias;
}

function nextLight(weights: Float64Array, perColumn: number, from: number): number {
  while (from < weights.length && weights[from]! > perColumn) from++;
  return from;
}

function nextHeavy(weights: Float64Array, perColumn: number, from: number): number {
  while (from < weights.length && weights[from]! <= perColumn) from++;
  return from;
}

function sumOf(weights: Float64Array): number {
  let sum = 0;
  for (const weight of weights) {
    if (!(weight >= 0)) throw new RangeError(`a weight is at least 0, got ${weight}`);
    sum += weight;
  }
  if (!(sum > 0 && sum < Infinity)) throw new RangeError(`weights need a positive, finite sum, got ${sum}`);
  return sum;
}
