/*
 * Jitter that a request carries with it: one 32-bit seed given at arrival, and the n-th random number of that request
 * is a hash of (seed, n). The third back-off of a request is then the same under every plan, whatever else the plan
 * made it do in between. The hash steps by the golden ratio and finishes as MurmurHash3 does (fmix32).
 */

const GOLDEN_RATIO_32 = 0x9e3779b9;

/** The n-th uniform number in [0, 1) of this 32-bit seed, a multiple of 2^-32. */
export function mix(seed: number, n: number): number {
  let h = (seed + Math.imul(n, GOLDEN_RATIO_32)) | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return ((h ^ (h >>> 16)) >>> 0) * 2 ** -32;
}
