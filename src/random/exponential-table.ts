/*
 * The logarithm behind exponential draws: −ln of a 32-bit uniform, through a table instead of Math.log, which is
 * twice as slow and promises no bits. With m = 2^32 − k shifted so that its top bit is set, the next eight bits
 * name one of 256 cells of [1, 2); inside a cell ln(c + d) = ln c + y − y²/2 + y³/3 with y = d/c and |y| ≤ 2^-9,
 * so the series is off by at most y⁴/4 ≤ 2^-38 = 3.7e-12. The table itself comes from `ln` and is the same everywhere.
 */
import { ln } from './portable.ts';

const LN_2 = ln(2);
const CELL_HALF = 0x400000;

/** Pairs (−ln c, 2^-31 / c) for the centre c of each cell. */
const CELLS = new Float64Array(512);
for (let cell = 0; cell < 256; cell++) {
  const centre = 1 + (cell + 0.5) / 256;
  CELLS[2 * cell] = -ln(centre) + LN_2;
  CELLS[2 * cell + 1] = 1 / (centre * 0x80000000);
}

/** −ln((2^32 − k) / 2^32) for an integer k in [0, 2^32): exactly 0 at k = 0, at most 22.2, absolute error ≤ 2e-11. */
export function minusLogOfComplement(k: number): number {
  if (k === 0) return 0;
  const m = -k | 0;
  const leadingZeros = Math.clz32(m);
  const normalised = m << leadingZeros;
  const entry = (normalised >>> 22) & 0x1fe;
  const y = ((normalised & 0x7fffff) - CELL_HALF) * CELLS[entry + 1]!;
  return leadingZeros * LN_2 + CELLS[entry]! - y * (1 - y * (0.5 - y * (1 / 3)));
}
