/**
 * Decimal numbers as text, without rounding twice.
 *
 * A unit that is a power of ten moves the decimal point of the *text*; multiplying the number would make 1.1 s into
 * 1100.0000000000002 ms. Since the shortest digits of a double read back as that double (ECMA-262, Number::toString),
 * `scaled(plain(x, -n), n) === x` for every finite x ≥ 0, and the formats built on the two round-trip.
 */

/** Source of an unsigned whole number: no leading zeros; `_` may part groups of three, as in `100_000`. */
export const WHOLE = '(?:0|[1-9]\\d{0,2}(?:_\\d{3})+|[1-9]\\d*)';

/** Source of an unsigned decimal number. */
export const AMOUNT = `${WHOLE}(?:\\.\\d+)?`;

/** Powers of ten of the prefixes that large counts and rates may carry. */
export const PREFIX_SHIFT: Readonly<Record<string, number>> = { '': 0, k: 3, M: 6, G: 9 };

/** Reads a text that matches AMOUNT, times 10^`shift`. */
export function scaled(text: string, shift = 0): number {
  return Number(`${text.replaceAll('_', '')}e${shift}`);
}

/** Writes a finite `value` times 10^`shift` in full: the shortest digits that identify it, never an exponent. */
export function plain(value: number, shift = 0): string {
  const [mantissa = '', exponent = '0'] = String(Math.abs(value)).split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  const point = whole.length + Number(exponent) + shift;
  const zeros = '0'.repeat(Math.max(0, -point));
  const digits = (zeros + whole + fraction).padEnd(point, '0');
  const left = digits.slice(0, Math.max(0, point)).replace(/^0+(?=\d)/, '') || '0';
  const right = digits.slice(Math.max(0, point)).replace(/0+$/, '');
  return (value < 0 ? '-' : '') + left + (right && `.${right}`);
}
