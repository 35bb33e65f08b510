/**
 * Counts of requests and attempts by cell = (stretch · flows + flow) · 2 + operation, side by side in one row a cell.
 *
 * Outcomes and ends are counted in the cell of the request's birth, which its row carries; what is counted *now* is
 * counted in the cell of the moment.
 */
import { ATTEMPT_ENDS, OUTCOME_SERVED, OUTCOMES } from '../model/codes.ts';

export const OFFERED = 0;
export const SERVED_NOW = 1;
export const THROTTLED_NOW = 2;
/** Attempts that found no leader, or that a mitigation at their node turned away. */
export const REFUSED_NOW = 3;
/** First of the outcomes of requests. */
export const OUTCOME = 4;
/** First of the ends of attempts. */
export const END = OUTCOME + OUTCOMES;
if (END + ATTEMPT_ENDS > 16) throw new RangeError('a cell has room for 16 counts');

export class CellCounts {
  readonly cells: number;
  /** Sixteen counts a cell. */
  readonly data: Float64Array;

  constructor(cells: number) {
    this.cells = cells;
    this.data = new Float64Array(cells << 4);
  }

  get(cell: number, column: number): number {
    return this.data[(cell << 4) + column]!;
  }

  count(cell: number, column: number): void {
    this.data[(cell << 4) + column]!++;
  }

  /** A request born in `cell` is served, in the cell `now`. */
  countServed(cell: number, now: number): void {
    const { data } = this;
    data[(cell << 4) + (OUTCOME + OUTCOME_SERVED)]!++;
    data[(now << 4) + SERVED_NOW]!++;
  }

  /** Sum of `width` neighbouring columns over all cells. */
  total(column: number, width = 1): number {
    let total = 0;
    for (let cell = 0; cell < this.cells; cell++) {
      for (let k = 0; k < width; k++) total += this.get(cell, column + k);
    }
    return total;
  }
}
