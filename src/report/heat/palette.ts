/**
 * The colours of heat: blue below the ceiling, white at it, red above. Even steps of load are even steps in OKLab, so
 * equal differences look equal; blue and red stay apart for colour-blind eyes, and red ends darker than blue, so that
 * the eye goes to the overload. The scale is linear and ends at HOTTEST, and says so: retries can push a partition to
 * many times its ceiling, but what a reader must tell apart is 0.9, 1.1 and 1.5.
 * Source: B. Ottosson, "A perceptual color space for image processing", 2020, for OKLab and its matrices.
 */

type Lab = readonly [lightness: number, a: number, b: number];
type Rgb = readonly [red: number, green: number, blue: number];

/** Where the scale ends: twice the ceiling and more look alike. */
export const HOTTEST = 2;

const HALF = 128;
const COLD: Lab = [0.62, -0.045, -0.1];
const AT_CEILING: Lab = [0.985, 0, 0];
const HOT: Lab = [0.42, 0.16, 0.08];

/** 256 colours: 0 to 127 below the ceiling, 128 to 255 from it on. */
export const HEAT_PALETTE: readonly Rgb[] = Array.from({ length: 2 * HALF }, (_, i) =>
  i < HALF ? toRgb(mix(COLD, AT_CEILING, i / HALF)) : toRgb(mix(AT_CEILING, HOT, (i - HALF) / (HALF - 1))),
);

/** The palette index of a heat (offered ÷ capacity). */
export function heatIndex(heat: number): number {
  if (!(heat > 0)) return 0;
  if (heat < 1) return Math.floor(heat * HALF);
  return HALF + Math.round(((Math.min(heat, HOTTEST) - 1) / (HOTTEST - 1)) * (HALF - 1));
}

function mix(from: Lab, to: Lab, share: number): Lab {
  const at = (i: 0 | 1 | 2) => from[i] + (to[i] - from[i]) * share;
  return [at(0), at(1), at(2)];
}

function toRgb([lightness, a, b]: Lab): Rgb {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    toByte(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    toByte(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    toByte(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

/** Linear light to an sRGB byte (IEC 61966-2-1). */
function toByte(linear: number): number {
  const light = Math.min(1, Math.max(0, linear));
  return Math.round(255 * (light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055));
}
