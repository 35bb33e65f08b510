/*
 * ln, exp and pow from + − × ÷, floor and bit moves alone, all of which IEEE 754 fixes to the last bit. Math.log,
 * Math.exp and Math.pow may differ between engines and versions, and one different bit in a service time is another
 * simulation. Each reduces its argument to a short interval by a power of two and sums a series there; the split of
 * ln 2 into a short and a small part keeps the reduction exact (Cody and Waite, 1980).
 */

/** ln 2 = LN_2_HIGH + LN_2_LOW; the high part ends in 21 zero bits, so its product with an exponent is exact. */
const LN_2_HIGH = 0.6931471803691238;
const LN_2_LOW = 1.9082149292705877e-10;
const SMALLEST_NORMAL = 2 ** -1022;
const SMALLEST_EXPONENT = -1074;
const EXPONENTS = 1024 - SMALLEST_EXPONENT;

/** 2^-1074 … 2^1023: scaling by an entry is exact, and cheaper than assembling a double from its halves. */
const POWERS_OF_TWO = new Float64Array(EXPONENTS);
for (let i = 0, power = Number.MIN_VALUE; i < EXPONENTS; i++, power *= 2) POWERS_OF_TWO[i] = power;

const bits = new DataView(new ArrayBuffer(8));

/** The natural logarithm of x ≥ 0, within 2 ulp: −∞ at 0, ∞ at ∞, NaN below 0. */
export function ln(x: number): number {
  if (!(x >= SMALLEST_NORMAL && x < Infinity)) return lnOfExtreme(x);
  bits.setFloat64(0, x);
  let exponent = (bits.getUint32(0) >>> 20) - 1023;
  let mantissa = x * POWERS_OF_TWO[-exponent - SMALLEST_EXPONENT]!;
  if (mantissa > Math.SQRT2) {
    mantissa *= 0.5;
    exponent += 1;
  }
  const f = mantissa - 1;
  const s = f / (2 + f);
  return exponent * LN_2_HIGH + (exponent * LN_2_LOW + (f - s * (f - atanhTail(s * s))));
}

function lnOfExtreme(x: number): number {
  if (x > 0) return x === Infinity ? x : ln(x * 2 ** 54) - 54 * (LN_2_HIGH + LN_2_LOW);
  return x === 0 ? -Infinity : NaN;
}

/** 2z/3 + 2z²/5 + … for z ≤ 0.0295, to 1e-18: ln(1 + f) = 2s + s·tail(s²) with s = f/(2 + f). */
function atanhTail(z: number): number {
  const z2 = z * z;
  const z4 = z2 * z2;
  const low = 2 / 3 + z * (2 / 5) + z2 * (2 / 7 + z * (2 / 9));
  const middle = 2 / 11 + z * (2 / 13) + z2 * (2 / 15 + z * (2 / 17));
  const high = 2 / 19 + z * (2 / 21) + z2 * (2 / 23);
  return z * (low + z4 * (middle + z4 * high));
}

/** e to the power x, within 2 ulp: ∞ above 709.78, 0 below −745.14. */
export function exp(x: number): number {
  if (!(Math.abs(x) < 746)) return x > 0 ? Infinity : x < 0 ? 0 : NaN;
  const exponent = Math.floor(x * Math.LOG2E + 0.5);
  const r = x - exponent * LN_2_HIGH - exponent * LN_2_LOW;
  const half = exponent >> 1;
  const scale = POWERS_OF_TWO[half - SMALLEST_EXPONENT]!;
  return (1 + r * exponentialTail(r)) * scale * POWERS_OF_TWO[exponent - half - SMALLEST_EXPONENT]!;
}

/** (eʳ − 1)/r for |r| ≤ 0.35, to 1e-17. */
function exponentialTail(r: number): number {
  const r2 = r * r;
  const r4 = r2 * r2;
  const low = 1 + r * (1 / 2) + r2 * (1 / 6 + r * (1 / 24));
  const middle = 1 / 120 + r * (1 / 720) + r2 * (1 / 5040 + r * (1 / 40320));
  const high = 1 / 362880 + r * (1 / 3628800) + r2 * (1 / 39916800 + r * (1 / 479001600));
  return low + r4 * (middle + r4 * (high + r4 * (1 / 6227020800)));
}

/** x to the power y for x ≥ 0, to a relative (2 + |y ln x|)·2.3e-16. */
export function pow(x: number, y: number): number {
  return y === 0 || x === 1 ? 1 : exp(y * ln(x));
}
