import { test as property } from '@fast-check/vitest';
import fc from 'fast-check';
import { expect } from 'vitest';
import { fnv64Modulo } from '../../src/random/fnv64.ts';

/** The definition, in BigInt: offset basis 14695981039346656037, prime 1099511628211, octets from the lowest. */
function reference(value: number, n: number): number {
  let hash = 14695981039346656037n;
  for (let i = 0n; i < 8n; i++) {
    hash = BigInt.asUintN(64, (hash ^ ((BigInt(value) >> (8n * i)) & 0xffn)) * 1099511628211n);
  }
  const signed = BigInt.asIntN(64, hash);
  return Number((signed < 0n ? -signed : signed) % BigInt(n));
}

property.prop([fc.nat({ max: Number.MAX_SAFE_INTEGER }), fc.integer({ min: 1, max: 2 ** 36 })], {
  seed: 1,
  numRuns: 5000,
})('fnv64Modulo equals the definition', (value, n) => {
  expect(fnv64Modulo(value, n)).toBe(reference(value, n));
});
