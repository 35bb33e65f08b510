import { describe, expect, it } from 'vitest';
import { HEAT_PALETTE, HOTTEST, heatIndex } from '../../../src/report/heat/palette.ts';

const colour = (heat: number) => HEAT_PALETTE[heatIndex(heat)]!;

describe('the colours of heat', () => {
  it('are blue below the ceiling, near white at it and red above', () => {
    const [coldRed, , coldBlue] = colour(0.2);
    expect(coldBlue - coldRed).toBeGreaterThan(60);
    expect(Math.min(...colour(1))).toBeGreaterThan(245);
    const [hotRed, hotGreen, hotBlue] = colour(1.6);
    expect(hotRed - Math.max(hotGreen, hotBlue)).toBeGreaterThan(60);
  });

  it('rise without a step back and end where the legend says', () => {
    const heats = Array.from({ length: 300 }, (_, i) => i / 100);
    const indices = heats.map(heatIndex);
    expect(indices).toEqual([...indices].sort((a, b) => a - b));
    expect(heatIndex(HOTTEST)).toBe(255);
    expect(heatIndex(40)).toBe(255);
    expect([heatIndex(0), heatIndex(-1), heatIndex(Number.NaN)]).toEqual([0, 0, 0]);
  });

  it('turn exactly at the ceiling', () => {
    expect([heatIndex(1 - 1e-9), heatIndex(1)]).toEqual([127, 128]);
  });

  it('stay the same', () => {
    const ends = [0, 64, 127, 128, 192, 255].map((i) => HEAT_PALETTE[i]!.join(','));
    expect(ends).toMatchInlineSnapshot(`
      [
        "72,140,196",
        "162,195,224",
        "249,249,250",
        "250,250,250",
        "209,137,129",
        "151,0,8",
      ]
    `);
  });
});
