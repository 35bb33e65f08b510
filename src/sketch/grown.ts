/** The array itself where it has room for `length`, or a copy of it at least twice as long. */
export function grownTo<A extends Int32Array | Float64Array>(array: A, length: number): A {
  if (length <= array.length) return array;
  const larger = new (array.constructor as new (length: number) => A)(Math.max(length, 2 * array.length));
  larger.set(array);
  return larger;
}
