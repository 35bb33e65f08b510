/** The heat map as pixels: a row per partition, hottest first, a column per slice of time. */
import type { HeatMap } from '../../experiment/result.ts';
import { HEAT_PALETTE, heatIndex } from './palette.ts';
import { encodePng } from './png.ts';

/** One pixel per partition and slice; null where there is nothing to show. */
export function heatPng({ rows }: HeatMap): Uint8Array | null {
  const width = Math.max(0, ...rows.map((row) => row.length));
  if (width === 0) return null;
  const pixels = new Uint8Array(width * rows.length);
  for (const [y, row] of rows.entries()) pixels.set(row.map(heatIndex), y * width);
  return encodePng({ width, height: rows.length, palette: HEAT_PALETTE, pixels });
}

/** The palette from cold to hot as an image of one row. */
export function heatScalePng(): Uint8Array {
  const pixels = Uint8Array.from(HEAT_PALETTE, (_, i) => i);
  return encodePng({ width: HEAT_PALETTE.length, height: 1, palette: HEAT_PALETTE, pixels });
}
