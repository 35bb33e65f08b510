/**
 * The domain of the closed forms: nonsense throws, instability does not.
 *
 * A queue offered more than it can serve has an infinite mean, and saying so is an answer. A negative rate, a share above
 * 1 or half a server is a mistake of the caller.
 */

/** Throws RangeError unless every named value is finite and ≥ 0. */
export function nonNegative(values: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(values))
    if (!(value >= 0 && value < Infinity)) fail(name, value, 'finite and at least 0');
}

/** Throws RangeError unless every named value is finite and > 0. */
export function positive(values: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(values))
    if (!(value > 0 && value < Infinity)) fail(name, value, 'finite and above 0');
}

/** Throws RangeError unless every named value is a whole number ≥ `least`. */
export function whole(values: Readonly<Record<string, number>>, least: number): void {
  for (const [name, value] of Object.entries(values)) {
    if (!(Number.isInteger(value) && value >= least)) fail(name, value, `a whole number from ${least}`);
  }
}

/** Throws RangeError unless every named value lies in [0, 1]. */
export function probability(values: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(values)) if (!(value >= 0 && value <= 1)) fail(name, value, 'from 0 to 1');
}

/** Throws RangeError unless the vector has an element and every element is finite and ≥ 0. */
export function loads(values: ArrayLike<number>): void {
  if (values.length === 0) throw new RangeError('no loads were given');
  for (let i = 0; i < values.length; i++) {
    if (!(values[i]! >= 0 && values[i]! < Infinity)) fail(`load ${i}`, values[i]!, 'finite and at least 0');
  }
}

function fail(name: string, value: number, allowed: string): never {
  throw new RangeError(`${name} is ${value}, and must be ${allowed}`);
}
