/*
 * 64-bit FNV-1a of an integer's eight octets, lowest first, in two 32-bit halves. The prime is 2^40 + 435: times 435
 * word by word, plus the low word shifted by 8 into the high one.
 */

const OFFSET_BASIS_HIGH = 0xcbf29ce4;
const OFFSET_BASIS_LOW = 0x84222325;
const PRIME_LOW = 435;
const TWO_POW_32 = 2 ** 32;

/** |FNV-1a 64 of value, read as a signed integer| mod n, as YCSB scrambles ranks; value in [0, 2^53), n ≤ 2^36. */
export function fnv64Modulo(value: number, n: number): number {
  let high = OFFSET_BASIS_HIGH | 0;
  let low = OFFSET_BASIS_LOW;
  let octets = value >>> 0;
  for (let i = 0; i < 8; i++) {
    if (i === 4) octets = Math.floor(value / TWO_POW_32);
    low = (low ^ (octets & 0xff)) >>> 0;
    octets >>>= 8;
    const product = low * PRIME_LOW;
    high = (Math.imul(high, PRIME_LOW) + Math.floor(product / TWO_POW_32) + (low << 8)) | 0;
    low = product >>> 0;
  }
  if (high < 0) {
    low = -low >>> 0;
    high = low === 0 ? -high | 0 : ~high;
  }
  let remainder = (high >>> 0) % n;
  remainder = (remainder * 0x10000 + (low >>> 16)) % n;
  return (remainder * 0x10000 + (low & 0xffff)) % n;
}
