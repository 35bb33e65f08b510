/** A line over time in one row of signs, on a scale that several rows share. */
import type { Pen } from './pen.ts';

/** Where a value above zero stands on a scale, from 0 to 1. */
export type Scale = (value: number) => number;

/** From zero to the greatest. */
export function linearScale(greatest: number): Scale {
  return (value) => value / greatest;
}

/** By decades, from the least to the greatest; what is less stands at the least. */
export function logScale(least: number, greatest: number): Scale {
  const decades = Math.log10(greatest / least);
  return (value) => Math.max(0, Math.log10(value / least) / decades);
}

/** A sign per value: blank for null and zero, a sign of its own for infinity, a height for the rest. */
export function sparkline(values: readonly (number | null)[], scale: Scale, { colours, glyphs }: Pen): string {
  const { levels, endless } = glyphs;
  const sign = (value: number | null): string => {
    if (value === null || value === 0) return ' ';
    if (value === Number.POSITIVE_INFINITY) return colours.red(endless);
    return levels[1 + Math.round(scale(value) * (levels.length - 2))]!;
  };
  return values.map(sign).join('');
}
